import { Suspense, lazy, type ReactNode } from 'react'
import { Link, Route, Routes } from 'react-router-dom'
import * as doctor from '#auth/doctor.ts'
import type { AppBoot } from './boot.ts'
import { Page } from './Page.tsx'
import { SessionPage } from './SessionPage.tsx'
import { SignedOutPage } from './SignedOutPage.tsx'

const StartPage = lazy(() => import('./StartPage.tsx').then((m) => ({ default: m.StartPage })))

// Imported here and not by the lazy page alone: otherwise the bundler takes out of the launch page's file what both need, and
// a launch makes three requests more (tests/e2e/budgets.e2e.ts).
const EXAMINES = Object.keys(doctor).length
const DoctorPage = lazy(() => import('./DoctorPage.tsx').then((m) => ({ default: m.DoctorPage })))

/** Where no sheet can stand: the words of what happened, and the Launch Doctor. */
export function ProblemRoutes({ problem }: { readonly problem: ReactNode }) {
  return (
    <Suspense>
      <Routes>
        <Route path="/doctor" element={<DoctorPage key={EXAMINES} />} />
        <Route path="*" element={problem} />
      </Routes>
    </Suspense>
  )
}

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
      {['/doctor', '/s/:key/doctor'].map((path) => (
        <Route
          key={path}
          path={path}
          element={
            <Suspense>
              <DoctorPage key={EXAMINES} idleMinutes={boot.config.idleMinutes} />
            </Suspense>
          }
        />
      ))}
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
