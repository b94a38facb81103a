import { afterEach, describe, expect, it, vi } from 'vitest'
import { OwnWorker, type Numbered } from './own-worker.ts'

const isAnswer = (data: unknown): data is Numbered => typeof data === 'object' && data !== null && 'id' in data

/** Hears everything and answers nothing by itself. */
class SilentWorker extends EventTarget {
  static started: SilentWorker[] = []
  ended = false
  constructor() {
    super()
    SilentWorker.started.push(this)
  }
  postMessage() {
    // It is silent.
  }
  terminate() {
    this.ended = true
  }
  says(data: unknown) {
    this.dispatchEvent(new MessageEvent('message', { data }))
  }
}

function begin() {
  vi.stubGlobal('Worker', SilentWorker)
  const own = new OwnWorker('/worker.js', isAnswer, 1000)
  return { own, worker: SilentWorker.started.at(-1)! }
}

afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

describe('a worker of ours', () => {
  it('gives each question its own answer, in whatever order they come, and no other message to anybody', async () => {
    const { own, worker } = begin()
    const asked = Promise.all([own.ask({ id: 1 }), own.ask({ id: 2 })])
    for (const data of ['noise', { id: 3 }, { id: 2, of: 'two' }, { id: 1, of: 'one' }]) worker.says(data)
    expect(await asked).toEqual([
      { id: 1, of: 'one' },
      { id: 2, of: 'two' },
    ])
  })

  it('that falls tells all who wait, is ended, and answers nobody afterwards', async () => {
    vi.useFakeTimers()
    const { own, worker } = begin()
    const asked = Promise.all([own.ask({ id: 1 }), own.ask({ id: 2 })])
    worker.dispatchEvent(new Event('error'))
    const broken = { kind: 'broken', why: 'fault' }
    expect(await asked).toEqual([broken, broken])
    expect(worker.ended).toBe(true)
    expect(await own.ask({ id: 3 })).toEqual(broken)
  })

  it('is given up at its limit, not before, and one that answered is not', async () => {
    vi.useFakeTimers()
    const { own, worker } = begin()
    const first = own.ask({ id: 1 })
    vi.advanceTimersByTime(999)
    worker.says({ id: 1 })
    expect(await first).toEqual({ id: 1 })
    const second = own.ask({ id: 2 })
    vi.advanceTimersByTime(999)
    expect(worker.ended).toBe(false)
    vi.advanceTimersByTime(1)
    expect(await second).toEqual({ kind: 'broken', why: 'slow' })
    expect(worker.ended).toBe(true)
  })

  it('is made of a script of ours alone, where the browser asks which script it may be', async () => {
    type Rules = { createScriptURL: (address: string) => string }
    vi.stubGlobal('Worker', SilentWorker)
    vi.stubGlobal('location', new URL('https://app.example/site/index.html'))
    vi.stubGlobal('trustedTypes', { createPolicy: (_: string, rules: Rules) => rules })
    vi.resetModules()
    const own = await import('./own-worker.ts')
    const begin = (address: string) => new own.OwnWorker(address, isAnswer, 1000)
    const before = SilentWorker.started.length
    for (const address of ['https://evil.example/x.js', '//evil.example/x.js', 'data:text/javascript,1'])
      expect(() => begin(address)).toThrow(TypeError)
    expect(SilentWorker.started).toHaveLength(before)
    begin('/site/assets/rules-worker-x.js')
    expect(SilentWorker.started).toHaveLength(before + 1)
  })
})
