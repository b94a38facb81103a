import { launchText } from '#auth/launch-problems.ts'
import { asHealthPrepError } from '#lib/errors.ts'
import { errorText } from '#ui/error-text.ts'
import { Page } from './Page.tsx'

type Words = { readonly title: string; readonly happened: string; readonly todo: string; readonly code: string }

function wordsFor(thrown: unknown): Words {
  const error = asHealthPrepError(thrown)
  if (error.kind === 'launch') return launchText(error)
  const { what, todo, code } = errorText(error)
  return { title: 'HealthPrep could not go on', happened: what, todo, code }
}

/** One page for everything that ends before a sheet stands: what happened, what to do, a short code for IT. */
export function ErrorPage({ thrown }: { readonly thrown: unknown }) {
  const { title, happened, todo, code } = wordsFor(thrown)
  return (
    <Page title={title}>
      <p>{happened}</p>
      <p>{todo}</p>
      <p className="quiet">
        Code for IT: <code>{code}</code>
      </p>
      <p>
        <a href="index.html#/doctor">Check this connection</a>
      </p>
      <p>
        <a href="index.html">To the start page</a>
      </p>
    </Page>
  )
}
