import { Suspense, lazy } from 'react'
import { Link, Route, Routes } from 'react-router-dom'
import type { AppBoot } from './boot.ts'
import { Page } from './Page.tsx'
import { SessionPage } from './SessionPage.tsx'
import { SignedOutPage } from './SignedOutPage.tsx'

const StartPage = lazy(() => import('./StartPage.tsx').then((m) => ({ default: m.StartPage })))

export function AppRoutes({ boot }: { readonly boot: AppBoot }) {
  return (
    <Routes>
      <Route
        path="/"
        element={
          <Suspense>
            <StartPage issuers={boot.config.issuers} onSignIn={boot.onSignIn} />
          </Suspense>
        }
      />
      <Route path="/s/:key" element={<SessionPage boot={boot} route="" />} />
      <Route path="/s/:key/patient" element={<SessionPage boot={boot} route="/patient" />} />
      <Route path="/signed-out" element={<SignedOutPage />} />
      <Route path="*" element={<NoSuchPage />} />
    </Routes>
  )
}

function NoSuchPage() {
  return (
    <Page title="No such page">
      <p>HealthPrep has no page at this address.</p>
      <p>
        <Link to="/">To the start page</Link>
      </p>
    </Page>
  )
}
