import { all, first, word } from './read-xml.mjs'

/** What each element of a release may hold. All of it is read, but for texts, titles and `minAgeToStart`, of which no rule speaks. */
const HOLDS = {
  antigenSupportingData: 'immunity contraindications series',
  immunity: 'clinicalHistory dateOfBirth',
  clinicalHistory: 'guidelineCode guidelineTitle',
  dateOfBirth: 'immunityBirthDate birthCountry exclusion',
  exclusion: 'exclusionCode exclusionTitle',
  contraindications: 'vaccineGroup vaccine',
  vaccine: 'contraindication',
  contraindication:
    'observationCode observationTitle contraindicationText contraindicationGuidance beginAge endAge contraindicatedVaccine',
  contraindicatedVaccine: 'vaccineType cvx beginAge endAge',
  series:
    'seriesName targetDisease vaccineGroup seriesAdminGuidance seriesType equivalentSeriesGroups requiredGender selectSeries indication seriesDose',
  selectSeries:
    'defaultSeries productPath seriesGroupName seriesGroup seriesPriority seriesPreference minAgeToStart maxAgeToStart',
  indication: 'observationCode description beginAge endAge guidance',
  observationCode: 'text code',
  seriesDose:
    'doseNumber age interval allowableInterval preferableVaccine allowableVaccine inadvertentVaccine conditionalSkip recurringDose seasonalRecommendation',
  age: 'absMinAge minAge earliestRecAge latestRecAge maxAge effectiveDate cessationDate',
  interval:
    'fromPrevious fromTargetDose fromMostRecent fromRelevantObs absMinInt minInt earliestRecInt latestRecInt intervalPriority effectiveDate cessationDate',
  allowableInterval: 'fromPrevious fromTargetDose absMinInt effectiveDate cessationDate',
  fromRelevantObs: 'text code',
  preferableVaccine: 'vaccineType cvx beginAge endAge tradeName mvx volume forecastVaccineType',
  allowableVaccine: 'vaccineType cvx beginAge endAge',
  inadvertentVaccine: 'vaccineType cvx',
  conditionalSkip: 'context setLogic set',
  set: 'setID setDescription effectiveDate cessationDate conditionLogic condition',
  condition:
    'conditionID conditionType startDate endDate beginAge endAge interval doseCount doseType doseCountLogic vaccineTypes seriesGroups',
  seasonalRecommendation: 'startDate endDate',
  scheduleSupportingData: 'liveVirusConflicts vaccineGroups vaccineGroupToAntigenMap cvxToAntigenMap observations',
  liveVirusConflicts: 'liveVirusConflict',
  liveVirusConflict: 'previous current conflictBeginInterval minConflictEndInterval conflictEndInterval',
  previous: 'vaccineType cvx',
  current: 'vaccineType cvx',
  vaccineGroups: 'vaccineGroup',
  vaccineGroup: 'contraindication name administerFullVaccineGroup',
  vaccineGroupToAntigenMap: 'vaccineGroupMap',
  vaccineGroupMap: 'name antigen',
  cvxToAntigenMap: 'cvxMap',
  cvxMap: 'cvx shortDescription association',
  association: 'antigen associationBeginAge associationEndAge',
  observations: 'observation',
  observation: 'observationCode observationTitle group indicationText contraindicationText clarifyingText codedValues',
  codedValues: 'codedValue',
  codedValue: 'code codeSystem text',
}

/** The words that decide something, in lower case; where none stands, what the specification assumes. */
const SAYS = {
  defaultSeries: 'yes no',
  productPath: 'yes no',
  seriesPriority: 'a b c',
  requiredGender: 'female male unknown',
  recurringDose: 'yes no',
  fromPrevious: 'y n',
  intervalPriority: 'override',
  forecastVaccineType: 'y n',
  setLogic: 'and or',
  conditionLogic: 'and or',
  doseType: 'valid total',
  administerFullVaccineGroup: 'yes no',
  codeSystem: 'snomed cdcphinvs cvx',
}

/**
 * Throws where a release holds an element or a deciding word that this program was not written for: a rule passed over without a word would
 * make a wrong forecast that looks right.
 */
export function refuseUnknown(element, where) {
  const { name, children } = element
  const holds = HOLDS[name]?.split(' ')
  for (const child of children) {
    if (!holds?.includes(child.name)) throw new Error(`${where}: <${child.name}> in <${name}> is new`)
    const said = child.text.trim().toLowerCase()
    const known = SAYS[child.name]?.split(' ')
    if (known && said !== '' && said !== 'n/a' && !known.includes(said))
      throw new Error(`${where}: ${child.name} "${said}" is new`)
    const inner = name === 'antigenSupportingData' && word(child, 'seriesName')
    refuseUnknown(child, inner || where)
  }
  refuseUndecided(element, where)
}

function refuseUndecided(element, where) {
  const undecided = (many, logic) => all(element, many).length > 1 && word(element, logic) === undefined
  if (element.name === 'set' && undecided('condition', 'conditionLogic'))
    throw new Error(`${where}: conditions of a skip without AND or OR`)
  if (element.name === 'conditionalSkip' && undecided('set', 'setLogic'))
    throw new Error(`${where}: sets of a skip without AND or OR`)
  const isFrom =
    word(element, 'fromPrevious') === 'Y' ||
    ['fromTargetDose', 'fromMostRecent'].some((from) => word(element, from) !== undefined) ||
    word(first(element, 'fromRelevantObs'), 'code') !== undefined
  const isInterval = element.name === 'interval' || element.name === 'allowableInterval'
  const hasSpan = ['absMinInt', 'minInt', 'earliestRecInt', 'latestRecInt'].some((span) => word(element, span))
  if (isInterval && hasSpan && !isFrom) throw new Error(`${where}: an interval from nothing`)
}
