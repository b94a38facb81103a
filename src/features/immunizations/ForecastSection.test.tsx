import { cleanup, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { allergy, concept, dose, patient, problem, reading, result } from '#clinical/immunization/record/samples.ts'
import type { ImmunizationRecord } from '#clinical/immunization-record.ts'
import type { VaccineAdvice } from '#clinical/vaccine-advice.ts'
import {
  allergiesQuery,
  diagnosesQuery,
  immunizationsQuery,
  laboratoryQuery,
  patientQuery,
  problemsQuery,
  recommendationsQuery,
  socialHistoryQuery,
} from '#fhir/queries.ts'
import { expectAxeClean } from '../../../tests/axe.ts'
import { drawSection, still } from '../../../tests/draw-section.tsx'
import { session } from '../../../tests/fixtures.ts'
import { ForecastSection } from './ForecastSection.tsx'

const { file } = vi.hoisted(() => ({ file: { change: (text: string): string => text } }))
vi.mock('#clinical/immunization/schedule/cdc-cdsi.json?raw', async (original) => {
  const { default: text } = await original<{ default: string }>()
  return {
    get default() {
      return file.change(text)
    },
  }
})

const CVX = 'http://hl7.org/fhir/sid/cvx'
const ICD = 'http://hl7.org/fhir/sid/icd-10-cm'
/** Nobody grants it, unless a test is about it: then what is asked for is put there. */
const of = session({ can: (_, type) => type !== 'ImmunizationRecommendation' })

beforeEach(() => {
  // COVID-19, influenza and RSV have the season of 2025: on 23 Nov 2026 their data are out of date.
  file.change = (text) => text
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

type Asked = Partial<Record<'problems' | 'allergies' | 'laboratory', ReturnType<typeof reading>>>

function put(born: string, doses: readonly ImmunizationRecord[] = [], more: Asked = {}, given = reading(doses)) {
  const { client, has, failed } = still()
  has(patientQuery(of), patient(born))
  has(immunizationsQuery(of), given)
  has(problemsQuery(of), more.problems ?? reading([]))
  has(diagnosesQuery(of), reading([]))
  has(allergiesQuery(of), more.allergies ?? reading([]))
  has(laboratoryQuery(of), more.laboratory ?? reading([]))
  has(socialHistoryQuery(of), reading([]))
  return { client, has, failed }
}

const draw = (...record: Parameters<typeof put>) => drawSection(ForecastSection, put(...record).client, of)
const region = () => screen.getByRole('region', { name: 'Vaccines due' })
const forecast = () => screen.findByText(/Forecast by CDC CDSi 4\.64, published 10 Nov 2025/, {}, { timeout: 20_000 })

/** The row of a vaccine; folds are opened first. */
async function rowOf(group: string): Promise<HTMLElement> {
  await forecast()
  for (const closed of region().querySelectorAll<HTMLElement>('[aria-expanded="false"]')) {
    if (/complete or not needed|later in life|not counted/.test(closed.textContent)) await userEvent.click(closed)
  }
  const label = screen.getByLabelText(new RegExp(`^Into the note: ${group} vaccine:`))
  const row = label.closest('li')
  if (!row) throw new Error('a forecast stands in a row')
  return row
}

describe('every status a vaccine can have', () => {
  const given = (...texts: readonly string[]) => texts.map((text) => dose(text))
  const pregnant = { problems: reading([problem(ICD, 'Z34.90', { onset: { text: '2026-08-01', precision: 'day' } })]) }
  const hibAllergy = { allergies: reading([allergy(concept(CVX, '17'), { criticality: 'high' })]) }
  const chickenpox = { problems: reading([problem(ICD, 'B01.9', { status: 'resolved' })]) }
  it.each([
    ['2014-11-23', [], {}, 'Polio', 'Overdue Polio', 'Dose 1 should have been given by'],
    [
      '2015-09-23',
      given('2016-11-01:03', '2020-01-01:03'),
      {},
      'HPV',
      'Due now HPV',
      'Dose 1 is recommended since 23 Sep 2026',
    ],
    ['2026-10-10', given('2026-10-10:08'), {}, 'Polio', 'Due soon Polio', 'Dose 1 is recommended from 10 Dec 2026'],
    ['2026-10-10', given('2026-10-10:08'), {}, 'MMR', 'Due later MMR', 'Dose 1 is recommended from 10 Oct 2027'],
    ['2015-09-23', given('2016-11-01:03', '2020-01-01:03'), {}, 'MMR', 'Complete MMR', 'All doses have been given'],
    ['2015-09-23', [], {}, 'Rotavirus', 'Aged out Rotavirus', 'Past the age for this vaccine'],
    ['2015-09-23', [], chickenpox, 'Varicella', 'Immune Varicella', 'Immunity is recorded'],
    ['1991-02-03', [], pregnant, 'Varicella', 'Contraindicated Varicella', 'A contraindication is recorded'],
    ['2026-05-01', [], hibAllergy, 'Hib', 'Contraindicated Hib', 'A contraindication is recorded'],
    [
      '2007-09-23',
      [],
      {},
      'Meningococcal B',
      'Shared decision Meningococcal B',
      'For shared decision with the patient',
    ],
    ['1976-09-23', [], {}, 'MMR', 'No record: ask MMR', 'No dose is recorded of a vaccine given in childhood: ask'],
    ['2015-09-23', given(':10'), {}, 'Polio', 'Cannot tell Polio', 'A recorded dose cannot be judged: no date'],
    [
      '1976-09-23',
      [],
      {},
      'Influenza',
      'Schedule data out of date Influenza',
      "The schedule's season ended on 30 Jun 2026",
    ],
  ] as const)('born %s, %#: $3', async (born, doses, more, group, says, why) => {
    draw(born, doses, more)
    const row = await rowOf(group)
    expect(row.textContent).toContain(says)
    expect(row.textContent).toContain(why)
    await expectAxeClean(region())
  })

  it('what was given at an age past it is not recommended again', async () => {
    draw('1940-01-01', given('2016-01-01:133', '2017-03-01:33'))
    expect((await rowOf('Zoster')).textContent).toContain('Due now')
    expect((await rowOf('HPV')).textContent).toMatch(/Aged out|Not recommended/)
  })
})

describe('unknown is never none', () => {
  it('while the record is read, it says so and nothing is due', async () => {
    drawSection(ForecastSection, still().client, of)
    expect(region().textContent).toContain('Comparing with the schedule')
    expect(region().querySelectorAll('li')).toHaveLength(0)
    await expectAxeClean(region())
  })

  it('of immunizations that could not be read, nothing is forecast', () => {
    const { client, has, failed } = still()
    has(patientQuery(of), patient('2014-11-23'))
    failed(immunizationsQuery(of))
    drawSection(ForecastSection, client, of)
    expect(region().textContent).toContain('Nothing is forecast: patient or immunizations could not be read')
  })

  it('of a list that was cut, nothing is overdue, due or without record', async () => {
    draw('2014-11-23', [], {}, reading([], [{ kind: 'cut' }]))
    expect((await rowOf('Polio')).textContent).toContain('Cannot tell Polio')
    expect(region().textContent).not.toMatch(/Overdue|Due now|Due soon|No record/)
    expect((await rowOf('Polio')).textContent).toContain('The immunizations could not be read whole')
  })

  it('what could not be read of problems and allergies is said beside what is due', async () => {
    const cut = () => reading([], [{ kind: 'cut' }])
    draw('2014-11-23', [], { problems: cut(), allergies: cut() })
    const row = await rowOf('MMR')
    expect(row.textContent).toContain('Problems could not be read whole')
    expect(row.textContent).toContain('Allergies could not be read whole')
  })

  it('without a birth date to the day there is no forecast', async () => {
    draw('2014-11')
    expect(await screen.findByText(/birth date is not recorded to the day/)).toBeTruthy()
  })
})

describe('when the schedule or the worker fails', () => {
  it.each([
    ['cut short', (text: string) => text.slice(0, 5000), 'the file'],
    ['of a newer form', (text: string) => text.replace('"format":1', '"format":2'), 'format'],
    ['without its version', (text: string) => text.replace('"version":"4.64"', '"version":"next"'), 'version'],
  ])('a schedule file %s names what is wrong, and nothing is forecast', async (_, change, field) => {
    vi.resetModules()
    file.change = change
    draw('2014-11-23')
    expect((await screen.findByText(/the vaccine schedule cannot be used/)).querySelector('code')?.textContent).toBe(
      field,
    )
    expect(region().querySelectorAll('li')).toHaveLength(0)
    await expectAxeClean(region())
  })

  it('a worker that crashes is said, and tried again when asked', async () => {
    const started: EventTarget[] = []
    class CrashingWorker extends EventTarget {
      constructor() {
        super()
        started.push(this)
      }
      postMessage() {
        queueMicrotask(() => this.dispatchEvent(new Event('error')))
      }
      terminate() {
        // Gone already.
      }
    }
    vi.stubGlobal('Worker', CrashingWorker)
    draw('2014-11-23')
    expect(await screen.findByText(/the comparison with the schedule failed/)).toBeTruthy()
    expect(region().querySelectorAll('li')).toHaveLength(0)
    vi.unstubAllGlobals()
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }))
    expect((await rowOf('Polio')).textContent).toContain('Overdue')
    expect(started).toHaveLength(1)
  })
})

describe("the chart's own recommendations", () => {
  const may = session()
  const advice = (status: 'due' | 'complete'): VaccineAdvice => ({
    id: 'ImmunizationRecommendation/1',
    source: {
      resourceType: 'ImmunizationRecommendation',
      id: '1',
      date: undefined,
      author: undefined,
      codings: [],
      query: '',
    },
    made: undefined,
    recommendations: [
      {
        vaccines: [concept(CVX, '03', 'MMR')],
        disease: undefined,
        status,
        statusText: status,
        earliest: undefined,
        due: undefined,
        overdue: undefined,
        doseNumber: undefined,
      },
    ],
  })
  const twice = [dose('2016-11-01:03'), dose('2020-01-01:03')]
  const show = (answer: { readonly data: unknown } | { readonly error: 'forbidden' | 'not-found' | 'server' }) => {
    const { client, has, failed } = put('2015-09-23', twice)
    if ('data' in answer) has(recommendationsQuery(may), answer.data)
    else failed(recommendationsQuery(may), answer.error)
    // What stands in the cache is not asked for again.
    return drawSection(ForecastSection, client, may)
  }

  it('stands beside ours, opens its source, and is folded away with it where both agree', async () => {
    const { openSource } = show({ data: reading([advice('complete')]) })
    const row = await rowOf('MMR')
    expect(row.textContent).toContain('The chart’s own recommendation: complete')
    expect(within(row).queryByText('Differs')).toBeNull()
    await userEvent.click(within(row).getByRole('button', { name: 'Source' }))
    expect(openSource.mock.calls[0]?.[0]).toMatchObject({ resourceType: 'ImmunizationRecommendation' })
  })

  it('that contradicts ours is marked, never folded away, and goes into the note', async () => {
    const { ticked } = show({ data: reading([advice('due')]) })
    await forecast()
    const row = within(screen.getByRole('list', { name: 'Vaccines due' }))
      .getByLabelText(/MMR vaccine: complete/)
      .closest('li')
    expect(row?.textContent).toContain('Differs The chart’s own recommendation: due')
    await userEvent.click(screen.getByLabelText(/MMR vaccine: complete/))
    expect(ticked[0]?.text).toContain('The chart’s own recommendation differs: due')
  })

  it.each([
    ['none', { data: reading([]) }, 'The chart holds no recommendation of its own'],
    [
      'a list that was cut',
      { data: reading([], [{ kind: 'cut' }]) },
      'Not all of the chart’s own recommendations could be read',
    ],
    ['a refusal', { error: 'forbidden' }, 'does not offer its own recommendations'],
    ['unknown to the server', { error: 'not-found' }, 'does not offer its own recommendations'],
    ['a fault of the server', { error: 'server' }, 'own recommendations could not be read; they may differ'],
  ] as const)('%s is said so', async (_, answer, words) => {
    show(answer)
    await forecast()
    expect(region().textContent).toContain(words)
    expect(region().textContent.includes('holds no recommendation')).toBe(words.includes('holds no recommendation'))
  })

  it('in a chart of more than a page of results it is read when asked for', async () => {
    const many = Array.from({ length: 1001 }, (_, at) =>
      result(`x-${at}`, { kind: 'absent', reason: 'none' }, '2026-01-01'),
    )
    drawSection(ForecastSection, put('2015-09-23', twice, { laboratory: reading(many) }).client, may)
    await forecast()
    const button = screen.getByRole('button', { name: 'Compare with the chart’s own recommendations' })
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('unreachable')))
    await userEvent.click(button)
    expect(screen.queryByRole('button', { name: /^Compare with/ })).toBeNull()
  })

  it('is not asked for where the sign-in does not allow it', async () => {
    draw('2015-09-23', twice)
    await forecast()
    expect(region().textContent).toContain('does not offer its own recommendations')
  })
})

describe("the clinician's own word", () => {
  it('declined goes into the note, sets the vaccine aside and can be taken back', async () => {
    const { ticked } = draw('2014-11-23')
    const user = userEvent.setup()
    await user.click(within(await rowOf('Polio')).getByRole('button', { name: /No dose recorded/ }))
    await user.click(within(await rowOf('Polio')).getByRole('button', { name: 'Declined' }))
    expect(ticked.at(-1)).toMatchObject({ section: 'due' })
    expect(ticked.at(-1)?.text).toBe('Polio vaccine: declined (said 23 Nov 2026; vaccine-polio)')
    await user.click(screen.getByRole('button', { name: /1 declined, deferred or not applicable/ }))
    const aside = await rowOf('Polio')
    expect(aside.textContent).toContain('Overdue Polio')
    expect(aside.textContent).toContain('Declined 23 Nov 2026.')
    await user.click(within(aside).getByRole('button', { name: /No dose recorded/ }))
    await user.click(within(aside).getByRole('button', { name: 'Take back' }))
    expect(screen.queryByRole('button', { name: /declined, deferred/ })).toBeNull()
    expect(
      within(screen.getByRole('list', { name: 'Vaccines due' })).getByLabelText(/^Into the note: Polio/),
    ).toBeTruthy()
  })

  it('deferring asks for a day ahead', async () => {
    const { ticked } = draw('2014-11-23')
    const user = userEvent.setup()
    await user.click(within(await rowOf('Polio')).getByRole('button', { name: /No dose recorded/ }))
    const row = await rowOf('Polio')
    await user.click(within(row).getByRole('button', { name: 'Defer' }))
    await user.type(within(row).getByLabelText('Until'), '2026-11-23')
    await user.click(within(row).getByRole('button', { name: 'Keep' }))
    expect(within(row).getByRole('alert').textContent).toBe('The day must lie ahead.')
    expect(ticked).toEqual([])
    await expectAxeClean(region())
  })

  it('nothing is to be said of what is complete, contraindicated or cannot be told', async () => {
    draw('2015-09-23', [dose('2016-11-01:03'), dose('2020-01-01:03'), dose(':10')])
    for (const group of ['MMR', 'Polio']) {
      const row = await rowOf(group)
      await userEvent.click(within(row).getByRole('button', { name: /recorded|counts here/ }))
      expect(within(row).queryByRole('button', { name: 'Declined' })).toBeNull()
    }
  })
})
