import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { beforeEach, expect, it, vi } from 'vitest'
import { testSession } from '../../../tests/session.ts'
import { EMPTY_DRAFT } from './draft-content.ts'
import { loadDraft, NO_RECORD, saveDraft } from './draft-store.ts'
import { keepSweeping } from './sweep-drafts.ts'

const HOUR = 60 * 60_000
const ada = testSession({ patientId: 'ada-1' })
const stored = async (): Promise<boolean> => (await loadDraft(ada, 0)).draft !== undefined

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory()
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] })
  return () => vi.useRealTimers()
})

/** Lets the fake clock pass in steps, with room for the database, which runs on real time. */
async function pass(ms: number): Promise<void> {
  const step = 60_000
  for (let left = ms; left > 0; left -= step) {
    vi.advanceTimersByTime(Math.min(step, left))
    for (let turn = 0; turn < 20; turn += 1) await new Promise((resume) => setImmediate(resume))
  }
}

it('a draft leaves the disk when its time is over, though nobody opens a sheet; a page left behind sweeps no more', async () => {
  await saveDraft(ada, { ...EMPTY_DRAFT, freeText: 'x' }, NO_RECORD, Date.now())
  const stop = keepSweeping()
  keepSweeping()
  expect(vi.getTimerCount()).toBe(1)
  await pass(8 * HOUR - 10 * 60_000)
  expect(await stored()).toBe(true)
  await pass(20 * 60_000)
  expect(await stored()).toBe(false)
  stop()
  expect(vi.getTimerCount()).toBe(0)
})

it('a page without storage goes on as ever', async () => {
  vi.stubGlobal('indexedDB', undefined)
  const stop = keepSweeping()
  await pass(HOUR)
  stop()
  expect(vi.getTimerCount()).toBe(0)
})
