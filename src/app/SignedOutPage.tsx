import { Link, useLocation } from 'react-router-dom'
import { Page } from './Page.tsx'

/** Handed over in the history entry, because this page has no session to ask. */
export type SignedOutState = { readonly draftsWiped: boolean; readonly permissionRemoved: boolean } | 'elsewhere'

const isLeft = (state: unknown, what: keyof Exclude<SignedOutState, string>): boolean =>
  typeof state === 'object' && state !== null && new Map(Object.entries(state)).get(what) === false

export function SignedOutPage() {
  const state: unknown = useLocation().state
  const [draftLeft, permissionLeft] = [isLeft(state, 'draftsWiped'), isLeft(state, 'permissionRemoved')]
  return (
    <Page title="Signed out">
      {state === 'elsewhere' && <p>This sign-in was ended in another window of this browser.</p>}
      <p>Removed from this browser, for the sign-in you ended:</p>
      <ul>
        {!permissionLeft && <li>the permission to read the chart,</li>}
        <li>everything that was read of it,</li>
        {state !== 'elsewhere' && !draftLeft && <li>the draft of the note.</li>}
      </ul>
      {permissionLeft && (
        <p className="note-warn" role="alert">
          The permission to read the chart could not be removed from the browser. Close this tab to remove it; it ends
          by itself within about an hour.
        </p>
      )}
      {draftLeft && (
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
