import 'fake-indexeddb/auto'
import { screen, waitFor, within } from '@testing-library/react'
import { http, HttpResponse } from 'msw'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { expectAxeClean } from '../axe.ts'
import { POLICY } from '../doctor-world.ts'
import { createTestEhr, issuerOf, renderApp, renderAt, withApp } from '../render.tsx'
import { server } from '../server.ts'

withApp()
// jsdom is no secure context, and runs what a policy would stop.
beforeEach(() => {
  vi.stubGlobal('isSecureContext', true)
  vi.spyOn(HTMLScriptElement.prototype, 'text', 'set').mockImplementation(() => {
    throw new TypeError('This document requires TrustedScript assignment')
  })
})

const HEADERS = {
  'content-security-policy': POLICY,
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'permissions-policy': 'camera=()',
  'cache-control': 'no-store',
}

/** The host of this site: its pages, and a config.json. */
function host(config: unknown): void {
  const at = (name: string): string => new URL(name, location.href).href
  server.use(
    http.get(at('config.json'), () => HttpResponse.json(config as Record<string, unknown>)),
    ...['index.html', 'launch.html', 'callback.html'].map((name) =>
      http.get(at(name), () => new HttpResponse('<!doctype html>', { headers: HEADERS })),
    ),
  )
}

const siteOf = (...bases: readonly string[]) => ({
  issuers: bases.map((fhirBase, index) => ({ name: `Hospital ${index + 1}`, fhirBase, clientId: 'app-1' })),
})
const summary = () => screen.findByText(/checks? failed/, { selector: 'output' })
const row = (title: string) => {
  const item = screen.getByText(title).closest('li')
  if (!item) throw new Error(`No row ${title}`)
  return within(item)
}

describe('the Launch Doctor without a sign-in', () => {
  it('is reached from the start page, says what passes and what needs a sign-in, and copies its report', async () => {
    const ehr = createTestEhr()
    const { user } = renderAt('#/', ehr)
    host(siteOf(ehr.fhirBase))
    await user.click(await screen.findByRole('link', { name: 'Check this connection' }))
    expect(await screen.findByRole('heading', { level: 1, name: 'Launch Doctor' })).toBeTruthy()
    expect((await summary()).textContent).toMatch(/^No check failed, \d+ passed, .* need a sign-in\.$/)
    expect(row('config.json is valid').getByText('Pass')).toBeTruthy()
    expect(row('The redirect URI is registered').getByText('Cannot tell')).toBeTruthy()
    expect(
      row('The redirect URI is registered').getByText(new RegExp(`${location.origin}/callback\\.html`)),
    ).toBeTruthy()
    expect(row('Condition (Problems)').getByText('Needs a sign-in')).toBeTruthy()
    await expectAxeClean()
    const report = screen.getByRole('textbox', { name: 'Report for IT' })
    await user.click(screen.getByRole('button', { name: 'Copy the report' }))
    expect(await screen.findByText('Copied.')).toBeTruthy()
    expect(await navigator.clipboard.readText()).toBe((report as HTMLTextAreaElement).value)
    await user.click(screen.getByRole('link', { name: 'To the start page' }))
    expect(await screen.findByRole('heading', { level: 1, name: 'HealthPrep' })).toBeTruthy()
  })

  it('puts what failed first, with who can mend it; another organisation is another examination', async () => {
    const ehr = createTestEhr()
    const troubled = ehr.fhirBase.replace(ehr.base, `${ehr.base}/trouble/discovery-without-s256`)
    const { user } = renderAt('#/doctor', ehr)
    host(siteOf(troubled, ehr.fhirBase))
    expect((await summary()).textContent).toMatch(/^1 check failed/)
    const [first] = screen.getAllByRole('region')
    expect(within(first ?? document.body).getByRole('heading', { name: 'To be mended' })).toBeTruthy()
    expect(
      row('The server protects the sign-in with PKCE (S256)').getByText(/^The hospital’s Epic team: /),
    ).toBeTruthy()
    await expectAxeClean()
    await user.selectOptions(screen.getByRole('combobox', { name: 'Organisation' }), 'Hospital 2')
    await waitFor(() =>
      expect(screen.getByText(/checks? failed/, { selector: 'output' }).textContent).toMatch(/^No check failed/),
    )
    expect(screen.queryByRole('heading', { name: 'To be mended' })).toBeNull()
  })

  it('checks again when told to', async () => {
    const ehr = createTestEhr()
    const { user } = renderAt('#/doctor', ehr)
    host(siteOf(ehr.fhirBase))
    await summary()
    server.use(http.get(`${ehr.fhirBase}/metadata`, () => new HttpResponse(null, { status: 503 })))
    await user.click(screen.getByRole('button', { name: 'Check again' }))
    expect(await screen.findByText(/^1 check failed/, { selector: 'output' })).toBeTruthy()
  })

  it('a config.json that is wrong does not stop it', async () => {
    renderAt('#/doctor')
    host({ issuers: [{ name: 'x' }] })
    expect((await summary()).textContent).toMatch(/^1 check failed/)
    expect(row('config.json is valid').getByText(/It is: issuers\[0\]\.fhirBase/)).toBeTruthy()
    expect(screen.queryByRole('heading', { name: 'The server' })).toBeNull()
  })
})

describe('the Launch Doctor within a sign-in', () => {
  it('is reached from the list of keys, reads by status alone, and leads back to the sheet', async () => {
    const record = {
      user: { resourceType: 'Practitioner', id: 'practitioner-attending' },
      identity: 'verified' as const,
    }
    const { user, ehr, key } = await renderApp('ada', { record })
    host({ issuers: [issuerOf(ehr)].map(({ name, fhirBase, clientId }) => ({ name, fhirBase, clientId })) })
    await screen.findByText('Example, Ada Maria')
    await user.click(screen.getByRole('button', { name: 'Keyboard shortcuts' }))
    await user.click(await screen.findByRole('link', { name: 'Check this connection' }))
    expect(location.hash).toBe(`#/s/${key}/doctor`)
    expect((await summary()).textContent).toMatch(/^No check failed/)
    expect(row('Condition (Problems)').getByText('Searched and read.')).toBeTruthy()
    expect(document.body.textContent).not.toMatch(/Ada|203713/)
    await expectAxeClean()
    await user.click(screen.getByRole('link', { name: 'Back to the sheet' }))
    expect(await screen.findByText('Example, Ada Maria')).toBeTruthy()
    expect(ehr.stored).toEqual([])
  })

  it('of a sign-in that has ended is the one without', async () => {
    const ehr = createTestEhr()
    renderAt('#/s/gone/doctor', ehr)
    host(siteOf(ehr.fhirBase))
    expect((await summary()).textContent).toMatch(/need a sign-in/)
    expect(screen.getByRole('link', { name: 'To the start page' })).toBeTruthy()
  })
})
