import { beforeEach, describe, expect, it, vi } from 'vitest'
import { createAutosave } from './autosave.ts'

beforeEach(() => {
  vi.useFakeTimers()
  return () => vi.useRealTimers()
})

/** A place to save to, in which each save ends when told. */
function slowPlace() {
  const saved: string[] = []
  const ends: (() => void)[] = []
  const save = (value: string): Promise<void> =>
    new Promise((resolve) => {
      saved.push(value)
      ends.push(resolve)
    })
  return { saved, save, end: () => ends.shift()?.() }
}

describe('a change is kept soon after', () => {
  it('at the end of the pause, not before', async () => {
    const { saved, save } = slowPlace()
    const autosave = createAutosave(save, 400)
    autosave.change('a')
    await vi.advanceTimersByTimeAsync(399)
    expect(saved).toEqual([])
    await vi.advanceTimersByTimeAsync(1)
    expect(saved).toEqual(['a'])
  })

  it('though a person types without a pause', async () => {
    const { saved, save } = slowPlace()
    const autosave = createAutosave(save, 400)
    for (const text of ['a', 'ab', 'abc', 'abcd', 'abcde']) {
      autosave.change(text)
      await vi.advanceTimersByTimeAsync(100)
    }
    expect(saved).toEqual(['abcd'])
  })

  it('an edit made during a save is saved next, and saves never overlap', async () => {
    const { saved, save, end } = slowPlace()
    const autosave = createAutosave(save, 400)
    autosave.change('one')
    await vi.advanceTimersByTimeAsync(400)
    autosave.change('two')
    autosave.change('three')
    await vi.advanceTimersByTimeAsync(5_000)
    expect(saved).toEqual(['one'])
    end()
    await vi.advanceTimersByTimeAsync(0)
    expect(saved).toEqual(['one', 'three'])
  })

  it('a flush waits for what is under way and for what came since', async () => {
    const { saved, save, end } = slowPlace()
    const autosave = createAutosave(save, 400)
    autosave.change('one')
    const done = vi.fn()
    const flushed = (async () => {
      await autosave.flush()
      done()
    })()
    autosave.change('two')
    end()
    await vi.advanceTimersByTimeAsync(0)
    expect(done).not.toHaveBeenCalled()
    end()
    await vi.advanceTimersByTimeAsync(0)
    await flushed
    expect(done).toHaveBeenCalled()
    expect(saved).toEqual(['one', 'two'])
  })

  it('a flush during a save begins no second one beside it', async () => {
    const { saved, save, end } = slowPlace()
    const autosave = createAutosave(save, 400)
    autosave.change('one')
    void autosave.flush()
    autosave.change('two')
    void autosave.flush()
    await vi.advanceTimersByTimeAsync(5_000)
    expect(saved).toEqual(['one'])
    end()
    await vi.advanceTimersByTimeAsync(0)
    expect(saved).toEqual(['one', 'two'])
  })

  it('after a stop nothing more is saved', async () => {
    const { saved, save, end } = slowPlace()
    const autosave = createAutosave(save, 400)
    autosave.change('one')
    void autosave.flush()
    autosave.change('two')
    const stopped = autosave.stop()
    end()
    await stopped
    autosave.change('three')
    await autosave.flush()
    await vi.advanceTimersByTimeAsync(5_000)
    expect(saved).toEqual(['one'])
  })
})
