import { screen, within } from '@testing-library/react'
import type { UserEvent } from '@testing-library/user-event'
import { http, HttpResponse } from 'msw'
import { expect, it } from 'vitest'
import { expectAxeClean } from '../axe.ts'
import { renderApp, withApp } from '../render.tsx'
import { server } from '../server.ts'

withApp()

const findByNumber = async (user: UserEvent, number: string) => {
  await user.type(await screen.findByRole('textbox', { name: 'Record number' }), number)
  await user.click(screen.getByRole('button', { name: 'Find patient' }))
}

it('a sign-in without a patient asks for one before anything of a record is read', async () => {
  const { ehr, key } = await renderApp(undefined)
  expect(await screen.findByRole('heading', { level: 1, name: 'Find the patient' })).toBeTruthy()
  expect(location.hash).toBe(`#/s/${key}/patient`)
  expect(ehr.log.filter(({ url }) => url.startsWith(ehr.fhirBase))).toEqual([])
  await expectAxeClean()
})

it('finds by record number, shows who it is, and opens the chart only when told to', async () => {
  const { user, key } = await renderApp(undefined, { route: '/patient' })
  await findByNumber(user, '203713')
  const row = within(await screen.findByRole('row', { name: /Example, Ada Maria/ }))
  expect(row.getByText(/^\d+ \w{3} 19\d\d, 39 y$/)).toBeTruthy()
  expect(row.getByText('female')).toBeTruthy()
  expect(row.getByText(/MRN 203713/)).toBeTruthy()
  expect(screen.getByText('1 patient matched.')).toBeTruthy()
  await expectAxeClean()
  await user.click(row.getByRole('button', { name: /^Open chart of Example, Ada Maria, born \d/ }))
  expect(
    await within(await screen.findByRole('region', { name: 'Patient' })).findByText('Example, Ada Maria'),
  ).toBeTruthy()
  expect(location.hash).toMatch(/^#\/s\/[\da-f-]{36}$/)
  expect(location.hash).not.toContain(key)
})

it('finds by family name, given name and birth date together', async () => {
  const { user, ehr } = await renderApp(undefined)
  await user.click(await screen.findByRole('radio', { name: 'Name and birth date' }))
  await user.type(screen.getByRole('textbox', { name: 'Family name' }), 'Example')
  await user.type(screen.getByRole('textbox', { name: 'Given name' }), 'Ada')
  await user.click(screen.getByRole('button', { name: 'Find patient' }))
  const birth = screen.getByLabelText('Birth date')
  expect(birth.getAttribute('aria-invalid')).toBe('true')
  expect(document.activeElement).toBe(birth)
  await expectAxeClean()
  expect(ehr.log).toEqual([])
  await user.type(birth, '1900-01-01')
  await user.selectOptions(screen.getByRole('combobox', { name: /Sex/ }), 'female')
  await user.click(screen.getByRole('button', { name: 'Find patient' }))
  expect(await screen.findByText('No patient matched exactly these details.')).toBeTruthy()
  const asked = new URL(ehr.log[0]?.url ?? '').searchParams
  expect(Object.fromEntries(asked)).toMatchObject({
    family: 'Example',
    given: 'Ada',
    birthdate: '1900-01-01',
    gender: 'female',
  })
})

it('nobody found is said only of a complete answer', async () => {
  const { user } = await renderApp(undefined)
  await findByNumber(user, '999999')
  expect(await screen.findByText('No patient matched exactly these details.')).toBeTruthy()
})

it('a search that failed leaves it unknown whether there is such a patient', async () => {
  const { user, ehr } = await renderApp(undefined)
  server.use(http.get(`${ehr.fhirBase}/Patient`, () => new HttpResponse(null, { status: 403 })))
  await findByNumber(user, '203713')
  expect(await screen.findByText(/Whether there is such a patient is unknown/)).toBeTruthy()
  expect(screen.queryByText(/No patient matched/)).toBeNull()
})

it('an incomplete answer without anybody leaves it unknown too', async () => {
  const { user, ehr } = await renderApp(undefined)
  const next = [{ relation: 'next', url: 'https://elsewhere.example/Patient' }]
  const bundle = { resourceType: 'Bundle', type: 'searchset', link: next, entry: [] }
  server.use(
    http.get(`${ehr.fhirBase}/Patient`, () =>
      HttpResponse.json(bundle, { headers: { 'content-type': 'application/fhir+json' } }),
    ),
  )
  await findByNumber(user, '203713')
  expect(await screen.findByText(/not complete, so whether there is such a patient is unknown/)).toBeTruthy()
})

it('another patient can be chosen later, and nothing of the first is left', async () => {
  const { user, queryClient } = await renderApp('nothing-recorded')
  await screen.findByRole('region', { name: 'Patient' })
  const first = location.hash.slice('#/s/'.length)
  await user.click(screen.getByRole('button', { name: 'Change patient' }))
  expect(await screen.findByRole('heading', { level: 1, name: 'Find the patient' })).toBeTruthy()
  expect(queryClient.getQueryCache().findAll({ queryKey: ['fhir', first] })).toEqual([])
  expect(Object.keys(sessionStorage).filter((name) => name.includes(first))).toEqual([])
})

it('from the EHR the patient cannot be changed', async () => {
  await renderApp('nothing-recorded', { record: { launchedFrom: 'ehr' } })
  await screen.findByRole('region', { name: 'Patient' })
  expect(screen.queryByRole('button', { name: 'Change patient' })).toBeNull()
})
