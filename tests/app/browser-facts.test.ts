import { IDBFactory } from 'fake-indexeddb'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { lookAtBrowser } from '#features/doctor/browser-facts.ts'

beforeEach(() => {
  vi.stubGlobal('indexedDB', new IDBFactory())
  vi.spyOn(HTMLScriptElement.prototype, 'text', 'set').mockImplementation(() => undefined)
})
afterEach(() => vi.useRealTimers())

describe('the Launch Doctor’s look at this browser', () => {
  it('leaves nothing behind: no database and no script', async () => {
    expect(await lookAtBrowser()).toMatchObject({ keepsDrafts: true, inlineScript: 'stopped' })
    await expect.poll(() => indexedDB.databases()).toEqual([])
    expect(document.querySelectorAll('script')).toHaveLength(0)
  })

  it('takes a browser that never answers about its databases for one that keeps none, after three seconds', async () => {
    vi.useFakeTimers()
    vi.stubGlobal('indexedDB', { open: () => new EventTarget() })
    const looking = lookAtBrowser()
    await vi.advanceTimersByTimeAsync(3000)
    expect(await looking).toMatchObject({ keepsDrafts: false })
  })

  it.each([
    ['refuses outright', () => new DOMException('no', 'SecurityError')],
    ['has none', () => new TypeError('indexedDB is not defined')],
  ])('takes a browser that %s for one that keeps no drafts', async (_, error) => {
    vi.stubGlobal('indexedDB', {
      open: () => {
        throw error()
      },
    })
    expect(await lookAtBrowser()).toMatchObject({ keepsDrafts: false })
  })
})
