const WORDS = {
  absoluteMin: 'absolute minimum',
  min: 'minimum',
  earliest: 'earliest recommended',
  latest: 'latest recommended',
  max: 'maximum',
  startBy: 'latest age to start',
  notIf: 'contraindications',
  notVaccineIf: 'contraindications of single vaccines',
  immuneBy: 'evidence of immunity',
  immuneIfBorn: 'immunity by birth date',
  recurs: 'recurring',
  seasonStart: 'season start',
  seasonEnd: 'season end',
  allowableIntervals: 'allowable intervals',
  seriesGroup: 'series group',
}

const UNITS = { y: 'year', m: 'month', w: 'week', d: 'day' }

/** `12m-4d` as `12 months - 4 days`; any other text as it is. */
const inWords = (text) =>
  /^\d+[ymwd](?:[+-]\d+[ymwd])*$/.test(text)
    ? text.replace(
        /([+-]?)(\d+)([ymwd])/g,
        (_, sign, count, unit) => `${sign && ` ${sign} `}${count} ${UNITS[unit]}${count === '1' ? '' : 's'}`,
      )
    : text

const isRecord = (value) => typeof value === 'object' && value !== null
const say = (value) =>
  value === undefined || value === null
    ? 'nothing'
    : typeof value === 'string'
      ? inWords(value)
      : Array.isArray(value) && value.every((v) => typeof v === 'string')
        ? value.join(', ')
        : typeof value.name === 'string'
          ? value.name
          : JSON.stringify(value)
              .replace(/(?:,null)+/g, '')
              .replace(/["{}[\]]/g, ' ')
              .replace(/\s+([:,])/g, '$1')
              .replace(/\s+/g, ' ')
              .trim()

/** What changed from one schedule to another, a sentence each. */
export function differences(before, after) {
  const lines = compare(readable(before), readable(after), [])
  return lines
}

/** Vaccine lists put in their place again, so that a renumbering is no change. */
function readable({ preferable, allowable, antigens, ...rest }) {
  const vaccines = (row) => (row === undefined ? [] : row.map(say))
  return {
    ...rest,
    antigens: antigens.map((antigen) => ({
      ...antigen,
      series: antigen.series.map((series) => ({
        ...series,
        doses: series.doses.map((dose, at) => ({
          ...dose,
          name: `dose ${at + 1}`,
          preferable: vaccines(preferable[dose.preferable]),
          allowable: vaccines(allowable[dose.allowable]),
        })),
      })),
    })),
  }
}

function compare(before, after, path) {
  if (Array.isArray(before) && Array.isArray(after)) return compareLists(before, after, path)
  if (isRecord(before) && isRecord(after) && !Array.isArray(before) && !Array.isArray(after)) {
    return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((key) =>
      compare(before[key], after[key], [...path, WORDS[key] ?? key.replace(/^[co](?=\d)/, '')]),
    )
  }
  if (JSON.stringify(before) === JSON.stringify(after)) return []
  if (before === undefined) return [`${where(path)}: new: ${say(after)}`]
  if (after === undefined) return [`${where(path)}: gone: ${say(before)}`]
  return [`${where(path)}: ${say(before)} is now ${say(after)}`]
}

const nameOf = (item) => (isRecord(item) && !Array.isArray(item) ? (item.name ?? item.code ?? item.cvx) : undefined)

/** Named things are compared by name, rows by place, plain values as a set. */
function compareLists(before, after, path) {
  const items = [...before, ...after]
  const names = items.map(nameOf)
  if (items.every((item) => !isRecord(item))) {
    const gone = before.filter((item) => !after.includes(item))
    const fresh = after.filter((item) => !before.includes(item))
    return [
      ...(fresh.length > 0 ? [`${where(path)}: added ${say(fresh)}`] : []),
      ...(gone.length > 0 ? [`${where(path)}: taken out ${say(gone)}`] : []),
    ]
  }
  const distinct = (list) => new Set(list.map(nameOf)).size === list.length
  if (names.every((name) => name !== undefined) && distinct(before) && distinct(after)) {
    return [...new Set(names)].flatMap((name) => {
      const [old, now] = [before.find((item) => nameOf(item) === name), after.find((item) => nameOf(item) === name)]
      if (old === undefined) return [`${where([...path, name])}: new`]
      if (now === undefined) return [`${where([...path, name])}: gone`]
      return compare(old, now, [...path, name])
    })
  }
  return Array.from({ length: Math.max(before.length, after.length) }, (_, at) =>
    compare(before[at], after[at], [...path, String(at + 1)]),
  ).flat()
}

const where = (path) => path.filter((part) => !['antigens', 'series', 'doses'].includes(part)).join(' · ')
