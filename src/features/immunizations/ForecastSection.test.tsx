import { cleanup, screen } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { allergy, concept, dose, problem, reading } from '#clinical/immunization/record/samples.ts'
import { immunizationsQuery, patientQuery } from '#fhir/queries.ts'
import { patient } from '#clinical/immunization/record/samples.ts'
import { expectAxeClean } from '../../../tests/axe.ts'
import { drawSection, still } from '../../../tests/draw-section.tsx'
import { drawForecast, granted, region, rowOf } from '../../../tests/vaccine-desk.tsx'
import { ForecastSection } from './ForecastSection.tsx'

const CVX = 'http://hl7.org/fhir/sid/cvx'
const ICD = 'http://hl7.org/fhir/sid/icd-10-cm'

afterEach(cleanup)

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
    ['2015-09-23', [], {}, 'Rotavirus', 'Aged out Rotavirus', "Past the schedule's age for it"],
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
    drawForecast(born, doses, more)
    const row = await rowOf(group)
    expect(row.textContent).toContain(says)
    expect(row.textContent).toContain(why)
    await expectAxeClean(region())
  })

  it('what was given at an age past it is not recommended again', async () => {
    drawForecast('1940-01-01', given('2016-01-01:133', '2017-03-01:33'))
    expect((await rowOf('Zoster')).textContent).toContain('Due now')
    expect((await rowOf('HPV')).textContent).toMatch(/Aged out|Not recommended/)
  })
})

describe('unknown is never none', () => {
  it('while the record is read, it says so and nothing is due', async () => {
    drawSection(ForecastSection, still().client, granted)
    expect(region().textContent).toContain('Comparing with the schedule')
    expect(region().querySelectorAll('li')).toHaveLength(0)
    await expectAxeClean(region())
  })

  it('of immunizations that could not be read, nothing is forecast', () => {
    const { client, has, failed } = still()
    has(patientQuery(granted), patient('2014-11-23'))
    failed(immunizationsQuery(granted))
    drawSection(ForecastSection, client, granted)
    expect(region().textContent).toContain('Nothing is forecast: patient or immunizations could not be read')
  })

  it('of a list that was cut, nothing is overdue, due or without record', async () => {
    drawForecast('2014-11-23', [], {}, reading([], [{ kind: 'cut' }]))
    expect((await rowOf('Polio')).textContent).toContain('Cannot tell Polio')
    expect(region().textContent).not.toMatch(/Overdue|Due now|Due soon|No record/)
    expect((await rowOf('Polio')).textContent).toContain('The immunizations could not be read whole')
  })

  it('what could not be read of problems and allergies is said beside what is due', async () => {
    const cut = () => reading([], [{ kind: 'cut' }])
    drawForecast('2014-11-23', [], { problems: cut(), allergies: cut() })
    const row = await rowOf('MMR')
    expect(row.textContent).toContain('Problems could not be read whole')
    expect(row.textContent).toContain('Allergies could not be read whole')
  })

  it('without a birth date to the day there is no forecast', async () => {
    drawForecast('2014-11')
    expect(await screen.findByText(/birth date is not recorded to the day/)).toBeTruthy()
  })
})
