import { screen, waitFor, within } from '@testing-library/react'
import { http, HttpResponse } from 'msw'
import { describe, expect, it } from 'vitest'
import { localCoding } from '../../src/stand-in/patients/ordinary/build-codes.ts'
import { createTestEhr, issuerOf, renderApp, withApp } from '../render.tsx'
import { server } from '../server.ts'
import { expectAxeClean } from '../axe.ts'

withApp()

/** Signs in at a site whose config.json names this file of rules. */
async function renderWith(slug: string, answer: () => Response) {
  const ehr = createTestEhr()
  const issuer = { ...issuerOf(ehr), screening: 'rules.json' }
  const rendered = await renderApp(slug, { ehr, record: { issuer } })
  server.use(http.get(new URL('rules.json', location.href).href, answer))
  return rendered
}
const overlay = (change: object) => () => HttpResponse.json({ id: 'north', version: '3', ...change })

const due = () => screen.findByRole('region', { name: 'Due' })

async function rowOf(title: string): Promise<string | null | undefined> {
  const why = await screen.findByLabelText(`Why: ${title}`, {}, { timeout: 45_000 })
  return why.closest('li')?.textContent
}

/** What is folded away is opened first. The rules judge again after the last answer, so a fold may come late. */
async function openedRowOf(user: Awaited<ReturnType<typeof renderWith>>['user'], title: string) {
  await screen.findByText(/site overlay north 3/)
  await waitFor(async () => expect((await due()).getAttribute('aria-busy')).toBe('false'), { timeout: 45_000 })
  const openFolds = async (): Promise<void> => {
    for (const fold of within(await due()).queryAllByRole('button', { expanded: false })) await user.click(fold)
    expect(screen.queryByLabelText(`Why: ${title}`)).not.toBeNull()
  }
  await waitFor(openFolds, { timeout: 45_000 })
  return rowOf(title)
}

describe('what a site changes in the rules', () => {
  it('a rule that is turned off is gone, and the others stay', async () => {
    await renderWith('ada', overlay({ rules: { hiv: { enabled: false } } }))
    expect(await rowOf('Hepatitis C')).toMatch(/^Due/)
    expect(screen.queryByLabelText('Why: HIV')).toBeNull()
    expect((await due()).textContent).toMatch(/Rules: healthprep \S+ \(\S+\), site overlay north 3 \(\S{9}\)/)
  })

  it.each([
    ['another age', 'ada', 'HIV', { hiv: { age: { max: 38 } } }, /39 years old, older than 38/],
    [
      'a longer interval',
      'ada',
      'Cervical cancer',
      { 'cervical-cancer': { months: { cytology: 60 } } },
      /^Up to date.*until /,
    ],
    ['days of grace', 'jordan', 'Blood pressure', { 'blood-pressure': { graceDays: 90 } }, /^Due soonBlood pressure/],
    ['a wider window', 'robin', 'Syphilis', { syphilis: { dueSoonDays: 120 } }, /^Due soonSyphilis/],
    ['a later review', 'ada', 'HIV', { hiv: { reviewBy: '2020-01-01' } }, /^DueHIV.*past its review date/],
  ])('%s is what the sheet goes by', async (_, slug, title, rules, said) => {
    const { user } = await renderWith(slug, overlay({ rules }))
    expect(await openedRowOf(user, title)).toMatch(said)
  })

  it('a code of its own counts as the service it stands for', async () => {
    const { system, code } = localCoding('2.696580', 'US ABDOMINAL AORTA')
    const localCodes = [{ system, code, rule: 'aortic-aneurysm', modality: 'ultrasound' }]
    const { user } = await renderWith('frank', overlay({ localCodes }))
    expect(await openedRowOf(user, 'Abdominal aortic aneurysm')).toMatch(
      /^Up to date.*Ultrasound of the abdominal aorta/,
    )
  })
})

describe('a file of rules that is wrong', () => {
  it.each([
    ['is not there', () => new HttpResponse(null, { status: 404 }), 'rules-missing', 'did not come'],
    ['is not JSON', () => new HttpResponse('<html>'), 'rules-unreadable', 'not JSON'],
    [
      'has a misspelt field',
      overlay({ rules: { hiv: { enable: false } } }),
      'rules:rules.hiv.enable',
      'is not a field here',
    ],
  ])('that %s: nothing is said to be due, nor up to date, and IT gets a code', async (_, answer, code, words) => {
    await renderWith('ada', answer)
    expect(await screen.findByText(code)).toBeTruthy()
    const region = await due()
    expect(region.textContent).toContain('could not be read, so what is due is unknown here')
    expect(region.textContent).toContain(words)
    expect(region.textContent).not.toMatch(/Overdue|Up to date|Nothing is due|Hepatitis/)
    await expectAxeClean()
  })

  it('is read again when asked', async () => {
    let mended = false
    const { user } = await renderWith('ada', () => (mended ? overlay({})() : new HttpResponse('{')))
    await user.click(await screen.findByRole('button', { name: 'Read them again' }).finally(() => (mended = true)))
    expect(await rowOf('Hepatitis C')).toMatch(/^Due/)
  })
})
