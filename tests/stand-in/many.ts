import type { Chart } from '../../src/stand-in/chart.ts'
import { makeEhr, matchesIn, nextIn, reader, type Body } from './helpers.ts'

export const count = 2345
const chart: Chart = {
  slug: 'many',
  patientId: 'p-many',
  name: 'Many, Results',
  line: '',
  group: 'ordinary',
  resources: () => [
    {
      resourceType: 'Patient',
      id: 'p-many',
      name: [{ family: 'Many', given: ['Results'] }],
      birthDate: '1980-02-03',
      gender: 'male',
      identifier: [{ system: 'urn:mrn', value: '77', type: { text: 'MRN' } }],
    },
    ...Array.from({ length: count }, (_, at) => ({
      resourceType: 'Observation',
      id: `o-${at}`,
      status: at % 2 ? 'final' : 'amended',
      category: [
        {
          coding: [
            {
              system: 'http://terminology.hl7.org/CodeSystem/observation-category',
              code: at % 5 ? 'laboratory' : 'vital-signs',
            },
          ],
        },
      ],
      code: { coding: [{ system: 'http://loinc.org', code: at % 3 ? '4548-4' : '2160-0' }] },
      effectiveDateTime: new Date(Date.UTC(2020, 0, 1 + at)).toISOString(),
    })),
    { resourceType: 'Observation', id: 'undated', category: [{ coding: [{ code: 'laboratory' }] }], code: {} },
    {
      resourceType: 'Observation',
      id: 'year',
      category: [{ coding: [{ code: 'laboratory' }] }],
      code: {},
      effectiveDateTime: '2021',
    },
    { resourceType: 'Binary', id: 'b-1', contentType: 'text/html', data: 'PGI+aGk8L2I+' },
    { resourceType: 'Medication', id: 'm-1', code: { text: 'Aspirin' } },
    { resourceType: 'MedicationRequest', id: 'mr-1', medicationReference: { reference: 'Medication/m-1' } },
    { resourceType: 'Appointment', id: 'a-1', serviceCategory: [{ coding: [{ code: 'surgery' }] }] },
    { resourceType: 'Appointment', id: 'a-2' },
  ],
}

const other: Chart = {
  ...chart,
  slug: 'other',
  patientId: 'p-other',
  resources: () => [{ resourceType: 'Patient', id: 'p-other' }],
}

export const make = (options = {}) => makeEhr({ charts: [chart, other], ...options })

export async function everything(start: string, options = {}): Promise<{ ids: string[]; pages: Body[] }> {
  const { json } = await reader(make(options), { patient: 'many' })
  const pages: Body[] = []
  for (let next: string | undefined = start; next; next = nextIn(pages.at(-1) ?? {})) pages.push(await json(next))
  return { ids: pages.flatMap(matchesIn).map((one) => one.id), pages }
}
