import { beforeEach, describe, expect, it, vi } from 'vitest'
import * as world from '../../tests/launch-world.ts'
import { endCopy, endEarlier, keepOn, lockSession, signOut } from './session.ts'

const { opened, standalone } = world
let storage: world.MemoryStorage
beforeEach(() => {
  storage = world.stubStorage()
  vi.useFakeTimers({ now: world.NOW })
  return () => vi.useRealTimers()
})

const sessionKeys = (): string[] => world.sessionKeysOf(storage)

describe('what the window was signed in to before', () => {
  it('is ended with it: no token, no record, nothing that Back could open; a locked one, which holds none, stays', async () => {
    const [one, two, three] = [await opened(), await opened({ patient: 'p2' }), await opened({ patient: 'p3' })]
    lockSession(three.key)
    signOut(two.key)
    endEarlier()
    expect(sessionKeys()).toEqual([three.key])
    expect(one.signal.aborted).toBe(true)
    expect(await world.afterReload(one.key)).toBeUndefined()
  })

  it('is put back by a frame beside it that still shows it, and by no other', async () => {
    const session = await opened()
    const name = `healthprep.session.${session.key}`
    const record = storage.getItem(name)
    vi.resetModules()
    const leaving = await import('./session.ts')
    const written: string[] = []
    const setItem = storage.setItem.bind(storage)
    vi.spyOn(storage, 'setItem').mockImplementation((at, text) => {
      if (at === name) written.push(text)
      setItem(at, text)
    })
    leaving.endEarlier()
    expect(storage.getItem(name)).toBeNull()
    leaving.keepOn(name, written[0] ?? '')
    keepOn(name, null)
    keepOn(name, record)
    keepOn('somebody-elses', written[0] ?? '')
    expect(storage.getItem(name)).toBeNull()
    keepOn(name, written[0] ?? '')
    expect(storage.getItem(name)).toBe(record)
  })

  it('is ended in a duplicated tab as well, shown there or only held; a locked one stays', async () => {
    const [shown, held, locked] = [await opened(), await opened({ patient: 'p2' }), await opened({ patient: 'p3' })]
    lockSession(locked.key)
    const copies = new Map(storage.entries)
    const left = endEarlier()
    expect(left.map(({ key }) => key)).toEqual([shown.key, held.key])
    for (const [name, text] of copies) storage.setItem(name, text)
    vi.resetModules()
    const duplicate = await import('./session.ts')
    const ends: string[][] = []
    duplicate.onSessionEnd((...end) => ends.push(end))
    const copy = duplicate.openSession(shown.key)
    const again = [...left, { key: locked.key, mark: 'm' }, { key: 'nobodys', mark: 'm' }].map(duplicate.endCopy)
    expect(again).toEqual([true, true, false, false])
    expect(sessionKeys()).toEqual([locked.key])
    expect(copy?.signal.aborted).toBe(true)
    expect(ends, 'a draft is kept, not deleted').toEqual([[shown.key, 'left']])
  })

  it('goes on in a frame beside it, whichever message comes first', async () => {
    const session = await opened()
    const record = storage.getItem(`healthprep.session.${session.key}`)
    vi.resetModules()
    const [left] = (await import('./session.ts')).endEarlier()
    if (!left) throw new Error('nothing was left')
    expect(endCopy(left), 'before its storage has told it').toBe(false)
    keepOn(`healthprep.session.${session.key}`, JSON.stringify({ left: left.mark }))
    expect(endCopy(left), 'and after').toBe(false)
    expect(session.signal.aborted).toBe(false)
    expect(storage.getItem(`healthprep.session.${session.key}`)).toBe(record)
  })

  it('is swept at the next sign-in once its token ended more than an hour ago, but for a locked one', async () => {
    const [old, locked] = [await opened(), await opened({ patient: 'p2' })]
    lockSession(locked.key)
    vi.setSystemTime(old.expiresAt() + 60 * 60_000)
    await standalone()
    expect(sessionKeys()).toEqual([old.key, locked.key])
    vi.setSystemTime(old.expiresAt() + 60 * 60_000 + 1)
    await standalone()
    expect(sessionKeys()).toEqual([locked.key])
  })
})
