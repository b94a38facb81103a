import 'temporal-polyfill/global'
import { afterEach, beforeEach, expect, vi } from 'vitest'

/** An unexpected console.error or console.warn is a failure: it is what a clinician's IT would see. */
beforeEach(() => {
  vi.spyOn(console, 'error')
  vi.spyOn(console, 'warn')
})

afterEach(() => {
  expect.soft(vi.mocked(console.error).mock.calls, 'console.error').toEqual([])
  expect.soft(vi.mocked(console.warn).mock.calls, 'console.warn').toEqual([])
})
