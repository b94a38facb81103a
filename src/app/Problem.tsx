import { Suspense, lazy } from 'react'
import { errorText } from '#ui/error-text.ts'
import { Page } from './Page.tsx'

// The words of every launch problem are needed by few: fetched then. Where even that fails, the short ones do.
const ErrorPage = lazy(() =>
  import('./ErrorPage.tsx').then((m) => ({ default: m.ErrorPage })).catch(() => ({ default: BareErrorPage })),
)

export function Problem({ thrown }: { readonly thrown: unknown }) {
  return (
    <Suspense>
      <ErrorPage thrown={thrown} />
    </Suspense>
  )
}

function BareErrorPage({ thrown }: { readonly thrown: unknown }) {
  const { what, todo, code } = errorText(thrown)
  return (
    <Page title="HealthPrep could not go on">
      <p>{what}</p>
      <p>{todo}</p>
      <p className="quiet">
        Code for IT: <code>{code}</code>
      </p>
    </Page>
  )
}
