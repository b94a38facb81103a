import { describe, expect, it, vi } from 'vitest'
import { reach } from '#auth/probe.ts'

/** The browser's own policy has stopped something. */
const violated = (effectiveDirective: string, blockedURI: string) =>
  document.dispatchEvent(Object.assign(new Event('securitypolicyviolation'), { effectiveDirective, blockedURI }))

const failed = () => Promise.reject(new TypeError('Failed to fetch'))

describe('a request that failed', () => {
  it('because this site’s policy forbids asking that server is told from one that did not arrive', async () => {
    const fetch = vi.fn(failed)
    vi.stubGlobal('fetch', fetch)
    violated('connect-src', 'https://stopped.example/R4/metadata')
    expect(await reach('https://stopped.example/oauth2/token')).toEqual({ how: 'policy' })
    expect(fetch).toHaveBeenCalledOnce()
    expect(await reach('https://other.example/')).toEqual({ how: 'unreachable' })
  })

  it('is not taken for one of the policy because a picture of that server was stopped', async () => {
    vi.stubGlobal('fetch', failed)
    violated('img-src', 'https://picture.example/x.png')
    expect(await reach('https://picture.example/')).toEqual({ how: 'unreachable' })
  })

  it('is asked once more only for whether anything is there, and given up after ten seconds again', async () => {
    const limits = [new AbortController().signal, AbortSignal.abort()]
    vi.spyOn(AbortSignal, 'timeout').mockImplementation(() => limits.shift() ?? AbortSignal.abort())
    const asked: RequestInit[] = []
    vi.stubGlobal('fetch', (_: string, init: RequestInit) => {
      asked.push(init)
      return asked.length === 1 ? failed() : init.signal?.aborted ? Promise.reject(new Error()) : new Response()
    })
    expect(await reach('https://silent.example/', { headers: { authorization: 'Bearer x' } })).toEqual({
      how: 'unreachable',
    })
    expect(asked[1]).toMatchObject({ mode: 'no-cors', credentials: 'omit', referrerPolicy: 'no-referrer' })
    expect(asked[1]).not.toHaveProperty('headers')
  })
})
