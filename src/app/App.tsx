import { QueryClientProvider } from '@tanstack/react-query'
import { StrictMode, useEffect, type ReactNode } from 'react'
import { createRoot } from 'react-dom/client'
import { HashRouter } from 'react-router-dom'
import type { AppBoot, Boot } from './boot.ts'
import { hearOtherWindows } from './ended-elsewhere.ts'
import { ErrorBoundary } from './ErrorBoundary.tsx'
import { Problem } from './Problem.tsx'
import { AppRoutes, ProblemRoutes } from './routes.tsx'
import '#ui/tokens.css'
import '#ui/ui.css'
import './app.css'

/** What React would print holds the props it was drawing, so nothing is printed: the page itself says what happened. */
const silent = (): void => undefined

/** Draws the application; the answer takes it off the page again. */
export function mountApp(root: HTMLElement, boot: Boot): () => void {
  const react = createRoot(root, { onCaughtError: silent, onUncaughtError: silent, onRecoverableError: silent })
  react.render(<StrictMode>{whole(boot)}</StrictMode>)
  const stopHearing = boot.kind === 'app' ? hearOtherWindows(boot.queryClient) : undefined
  return () => {
    stopHearing?.()
    react.unmount()
  }
}

const whole = (boot: Boot): ReactNode => (
  <ErrorBoundary renderFallen={(thrown) => <Problem thrown={thrown} />}>
    <HashRouter>
      {boot.kind === 'problem' ? (
        <ProblemRoutes problem={<Problem thrown={boot.error} />} />
      ) : (
        <QueryClientProvider client={boot.queryClient}>
          <AppRoutes boot={boot} />
          <Drawn onDrawn={boot.onDrawn} />
        </QueryClientProvider>
      )}
    </HashRouter>
  </ErrorBoundary>
)

function Drawn({ onDrawn }: Pick<AppBoot, 'onDrawn'>) {
  useEffect(onDrawn, [onDrawn])
  return null
}
