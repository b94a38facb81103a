import { act, cleanup, render, screen, waitFor } from '@testing-library/react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { IdleWatch } from '#app/IdleWatch.tsx'
import { wasIdleTooLong } from '#app/use-idle-lock.ts'
import { readActivity, writeActivity } from '#auth/records.ts'
import { MINUTE, pass, time } from '../passing-time.ts'

const channels: BroadcastChannel[] = []
afterEach(() => {
  cleanup()
  sessionStorage.clear()
  document.body.replaceChildren()
  for (const channel of channels.splice(0)) channel.close()
})

const does = (name: string, where: Element = document.body): void =>
  act(() => void where.dispatchEvent(new Event(name, { bubbles: true })))
const warned = (): boolean => screen.queryByText(/Still there\?/) !== null

/** The watch of a sheet, of 15 minutes, without the sheet. */
function watch(key: string = crypto.randomUUID()) {
  const onLock = vi.fn()
  const view = render(<IdleWatch sessionKey={key} minutes={15} keepsDraft={() => true} onLock={onLock} />)
  return { key, ...view, locked: () => onLock.mock.calls.length }
}

function another(key: string): { readonly heard: unknown[]; readonly tell: (what: unknown) => void } {
  const channel = new BroadcastChannel(`healthprep active ${key}`)
  channels.push(channel)
  const heard: unknown[] = []
  channel.addEventListener('message', ({ data }) => heard.push(data))
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel reaches its own origin only
  return { heard, tell: (what) => channel.postMessage(what) }
}

describe('somebody is there', () => {
  it.each(['keydown', 'pointerdown', 'pointermove', 'wheel', 'click'])('who makes a %s', (name) => {
    const { locked } = watch()
    pass(10)
    does(name)
    pass(10)
    expect([warned(), locked()]).toEqual([false, 0])
    pass(5)
    expect(locked()).toBe(1)
  })

  it('also where a part of the page keeps its keys to itself', () => {
    const { locked } = watch()
    pass(10)
    const part = document.body.appendChild(document.createElement('div'))
    part.addEventListener('keydown', (event) => event.stopPropagation())
    does('keydown', part)
    pass(10)
    expect(locked()).toBe(0)
  })

  it('who presses beside the warning: it goes, and the sheet stays', () => {
    const { locked } = watch()
    pass(14.5)
    expect(warned()).toBe(true)
    does('pointerdown')
    expect(warned()).toBe(false)
    pass(10)
    expect(locked()).toBe(0)
  })

  it('though the browser’s storage is full', () => {
    const { locked } = watch()
    pass(10)
    vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError')
    })
    does('keydown')
    pass(10)
    expect(locked()).toBe(0)
  })

  it('and the page, loaded anew, knows since when', () => {
    const { key } = watch()
    const first = readActivity(key) ?? NaN
    expect(first).toBeLessThanOrEqual(Date.now())
    for (const times of [1, 2]) {
      pass(10)
      does('keydown')
      expect((readActivity(key) ?? 0) - first).toBeGreaterThanOrEqual(times * 10 * MINUTE)
    }
  })

  it('in another document of the same sign-in: each tells the other', async () => {
    const { key, locked } = watch()
    const other = another(key)
    pass(10)
    does('keydown')
    await waitFor(() => expect(other.heard).toEqual([readActivity(key)]))
    pass(14.5)
    expect(warned()).toBe(true)
    other.tell(Date.now())
    await waitFor(() => expect(warned()).toBe(false))
    pass(10)
    expect(locked()).toBe(0)
  })
})

describe('nobody is there', () => {
  it('and the sheet locks by itself, whatever happens or not', async () => {
    const { locked } = watch()
    // Its first look, as it begins, is over.
    await act(async () => undefined)
    time(15)
    await waitFor(() => expect(locked()).toBe(1), { timeout: 20_000 })
  })

  it.each([
    ['shown again', () => document.dispatchEvent(new Event('visibilitychange'))],
    ['brought back by Back', () => globalThis.dispatchEvent(new Event('pageshow'))],
    ['given the focus', () => globalThis.dispatchEvent(new Event('focus'))],
  ])('and a page that is %s locks at once, before its timer has a turn, and once', (_, happens) => {
    const { locked } = watch()
    time(15)
    act(() => void happens())
    expect(locked()).toBe(1)
    pass(1)
    expect(locked()).toBe(1)
  })

  it('whatever is said on the channel of another sign-in, or is no time', async () => {
    const { key, locked } = watch()
    const [own, other] = [another(key), another('another-key')]
    const plain = new BroadcastChannel('healthprep active')
    channels.push(plain)
    time(10)
    other.tell(Date.now())
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel reaches its own origin only
    plain.postMessage(Date.now())
    own.tell(String(Date.now()))
    own.tell({ at: Date.now() })
    // Messages of a channel come in their order: once this one has come, so have those before.
    const last = another(key)
    own.tell('last')
    await waitFor(() => expect(last.heard.at(-1)).toBe('last'))
    pass(5)
    expect(locked()).toBe(1)
  })

  it('since a time that the page before this one has noted', () => {
    const key = crypto.randomUUID()
    writeActivity(key, Date.now() - 10 * MINUTE)
    expect(wasIdleTooLong(key, 15)).toBe(false)
    const { locked } = watch(key)
    pass(5)
    expect(locked()).toBe(1)
  })

  it('so long that the next page is to be locked before it shows anything', async () => {
    const key = crypto.randomUUID()
    writeActivity(key, Date.now() - 15 * MINUTE)
    expect(wasIdleTooLong(key, 15)).toBe(true)
    const { locked } = watch(key)
    await act(async () => undefined)
    expect(locked()).toBe(1)
  })

  it('and a sheet that has left the screen is locked by nobody', () => {
    const { locked, unmount } = watch()
    unmount()
    pass(20)
    does('keydown')
    expect(locked()).toBe(0)
  })
})
