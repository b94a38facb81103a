/** Files of the rules whose numbers decide nothing of a patient: what in them is shifted is not asked for. */
export const NOT_OF_PATIENTS: Readonly<Record<string, string>> = {
  'applies.ts': 'how many entries a sentence names',
  'chart-index.ts': 'how much is read before the screen gets its turn, and how much of a list is kept in memory',
  'chart.ts': 'one entry or several, in words',
  'code-key.ts': 'where a code is cut',
  'day.ts': 'the calendar, and how a date is written',
  'evidence.ts': 'order, and how much is kept as proof',
  'list-index.ts': 'whether a list is empty',
  'logic.ts': 'which row of a table is marked',
  'overlay.ts': 'what a site may write',
  'plan-definition.ts': 'how FHIR is written',
  'read-pack.ts': 'what a file of rules may hold',
  'result-kinds.ts': 'by which of its codes a result is filed, and which of several normal parts speaks',
  'say-from.ts': 'how long a reason may be, and how far ahead one may defer',
  'say-line.ts': 'how a line of a note is written',
  'shape.ts': 'how much of a wrong value is shown',
  'sorted.ts': 'how much is judged before the screen gets its turn',
  'terms.ts': 'whether a list is empty',
  'title-match.ts': 'words of titles, which decide nothing',
  'urgent.ts': 'the months of a rule, which a review that comes first does not ask for',
  'words.ts': 'how a sentence is made',
}

/** Shifts that nobody can see, or that are none, by what stands there: `«20 → 19»`. */
export const UNSEEN: readonly (readonly [where: RegExp, why: string])[] = [
  [/\.length (?:>|===) «0 →/, 'whether a list is empty'],
  [/\.toSorted\(.*«1 →|\.toSorted\(.*: «0 →|const sign = .*«1 →/, 'the sign of an order is no number'],
  [/\?\? «0 →|\{ months = «0 →|^lasts\.ts.* : «0 →/, 'stands where there is none, and then decides nothing'],
  [/maxAgeAtTest \+ «1 → 2»/, 'a year more: the modality that begins there says the same and lasts longer'],
  [/slice\((?:«0 → -1»|0, «1 → 2»)/, 'one of the conditions is enough; how many are shown'],
  [/^named-intervals\.ts.* \[(?:1, )?«1 → 0», \d/, 'no visit a year: then the months of the modality, those of one'],
  [/^named-intervals\.ts.* \? 1 : «0 → -1»/, 'the largest column is taken, and none is below the first'],
  [/VISITS\[row\].* «4 →/, 'every row and column is in the table'],
  [/&& reachesRisk\(«10 → 9»/, 'what is below 10 was answered before'],
  [/«audit-c → audit-c0», 'local-/, 'no code of it is known: the set is empty'],
]
