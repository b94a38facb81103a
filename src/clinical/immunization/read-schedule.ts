import { Field, ScheduleFault } from './field.ts'
import { readSeriesDose, type VaccineLists } from './read-series-dose.ts'
import type { Antigen, ObservationKind, Schedule, Series, Vaccine } from './schedule.ts'

/** The form of the file this program reads; a later form is refused, not guessed at. */
const FORMAT = 1

const CVX = /^\d{2,3}$/
const OBSERVATION = /^\d{3}$/

/**
 * Reads the compact schedule file that `npm run schedule` makes. Throws ScheduleFault, naming the field, for a file that is cut short,
 * of a newer form, or wrong in any place: then nothing is forecast.
 */
export function readSchedule(text: string): Schedule {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new ScheduleFault('the file', 'is cut short or is no JSON')
  }
  const top = new Field(value, '')
  const format = top.at('format')
  if (format.count() !== FORMAT) format.fail(`is ${String(format.value)}, and this program reads form ${FORMAT}`)
  const lists = readLists(top)
  const antigens = new Map(
    top
      .at('antigens')
      .some()
      .map((field) => readAntigen(field, lists))
      .map((a) => [a.name, a]),
  )
  const known = (field: Field): string =>
    antigens.has(field.text()) ? field.text() : field.fail('is no antigen of the file')
  const observations = new Map(
    top
      .at('observations')
      .entries()
      .map(([key, field]) => [keyOf(key, 'o', OBSERVATION, field), readObservation(field)]),
  )
  checkCodes(antigens, observations)
  return {
    source: top.at('source').text(),
    version: top.at('version').code(/^\d+\.\d+$/),
    published: (top.at('published').day(), top.at('published').text()),
    groups: top
      .at('groups')
      .some()
      .map((field) => ({
        name: field.at('name').text(),
        antigens: field.at('antigens').some().map(known),
        full: field.at('full').flag(),
      })),
    vaccines: new Map(
      top
        .at('vaccines')
        .entries()
        .map(([key, field]) => [keyOf(key, 'c', CVX, field), readVaccine(field, known)]),
    ),
    conflicts: top
      .at('conflicts')
      .some()
      .flatMap((field) =>
        field
          .at('pairs')
          .some()
          .map((pair) => ({
            begin: field.at('begin').span(),
            minEnd: field.at('minEnd').span(),
            end: field.at('end').span(),
            after: new Set(codes(pair.at('after'), CVX)),
            of: new Set(codes(pair.at('of'), CVX)),
          })),
      ),
    observations,
    antigens,
  }
}

/** Keys bear a letter so that they keep their order. */
function keyOf(key: string, letter: string, form: RegExp, field: Field): string {
  const code = key.slice(1)
  return key.startsWith(letter) && form.test(code) ? code : field.fail('has a key that is no code')
}

const codes = (field: Field, form: RegExp): string[] => field.list().map((each) => each.code(form))
const ages = (field: Field) => ({ from: field.at('from').optionalSpan(), until: field.at('until').optionalSpan() })

function readLists(top: Field): VaccineLists {
  return {
    preferable: top
      .at('preferable')
      .some()
      .map((row) =>
        row.some().map((field) => ({
          cvx: field.at('cvx').code(CVX),
          ...ages(field),
          tradeName: field.at('tradeName').optionalText(),
          mvx: field.at('mvx').optionalText(),
          volume: field.at('volume').optionalNumber(),
          forecast: field.at('forecast').flag(),
        })),
      ),
    allowable: top
      .at('allowable')
      .some()
      .map((row) =>
        row.some().map((field) => {
          const [from, until, ...rest] = field.some()
          return {
            from: from?.optionalSpan(),
            until: until?.optionalSpan(),
            cvx: new Set(rest.map((each) => each.code(CVX))),
          }
        }),
      ),
  }
}

const readVaccine = (field: Field, known: (field: Field) => string): Vaccine => ({
  name: field.at('name').text(),
  antigens: field
    .at('antigens')
    .some()
    .map((row) => {
      const [antigen, from, until] = row.some()
      return { antigen: known(antigen ?? row), from: from?.optionalSpan(), until: until?.optionalSpan() }
    }),
})

const readObservation = (field: Field): ObservationKind => ({
  name: field.at('name').text(),
  snomed: codes(field.at('snomed'), /^\d{5,18}$/),
  cvx: codes(field.at('cvx'), CVX),
})

function readAntigen(field: Field, lists: VaccineLists): Antigen {
  const name = field.at('name').text()
  const coded = (each: Field) => ({ code: each.at('code').code(OBSERVATION), ...ages(each) })
  return {
    name,
    immuneBy: codes(field.at('immuneBy'), OBSERVATION),
    immuneIfBorn: field
      .at('immuneIfBorn')
      .list()
      .map((each) => ({
        before: each.at('before').day(),
        country: each.at('country').optionalText(),
        unless: codes(each.at('unless'), OBSERVATION),
      })),
    notIf: field.at('notIf').list().map(coded),
    notVaccineIf: field
      .at('notVaccineIf')
      .list()
      .map((each) => ({
        code: each.at('code').code(OBSERVATION),
        vaccines: each
          .at('vaccines')
          .some()
          .map((v) => ({ cvx: v.at('cvx').code(CVX), ...ages(v) })),
      })),
    series: field
      .at('series')
      .some()
      .map((each) => readSeries(each, name, lists)),
  }
}

function readSeries(field: Field, antigen: string, lists: VaccineLists): Series {
  const doses = field.at('doses').some()
  if (doses.length === 0) field.at('doses').fail('is empty')
  return {
    antigen,
    name: field.at('name').text(),
    group: field.at('group').text(),
    type: field.at('type').oneOf('standard', 'risk', 'evaluation'),
    sexes: field
      .at('sexes')
      .list()
      .map((each) => each.oneOf('female', 'male', 'unknown')),
    seriesGroup: field.at('seriesGroup').text(),
    equivalent: field
      .at('equivalent')
      .list()
      .map((each) => each.text()),
    isDefault: field.at('default').flag(),
    isProduct: field.at('product').flag(),
    priority: field.at('priority').text(),
    preference: field.at('preference').optionalNumber() ?? 99,
    startBy: field.at('startBy').optionalSpan(),
    shared: field.at('shared').flag(),
    indications: field
      .at('indications')
      .list()
      .map((each) => ({ code: each.at('code').code(OBSERVATION), ...ages(each) })),
    doses: doses.map((dose, index) => readSeriesDose(dose, index + 1, lists)),
  }
}

/** A code that is spoken of but not described would never be found in a record, and its rule would silently be void. */
function checkCodes(antigens: ReadonlyMap<string, Antigen>, observations: ReadonlyMap<string, ObservationKind>): void {
  for (const antigen of antigens.values()) {
    const spoken = [
      ...antigen.immuneBy,
      ...antigen.notIf.map(({ code }) => code),
      ...antigen.notVaccineIf.map(({ code }) => code),
      ...antigen.series.flatMap(({ indications }) => indications.map(({ code }) => code)),
    ]
    const missing = spoken.find((code) => !observations.has(code))
    if (missing !== undefined)
      throw new ScheduleFault(`observations.o${missing}`, `is missing, and ${antigen.name} speaks of it`)
  }
}
