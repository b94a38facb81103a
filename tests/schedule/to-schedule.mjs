import { all, first, readXml, word } from './read-xml.mjs'
import { readAntigen } from './to-antigen.mjs'
import { fullIso, list, span } from './facts.mjs'
import { refuseUnknown } from './known.mjs'
import { wordText } from './read-release.mjs'

/** The compact schedule made of a CDC release. Its shape is described and checked in src/clinical/immunization/read-schedule.ts. */
export function toSchedule(files, given = {}) {
  const read = (name) => {
    const top = readXml(files.get(name)().toString('utf8'))
    refuseUnknown(top, name)
    return top
  }
  const names = [...files.keys()]
  const scheduleFile = names.find((name) => /ScheduleSupportingData[^/]*\.xml$/i.test(name))
  if (scheduleFile === undefined) throw new Error('No ScheduleSupportingData.xml in there.')
  const top = read(scheduleFile)
  const lists = { preferable: new Map(), allowable: new Map() }
  const antigens = names
    .filter((name) => /AntigenSupportingData[^/]*\.xml$/i.test(name))
    .map((name) => readAntigen(read(name), lists))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
  return {
    format: 1,
    source: 'CDC CDSi',
    ...release(files, given),
    groups: readGroups(top),
    vaccines: readVaccines(top),
    conflicts: readConflicts(top),
    observations: readObservations(top, antigens),
    preferable: [...lists.preferable.keys()].map((key) => JSON.parse(key)),
    allowable: [...lists.allowable.keys()].map((key) => JSON.parse(key)),
    antigens,
  }
}

/** Version and date stand in the release notes and the folder's name only. */
function release(files, given) {
  const notes = [...files.keys()].find((name) => /release notes.*\.docx$/i.test(name))
  const text = notes === undefined ? '' : wordText(files.get(notes)()).replace(/\s+/g, ' ')
  const tight = text.replaceAll(' ', '')
  const version =
    given.version ??
    /Notes[–-](\d+\.\d+)/.exec(tight)?.[1] ??
    [...files.keys()].map((name) => /Version[ _]?(\d+\.\d+)/i.exec(name)?.[1]).find((found) => found !== undefined)
  const date = /([A-Z][a-z]+) ?(\d{1,2}) ?, ?(\d{4})/.exec(text)
  const published = given.published ?? (date ? fullIso(`${date[1]} ${date[2]}, ${date[3]}`) : undefined)
  if (version === undefined) throw new Error('Which release is this? Say --version 4.64.')
  if (published === undefined) throw new Error('Of which day is this release? Say --published 2025-11-10.')
  return { version, published }
}

function readGroups(top) {
  const full = new Map(
    all(first(top, 'vaccineGroups'), 'vaccineGroup').map((g) => [
      word(g, 'name'),
      word(g, 'administerFullVaccineGroup') === 'Yes',
    ]),
  )
  return all(first(top, 'vaccineGroupToAntigenMap'), 'vaccineGroupMap').map((map) => ({
    name: word(map, 'name'),
    antigens: all(map, 'antigen').map((a) => a.text.trim()),
    ...(full.get(word(map, 'name')) ? { full: true } : {}),
  }))
}

const readVaccines = (top) =>
  Object.fromEntries(
    all(first(top, 'cvxToAntigenMap'), 'cvxMap').map((map) => [
      `c${word(map, 'cvx')}`,
      {
        name: word(map, 'shortDescription') ?? '',
        antigens: all(map, 'association').map((a) => [
          word(a, 'antigen'),
          ...span(word(a, 'associationBeginAge'), ''),
          ...span(word(a, 'associationEndAge'), ''),
        ]),
      },
    ]),
  )

/** Pairs of CVX with the same three intervals share one row: [intervals, { impacted: conflicting[] }]. */
function readConflicts(top) {
  const rows = new Map()
  for (const conflict of all(first(top, 'liveVirusConflicts'), 'liveVirusConflict')) {
    const [previous, current] = [word(first(conflict, 'previous'), 'cvx'), word(first(conflict, 'current'), 'cvx')]
    const spans = ['conflictBeginInterval', 'minConflictEndInterval', 'conflictEndInterval'].flatMap((name) =>
      span(word(conflict, name), name),
    )
    const key = spans.join(' ')
    const row = rows.get(key) ?? { spans, impacted: new Map() }
    rows.set(key, row)
    row.impacted.set(current, [...(row.impacted.get(current) ?? []), previous])
  }
  return [...rows.values()].map(({ spans: [begin, minEnd, end], impacted }) => {
    const same = new Map()
    for (const [current, previous] of impacted) {
      const key = previous.toSorted((a, b) => Number(a) - Number(b)).join(' ')
      same.set(key, [...(same.get(key) ?? []), current])
    }
    return {
      begin,
      minEnd,
      end,
      pairs: [...same].map(([previous, current]) => ({ after: previous.split(' '), of: current })),
    }
  })
}

/** Only observations that a series, an immunity or a contraindication speaks of. */
function readObservations(top, antigens) {
  const used = new Set(JSON.stringify(antigens).match(/(?<=")\d{3}(?=")/g))
  return Object.fromEntries(
    all(first(top, 'observations'), 'observation')
      .filter((o) => used.has(word(o, 'observationCode')))
      .map((o) => {
        const codes = (system) =>
          all(first(o, 'codedValues'), 'codedValue')
            .filter((c) => word(c, 'codeSystem') === system)
            .map((c) => word(c, 'code'))
        return [
          `o${word(o, 'observationCode')}`,
          { name: word(o, 'observationTitle'), ...list('snomed', codes('SNOMED')), ...list('cvx', codes('CVX')) },
        ]
      }),
  )
}
