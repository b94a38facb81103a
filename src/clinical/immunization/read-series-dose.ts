import type { Field } from './field.ts'
import type { AgeRule, IntervalRule, PreferableVaccine, SeriesDose, Skip, SkipCondition } from './schedule.ts'

/** Lists that several doses share; a dose names its own by their place. */
export type VaccineLists = {
  readonly preferable: readonly (readonly PreferableVaccine[])[]
  readonly allowable: readonly SeriesDose['allowable'][]
}

const CVX = /^\d{2,3}$/
const inForce = (field: Field) => ({
  effective: field.at('effective').optionalDay(),
  ceased: field.at('ceased').optionalDay(),
})
const ages = (field: Field) => ({ from: field.at('from').optionalSpan(), until: field.at('until').optionalSpan() })
const cvxSet = (field: Field): ReadonlySet<string> => new Set(field.list().map((each) => each.code(CVX)))

export function readSeriesDose(field: Field, number: number, lists: VaccineLists): SeriesDose {
  const placeOf = <T>(key: 'preferable' | 'allowable', rows: readonly T[]): T =>
    rows[field.at(key).count()] ?? field.at(key).fail('names a list that is not there')
  return {
    number,
    ages: field.at('ages').list().map(readAge),
    intervals: field.at('intervals').list().map(readInterval),
    allowableIntervals: field.at('allowableIntervals').list().map(readInterval),
    preferable: placeOf('preferable', lists.preferable),
    allowable: placeOf('allowable', lists.allowable),
    inadvertent: cvxSet(field.at('inadvertent')),
    skips: field.at('skips').list().map(readSkip),
    recurs: field.at('recurs').flag(),
    seasonStart: field.at('seasonStart').optionalDay(),
    seasonEnd: field.at('seasonEnd').optionalDay(),
  }
}

const readAge = (field: Field): AgeRule => ({
  absoluteMin: field.at('absoluteMin').optionalSpan(),
  min: field.at('min').optionalSpan(),
  earliest: field.at('earliest').optionalSpan(),
  latest: field.at('latest').optionalSpan(),
  max: field.at('max').optionalSpan(),
  ...inForce(field),
})

const readInterval = (field: Field): IntervalRule => ({
  fromPrevious: field.at('fromPrevious').flag(),
  fromTarget: field.at('fromTarget').present ? field.at('fromTarget').count() : undefined,
  fromVaccine: cvxSet(field.at('fromVaccine')),
  fromObservation: field.at('fromObservation').optionalText(),
  absoluteMin: field.at('absoluteMin').optionalSpan(),
  min: field.at('min').optionalSpan(),
  earliest: field.at('earliest').optionalSpan(),
  latest: field.at('latest').optionalSpan(),
  priority: field.at('priority').flag(),
  ...inForce(field),
})

const readSkip = (field: Field): Skip => ({
  context: field.at('context').oneOf('evaluation', 'forecast', 'both'),
  allSets: field.at('allSets').flag(),
  sets: field
    .at('sets')
    .some()
    .map((set) => ({
      ...inForce(set),
      any: set.at('any').flag(),
      conditions: set.at('conditions').some().map(readCondition),
    })),
})

function readCondition(field: Field): SkipCondition {
  const type = field.at('type').oneOf('age', 'interval', 'completed', 'count')
  switch (type) {
    case 'age':
      return { type, ...ages(field) }
    case 'interval':
      return { type, after: field.at('after').span() }
    case 'completed':
      return {
        type,
        seriesGroups: field
          .at('seriesGroups')
          .some()
          .map((each) => each.text()),
      }
    case 'count':
      return {
        type,
        ...ages(field),
        start: field.at('start').optionalDay(),
        end: field.at('end').optionalDay(),
        vaccines: cvxSet(field.at('vaccines')),
        valid: field.at('valid').flag(),
        logic: field.at('logic').oneOf('more', 'equal', 'fewer'),
        count: field.at('count').count(),
      }
  }
}
