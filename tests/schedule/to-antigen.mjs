import { all, first, word } from './read-xml.mjs'
import { cvxList, dateAs, flag, list, span, spanAs } from './facts.mjs'

/** One antigen's file. Vaccine lists repeat from dose to dose, so each is kept once and named by its place. */
export function readAntigen(top, lists) {
  const series = all(top, 'series')
  return {
    name: word(series[0], 'targetDisease'),
    ...readImmunity(first(top, 'immunity')),
    ...readContraindications(first(top, 'contraindications')),
    series: series.map((each) => readSeries(each, lists)),
  }
}

function readImmunity(immunity) {
  const history = all(immunity, 'clinicalHistory').map((h) => word(h, 'guidelineCode'))
  const born = all(immunity, 'dateOfBirth').map((b) => ({
    ...dateAs('before', word(b, 'immunityBirthDate')),
    ...(word(b, 'birthCountry') === undefined ? {} : { country: word(b, 'birthCountry') }),
    ...list(
      'unless',
      all(b, 'exclusion').map((e) => word(e, 'exclusionCode')),
    ),
  }))
  return { ...list('immuneBy', history), ...list('immuneIfBorn', born) }
}

function readContraindications(contraindications) {
  const ages = (c) => ({ ...spanAs('from', word(c, 'beginAge')), ...spanAs('until', word(c, 'endAge')) })
  const group = all(first(contraindications, 'vaccineGroup'), 'contraindication').map((c) => ({
    code: word(c, 'observationCode'),
    ...ages(c),
  }))
  const vaccine = all(first(contraindications, 'vaccine'), 'contraindication').map((c) => ({
    code: word(c, 'observationCode'),
    vaccines: all(c, 'contraindicatedVaccine').map((v) => ({ cvx: word(v, 'cvx'), ...ages(v) })),
  }))
  return { ...list('notIf', group), ...list('notVaccineIf', vaccine) }
}

const TYPES = { Standard: 'standard', Risk: 'risk', 'Evaluation Only': 'evaluation' }

function readSeries(series, lists) {
  const select = first(series, 'selectSeries')
  const type = TYPES[word(series, 'seriesType')]
  if (type === undefined)
    throw new Error(`${word(series, 'seriesName')}: series type "${word(series, 'seriesType')}" is new`)
  const sexes = all(series, 'requiredGender')
    .map((g) => g.text.trim().toLowerCase())
    .filter((g) => g !== '')
  const preference = word(select, 'seriesPreference')
  return {
    name: word(series, 'seriesName'),
    group: word(series, 'vaccineGroup'),
    type,
    ...list('sexes', sexes),
    seriesGroup: word(select, 'seriesGroup'),
    ...list('equivalent', cvxList(word(series, 'equivalentSeriesGroups'))),
    ...flag('default', word(select, 'defaultSeries') === 'Yes'),
    ...flag('product', word(select, 'productPath') === 'Yes'),
    priority: word(select, 'seriesPriority'),
    ...(preference === undefined ? {} : { preference: Number(preference) }),
    ...spanAs('startBy', word(select, 'maxAgeToStart')),
    ...flag('shared', isShared(series)),
    ...list(
      'indications',
      all(series, 'indication')
        .map((i) => ({
          code: word(first(i, 'observationCode'), 'code'),
          ...spanAs('from', word(i, 'beginAge')),
          ...spanAs('until', word(i, 'endAge')),
        }))
        .filter((i) => i.code !== undefined),
    ),
    doses: all(series, 'seriesDose').map((dose) => readDose(dose, lists)),
  }
}

/** CDC marks a recommendation for shared or individual decision in the series' name only. */
const isShared = (series) => /shared clinical decision|\bSCDM\b/i.test(word(series, 'seriesName') ?? '')

function readDose(dose, lists) {
  const season = first(dose, 'seasonalRecommendation')
  return {
    ...list('ages', all(dose, 'age').map(readAge).filter(hasFacts)),
    ...list('intervals', all(dose, 'interval').map(readInterval).filter(hasFacts)),
    ...list('allowableIntervals', all(dose, 'allowableInterval').map(readInterval).filter(hasFacts)),
    preferable: place(
      lists.preferable,
      all(dose, 'preferableVaccine')
        .filter((v) => word(v, 'cvx'))
        .map(readPreferable),
    ),
    allowable: place(lists.allowable, allowableRows(all(dose, 'allowableVaccine').filter((v) => word(v, 'cvx')))),
    ...list(
      'inadvertent',
      all(dose, 'inadvertentVaccine')
        .map((v) => word(v, 'cvx'))
        .filter((c) => c !== undefined),
    ),
    ...list(
      'skips',
      all(dose, 'conditionalSkip')
        .filter((s) => word(s, 'context'))
        .map(readSkip),
    ),
    ...flag('recurs', word(dose, 'recurringDose') === 'Yes'),
    ...dateAs('seasonStart', word(season, 'startDate')),
    ...dateAs('seasonEnd', word(season, 'endDate')),
  }
}

const hasFacts = (row) => Object.keys(row).length > 0

function place(places, row) {
  const key = JSON.stringify(row)
  if (!places.has(key)) places.set(key, places.size)
  return places.get(key)
}

const inForce = (element) => ({
  ...dateAs('effective', word(element, 'effectiveDate')),
  ...dateAs('ceased', word(element, 'cessationDate')),
})

const readAge = (age) => ({
  ...spanAs('absoluteMin', word(age, 'absMinAge')),
  ...spanAs('min', word(age, 'minAge')),
  ...spanAs('earliest', word(age, 'earliestRecAge')),
  ...spanAs('latest', word(age, 'latestRecAge')),
  ...spanAs('max', word(age, 'maxAge')),
  ...inForce(age),
})

function readInterval(interval) {
  const target = word(interval, 'fromTargetDose')
  const observation = word(first(interval, 'fromRelevantObs'), 'code')
  return {
    ...flag('fromPrevious', word(interval, 'fromPrevious') === 'Y'),
    ...(target === undefined ? {} : { fromTarget: Number(target) }),
    ...list('fromVaccine', cvxList(word(interval, 'fromMostRecent'))),
    ...(observation === undefined ? {} : { fromObservation: observation }),
    ...spanAs('absoluteMin', word(interval, 'absMinInt')),
    ...spanAs('min', word(interval, 'minInt')),
    ...spanAs('earliest', word(interval, 'earliestRecInt')),
    ...spanAs('latest', word(interval, 'latestRecInt')),
    ...flag('priority', word(interval, 'intervalPriority') !== undefined),
    ...inForce(interval),
  }
}

const readPreferable = (v) => ({
  cvx: word(v, 'cvx'),
  ...spanAs('from', word(v, 'beginAge')),
  ...spanAs('until', word(v, 'endAge')),
  ...(word(v, 'tradeName') === undefined ? {} : { tradeName: word(v, 'tradeName') }),
  ...(word(v, 'mvx') === undefined ? {} : { mvx: word(v, 'mvx') }),
  ...(word(v, 'volume') === undefined ? {} : { volume: Number(word(v, 'volume')) }),
  ...flag('forecast', word(v, 'forecastVaccineType') === 'Y'),
})

/** Vaccines of one age range together: [[from, until, cvx…]…]. */
function allowableRows(vaccines) {
  const rows = new Map()
  for (const v of vaccines) {
    const ages = [...span(word(v, 'beginAge'), 'beginAge'), ...span(word(v, 'endAge'), 'endAge')]
    const key = JSON.stringify(ages)
    rows.set(key, [...(rows.get(key) ?? ages), word(v, 'cvx')])
  }
  return [...rows.values()]
}

const CONTEXTS = { Both: 'both', Evaluation: 'evaluation', Forecast: 'forecast' }
const LOGIC = { 'greater than': 'more', 'equal to': 'equal', 'less than': 'fewer' }

function readSkip(skip) {
  const context = CONTEXTS[word(skip, 'context')]
  if (context === undefined) throw new Error(`Conditional skip: context "${word(skip, 'context')}" is new`)
  return {
    context,
    ...flag('allSets', word(skip, 'setLogic') === 'AND'),
    sets: all(skip, 'set').map((set) => ({
      ...inForce(set),
      ...flag('any', word(set, 'conditionLogic') === 'OR'),
      conditions: all(set, 'condition').map(readCondition),
    })),
  }
}

function readCondition(condition) {
  const type = (word(condition, 'conditionType') ?? '').toLowerCase()
  const ages = { ...spanAs('from', word(condition, 'beginAge')), ...spanAs('until', word(condition, 'endAge')) }
  if (type === 'age') return { type: 'age', ...ages }
  if (type === 'interval') return { type: 'interval', ...spanAs('after', word(condition, 'interval')) }
  if (type === 'completed series') return { type: 'completed', seriesGroups: cvxList(word(condition, 'seriesGroups')) }
  const logic = LOGIC[(word(condition, 'doseCountLogic') ?? '').toLowerCase()]
  if (!type.startsWith('vaccine count') || logic === undefined) throw new Error(`Conditional skip: "${type}" is new`)
  return {
    type: 'count',
    ...ages,
    ...dateAs('start', word(condition, 'startDate')),
    ...dateAs('end', word(condition, 'endDate')),
    ...list('vaccines', cvxList(word(condition, 'vaccineTypes'))),
    ...flag('valid', word(condition, 'doseType')?.toLowerCase() === 'valid'),
    logic,
    count: Number(word(condition, 'doseCount')),
  }
}
