import { beforeEach, describe, expect, it, vi } from 'vitest'
import * as world from '../../tests/launch-world.ts'
import { changePatient, choosePatient, hasPatient, lockSession, onSessionEnd, openSession, signOut } from './session.ts'

const { afterReload, opened, refusalOf, standalone } = world
let storage: world.MemoryStorage
beforeEach(() => {
  storage = world.stubStorage()
  vi.useFakeTimers({ now: world.NOW })
  return () => vi.useRealTimers()
})

const sessionKeys = (): string[] => world.sessionKeysOf(storage)

describe('a session', () => {
  it('is one object per document, and is there again after a reload', async () => {
    const session = await opened()
    expect(openSession(session.key)).toBe(session)
    const again = await afterReload(session.key)
    expect(again).toMatchObject({ key: session.key, patientId: 'p1', encounterId: 'e1', issuer: world.pinned })
    expect(await again?.accessToken()).toBe('access-1')
  })

  it.each(['', 'nobody', '__proto__', 'length'])('is not there under the key %j', async (key) => {
    await opened()
    expect(openSession(key)).toBeUndefined()
  })

  it.each(['{', 'null', '{}', '[]', '"x"', '{"issuer":{}}'])(
    'whose entry is damaged (%s) is not there',
    async (text) => {
      storage.setItem('healthprep.session.damaged', text)
      expect(openSession('damaged')).toBeUndefined()
    },
  )

  it('of one patient knows nothing of the other in the same window', async () => {
    const [one, two] = [await opened({ patient: 'p1' }), await opened({ patient: 'p2', access_token: 'access-2' })]
    signOut(one.key)
    expect(await refusalOf(one.accessToken())).toBe('signed-out')
    expect(two.signal.aborted).toBe(false)
    expect(await two.accessToken()).toBe('access-2')
    expect(sessionKeys()).toEqual([two.key])
  })
})

it.each(['"soon"', 'null', 'true', '{}', '{'])(
  'a time of last use that is none (%s) is not taken for one, or a sheet would never lock',
  async (text) => {
    const { readActivity } = await import('./records.ts')
    storage.setItem('healthprep.active.k', text)
    expect(readActivity('k')).toBeUndefined()
  },
)

describe('choosing a patient', () => {
  it('moves the session to a key of its own; the old key is dead, after a reload too', async () => {
    const search = await opened({ patient: undefined }, standalone)
    expect(search.encounterId).toBe('e1')
    const ended: unknown[] = []
    const stop = onSessionEnd((...end) => ended.push(end))
    const chart = choosePatient(search, 'p2')
    stop()
    expect(chart.key).not.toBe(search.key)
    expect(chart).toMatchObject({ patientId: 'p2', encounterId: undefined })
    expect(search.signal.aborted).toBe(true)
    expect(chart.signal.aborted).toBe(false)
    expect(openSession(chart.key)).toBe(chart)
    expect(openSession(search.key)).toBeUndefined()
    expect(await refusalOf(search.accessToken())).toBe('signed-out')
    expect(await chart.accessToken()).toBe('access-1')
    expect(sessionKeys()).toEqual([chart.key])
    expect(ended).toEqual([[search.key, 'moved']])
    expect(await afterReload(search.key)).toBeUndefined()
    expect((await afterReload(chart.key))?.patientId).toBe('p2')
  })

  it('and then another never has one key for two patients', async () => {
    const one = choosePatient(await opened({ patient: undefined }, standalone), 'p1')
    const search = changePatient(one)
    expect(hasPatient(search)).toBe(false)
    const two = choosePatient(search, 'p2')
    expect(new Set([one.key, search.key, two.key]).size).toBe(3)
    expect(one.signal.aborted && search.signal.aborted).toBe(true)
    expect(one.patientId).toBe('p1')
    expect(two.encounterId).toBeUndefined()
  })

  it('takes along neither the visit of the patient who is left, nor what was begun to renew the old key', async () => {
    const chart = await opened({}, standalone)
    expect(chart.encounterId).toBe('e1')
    await standalone({ signIn: chart, route: '' })
    const search = changePatient(chart)
    expect(search.encounterId).toBeUndefined()
    expect([...storage.entries.keys()]).toEqual([`healthprep.session.${search.key}`])
  })

  it('cannot be done twice from one search, nor after signing out', async () => {
    const search = await opened({ patient: undefined }, standalone)
    choosePatient(search, 'p1')
    expect(await refusalOf(() => choosePatient(search, 'p2'))).toBe('signed-out')
    const lookalike = { ...(await opened({ patient: undefined }, standalone)) }
    expect(await refusalOf(() => choosePatient(lookalike, 'p2'))).toBe('signed-out')
    const other = await opened({ patient: undefined }, standalone)
    signOut(other.key)
    expect(await refusalOf(() => choosePatient(other, 'p2'))).toBe('signed-out')
  })

  it('leaves all as it was where storage is full', async () => {
    const search = await opened({ patient: undefined }, standalone)
    vi.spyOn(storage, 'setItem').mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError')
    })
    expect(await refusalOf(() => choosePatient(search, 'p1'))).toBe('storage-blocked')
    expect(openSession(search.key)).toBe(search)
    expect(await search.accessToken()).toBe('access-1')
    expect(sessionKeys()).toEqual([search.key])
  })

  it('refuses an id that is none, and never changes the patient of a chart the EHR opened', async () => {
    const search = await opened({ patient: undefined }, standalone)
    expect(await refusalOf(() => choosePatient(search, '../x'))).toBe('bug')
    const chart = await opened()
    expect(await refusalOf(() => changePatient(chart))).toBe('bug')
    expect(await chart.accessToken()).toBe('access-1')
  })
})

describe('signing out', () => {
  it('wipes all of this session, tells who listens, and aborts what is under way', async () => {
    const session = await opened({ refresh_token: 'r1' }, world.refreshableLaunch)
    await standalone({ signIn: session, route: '' })
    storage.setItem('somebody-elses', '1')
    const ended: unknown[] = []
    const stop = onSessionEnd((...end) => ended.push(end))
    signOut(session.key)
    stop()
    expect([...storage.entries.keys()]).toEqual(['somebody-elses'])
    expect(session.signal.aborted).toBe(true)
    expect(openSession(session.key)).toBeUndefined()
    expect(ended).toEqual([[session.key, 'signed-out']])
    signOut((await opened()).key)
    expect(ended, 'who has stopped listening is told nothing more').toHaveLength(1)
  })

  it('leaves another sign-in what it has begun to renew itself', async () => {
    const [one, two] = [await opened(), await opened({ patient: 'p2' })]
    await standalone({ signIn: two, route: '' })
    const before = [...storage.entries.keys()].filter((name) => !name.includes(one.key))
    signOut(one.key)
    expect([...storage.entries.keys()]).toEqual(before)
    expect(before.filter((name) => name.startsWith('healthprep.launch.'))).toHaveLength(2)
  })

  it('after a reload wipes as much', async () => {
    const session = await opened()
    vi.resetModules()
    const fresh = await import('./session.ts')
    fresh.signOut(session.key)
    expect(storage.entries.size).toBe(0)
    expect(fresh.openSession(session.key)).toBeUndefined()
  })
})

describe('locking', () => {
  it('leaves nothing that could read a chart, here or in storage, and keeps what renewing needs', async () => {
    const session = await opened({ refresh_token: 'r1' }, world.refreshableLaunch)
    const { writeActivity } = await import('./records.ts')
    writeActivity(session.key, world.NOW)
    await standalone({ signIn: session, route: '' })
    const ended: unknown[] = []
    const stop = onSessionEnd((...end) => ended.push(end))
    lockSession(session.key)
    stop()
    expect(ended).toEqual([[session.key, 'locked']])
    expect(session.signal.aborted).toBe(true)
    expect(await refusalOf(session.accessToken())).toBe('signed-out')
    expect(sessionKeys()).toEqual([session.key])
    expect([...storage.entries.keys()]).toHaveLength(1)
    expect([...storage.entries.values()].join()).not.toMatch(/access-1|r1|eyJ|verifier/)
    for (const locked of [openSession(session.key), await afterReload(session.key)]) {
      expect(locked).toMatchObject({ locked: true, patientId: 'p1', encounterId: 'e1', user: session.user })
      await expect(locked?.accessToken()).rejects.toHaveProperty('kind', 'signed-out')
    }
  })

  it('in a page just loaded anew leaves as little', async () => {
    const session = await opened({ refresh_token: 'r1' }, world.refreshableLaunch)
    vi.resetModules()
    const fresh = await import('./session.ts')
    fresh.lockSession(session.key)
    expect([...storage.entries.values()].join()).not.toMatch(/access-1|r1|eyJ|verifier/)
    expect(fresh.openSession(session.key)).toMatchObject({ locked: true, patientId: 'p1' })
  })

  it('a refresh that was under way brings no token back', async () => {
    const session = await opened({ refresh_token: 'r1', expires_in: 60 }, world.refreshableLaunch)
    vi.setSystemTime(world.NOW + 59_000)
    const answer: ((response: Response) => void)[] = []
    world.stubFetch(() => new Promise((resolve) => answer.push(resolve)))
    const asked = world.outcomeOf(session.accessToken())
    lockSession(session.key)
    answer[0]?.(Response.json(world.tokenResponse({ access_token: 'access-2' })))
    expect(await asked).toBe('signed-out')
    expect([...storage.entries.values()].join()).not.toContain('access-2')
  })

  it('takes the token away even where nothing can be written any more', async () => {
    const session = await opened()
    vi.spyOn(storage, 'setItem').mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError')
    })
    expect(await refusalOf(() => lockSession(session.key))).toBe('storage-blocked')
    expect(session.signal.aborted).toBe(true)
    expect(storage.entries.size).toBe(0)
  })
})

describe('the end of a token that cannot be refreshed', () => {
  it.each([
    [3_599_999, 'fine'],
    [3_600_000, 'signed-out'],
    [3_600_001, 'signed-out'],
    [86_400_000, 'signed-out'],
  ])('%d ms after it was asked for, by the wall clock, it is %s', async (later, outcome) => {
    const session = await opened()
    vi.setSystemTime(world.NOW + later)
    expect(await world.outcomeOf(session.accessToken())).toBe(outcome)
  })

  it('leaves the session known, so that signing in again can lead back to it', async () => {
    const session = await opened()
    vi.setSystemTime(world.NOW + 4_000_000)
    const again = await afterReload(session.key)
    expect(again).toMatchObject({ patientId: 'p1', issuer: world.pinned })
    await expect(again?.accessToken()).rejects.toHaveProperty('kind', 'signed-out')
  })
})
