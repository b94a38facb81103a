import 'temporal-polyfill/global'
import { configureGlobal } from 'fast-check'
import { afterAll, afterEach, beforeEach, expect, vi } from 'vitest'
import { shareStyles } from './computed-styles.ts'

/** The same cases each time, so that a change is judged and not a throw of dice; `FUZZ_SEED` tries others. */
configureGlobal({ seed: Number(process.env['FUZZ_SEED'] ?? 20_261_123) })

/** An unexpected console.error or console.warn is a failure: it is what a clinician's IT would see. */
beforeEach(() => {
  vi.spyOn(console, 'error')
  vi.spyOn(console, 'warn')
})

afterEach(() => {
  expect.soft(vi.mocked(console.error).mock.calls, 'console.error').toEqual([])
  expect.soft(vi.mocked(console.warn).mock.calls, 'console.warn').toEqual([])
})

/** A part that a test began to fetch and did not wait for would else be missing its page: a stray error of no test. */
afterAll(() => vi.dynamicImportSettled())

// jsdom has no CSS object; react-aria asks it to escape ids. https://drafts.csswg.org/cssom/#serialize-an-identifier
if ('document' in globalThis) {
  const css = { escape: (id: string) => id.replace(/[^\w-]/g, '\\$&') }
  for (const target of [globalThis, document.defaultView]) Object.defineProperty(target, 'CSS', { value: css })
  const window = document.defaultView
  if (window) {
    shareStyles(window)
    globalThis.getComputedStyle = window.getComputedStyle
  }
}
