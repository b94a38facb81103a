import { Link, useLocation } from 'react-router-dom'
import { Page } from './Page.tsx'

/** Handed over in the history entry, because this page has no session to ask. */
export type SignedOutState = { readonly draftsWiped: boolean } | 'elsewhere'

const draftsLeft = (state: unknown): boolean =>
  typeof state === 'object' && state !== null && 'draftsWiped' in state && state.draftsWiped === false

export function SignedOutPage() {
  const state: unknown = useLocation().state
  return (
    <Page title="Signed out">
      {state === 'elsewhere' && <p>This sign-in was ended in another window of this browser.</p>}
      <p>Removed from this browser, for the sign-in you ended:</p>
      <ul>
        <li>the permission to read the chart,</li>
        <li>everything that was read of it,</li>
        {state !== 'elsewhere' && !draftsLeft(state) && <li>the draft of the note.</li>}
      </ul>
      {draftsLeft(state) && (
        <p className="note-warn" role="alert">
          The draft of the note could not be removed. It is encrypted and will expire by itself; to remove it now, clear
          the data of this site in the browser.
        </p>
      )}
      <p>Notes you filed are in the chart. You may still be signed in to Epic itself.</p>
      <p>
        <Link to="/">To the start page</Link>
      </p>
    </Page>
  )
}
