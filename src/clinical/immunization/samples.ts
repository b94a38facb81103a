import type { Dose, Person } from './chapter-3-logic-concepts.ts'
import { forecastImmunizations } from './chapter-4-processing-model.ts'
import type { GroupForecast } from './chapter-9-vaccine-group.ts'
import { formatDay, parseDay, type Day } from './day.ts'
import { readSchedule } from './read-schedule.ts'
import type { Schedule } from './schedule.ts'

/** Small made-up schedules and persons for tests: one disease `Spots`, vaccines 10, 11 and 12 against it. */

type Row = Readonly<Record<string, unknown>>

/** A series dose by compact-file fields; vaccine 10 preferable and 11 allowable unless said. */
export const dose = (fields: Row = {}): Row => ({ preferable: 0, allowable: 0, ...fields })

/** A series by compact-file fields. */
export const series = (doses: readonly Row[], fields: Row = {}): Row => ({
  name: 'Spots series',
  group: 'Spots',
  type: 'standard',
  seriesGroup: '1',
  default: true,
  priority: 'A',
  preference: 1,
  doses,
  ...fields,
})

/** The compact file of a schedule whose antigen Spots has these series. */
export const scheduleText = (all: readonly Row[], antigen: Row = {}, top: Row = {}): string =>
  JSON.stringify({
    format: 1,
    source: 'Sample',
    version: '1.0',
    published: '2020-01-01',
    groups: [{ name: 'Spots', antigens: ['Spots'] }],
    vaccines: {
      c10: { name: 'Spots vaccine', antigens: [['Spots', null, null]] },
      c11: { name: 'Old spots vaccine', antigens: [['Spots', null, null]] },
      c12: { name: 'Foreign spots vaccine', antigens: [['Spots', null, null]] },
    },
    conflicts: [],
    observations: Object.fromEntries(
      ['007', '080', '160', '170'].map((code) => [`o${code}`, { name: `Observation ${code}` }]),
    ),
    preferable: [[{ cvx: '10', forecast: true }]],
    allowable: [[[null, null, '11']]],
    antigens: [{ name: 'Spots', series: all, ...antigen }],
    ...top,
  })

export const schedule = (all: readonly Row[], antigen: Row = {}, top: Row = {}): Schedule =>
  readSchedule(scheduleText(all, antigen, top))

export const day = (text: string): Day => parseDay(text) ?? NaN

/** `2020-03-01:11` is vaccine 11 on that day; vaccine 10 where none is named. */
export const given = (texts: readonly string[]): Dose[] =>
  texts.map((text, index) => {
    const [date = '', cvx = '10'] = text.split(':')
    return doseOf(`d${index + 1}`, day(date), cvx)
  })

/** A dose of which no more is known than when and what. */
export const doseOf = (id: string, date: Day, cvx: string): Dose => ({
  id,
  date,
  cvx,
  tradeName: undefined,
  mvx: undefined,
  volume: undefined,
  lotExpires: undefined,
  faulty: false,
})

/** Born on 2020-01-01, female, nothing observed. */
export const person = (doses: readonly Dose[] = [], fields: Partial<Person> = {}): Person => ({
  birth: day('2020-01-01'),
  sex: 'female',
  birthCountry: undefined,
  observations: new Map(),
  doses,
  ...fields,
})

/** A forecast in few words: `not complete 2: 2020-04-01 2020-05-01 2020-06-01`, or the status alone. */
export const inWords = ({ status, doseNumber, earliest, recommended, pastDue }: GroupForecast): string =>
  status === 'not complete'
    ? `not complete ${doseNumber}: ${[earliest, recommended, pastDue].map((d) => (d === undefined ? '-' : formatDay(d))).join(' ')}`
    : status

/** The first forecast of a made-up schedule. */
export const forecast = (from: Schedule, of: Person, on: string): GroupForecast | undefined =>
  forecastImmunizations(from, of, day(on))[0]

/** What became of each dose: `valid`, or status and reasons. */
export const verdicts = (of: GroupForecast | undefined): string[] =>
  (of?.series[0]?.evaluations ?? []).map(({ status, reasons }) => [status, ...reasons].join(', '))
