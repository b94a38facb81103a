import { afterEach, describe, expect, it, vi } from 'vitest'
import { chart, dose, patient } from '#clinical/immunization/record/samples.ts'
import { askForecast } from './ask-forecast.ts'
import { isReply, isRequest } from './forecast-messages.ts'

afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

const boy = chart(patient('2014-06-20', 'male'), [dose('2015-06-20:03'), dose('2018-06-20:03')])

describe('a forecast is asked for', () => {
  it('where there is no worker, and answered with the schedule that ships', async () => {
    const reply = await askForecast(boy, '2025-11-24')
    expect(reply).toMatchObject({ kind: 'forecast', forecast: { schedule: { source: 'CDC CDSi' } } })
  })

  it('of a worker that does not answer: after 20 seconds that is said, and the next question starts another', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const ended: boolean[] = []
    class StuckWorker extends EventTarget {
      readonly at = ended.push(false) - 1
      postMessage() {
        // Nothing ever comes back.
      }
      terminate() {
        ended[this.at] = true
      }
    }
    vi.stubGlobal('Worker', StuckWorker)
    const asked = askForecast(boy, '2025-11-24')
    await vi.advanceTimersByTimeAsync(19_999)
    expect(ended).toEqual([false])
    await vi.advanceTimersByTimeAsync(1)
    expect(await asked).toMatchObject({ kind: 'failed', failure: { why: 'slow' } })
    void askForecast(boy, '2025-11-24')
    expect(ended).toEqual([true, false])
    await vi.advanceTimersByTimeAsync(20_000)
  })

  it('of a worker, each answer to its own question; a worker that breaks fails them all and is started anew', async () => {
    const workers: FakeWorker[] = []
    class FakeWorker extends EventTarget {
      readonly sent: { readonly id: number }[] = []
      constructor() {
        super()
        workers.push(this)
      }
      postMessage(data: { readonly id: number }) {
        // As the browser would, and it must not throw: all that is sent is plain data.
        this.sent.push(structuredClone(data))
      }
      terminate() {
        this.sent.length = 0
      }
      answer(data: unknown) {
        this.dispatchEvent(Object.assign(new Event('message'), { data }))
      }
    }
    vi.stubGlobal('Worker', FakeWorker)
    const [one, two, three] = [1, 2, 3].map(() => askForecast(boy, '2025-11-24'))
    await expect.poll(() => workers[0]?.sent).toHaveLength(3)
    const [first] = workers
    const ids = first?.sent.map(({ id }) => id) ?? []
    first?.answer('noise')
    const failure = { why: 'schedule', field: 'version' }
    first?.answer({ kind: 'failed', id: ids[1], failure })
    expect(await two).toEqual({ kind: 'failed', id: ids[1], failure })
    first?.dispatchEvent(new Event('error'))
    expect(await one).toMatchObject({ kind: 'failed', id: ids[0] })
    expect(await three).toMatchObject({ kind: 'failed', id: ids[2] })
    void askForecast(boy, '2025-11-24')
    await expect.poll(() => workers).toHaveLength(2)
  })

  it.each([
    [null, false],
    ['forecast', false],
    [{ kind: 'forecast' }, false],
    [{ kind: 'other', id: 1 }, false],
    [{ kind: 'forecast', id: 1 }, true],
  ])('a message %j is one of ours: %s', (data, ours) => {
    expect([isRequest(data), isReply(data)]).toEqual([ours, ours])
  })
})
