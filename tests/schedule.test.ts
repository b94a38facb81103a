import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deflateRawSync } from 'node:zlib'
import { afterAll, describe, expect, it } from 'vitest'
import { readSchedule } from '#clinical/immunization/read-schedule.ts'
import { root } from './rules/files.ts'

const place = mkdtempSync(join(tmpdir(), 'schedule-'))
afterAll(() => rmSync(place, { recursive: true }))

const make = (release: string, ...more: readonly string[]) => {
  const args = [
    join(root, 'tests/schedule/make.mjs'),
    release,
    '--version',
    '9.1',
    '--published',
    '2030-01-02',
    ...more,
  ]
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' })
  return { status, said: stdout + stderr }
}

const SCHEDULE = `<?xml version="1.0"?><scheduleSupportingData><liveVirusConflicts><liveVirusConflict>
<previous><cvx>03</cvx></previous><current><cvx>21</cvx></current><conflictBeginInterval>1 day</conflictBeginInterval>
<minConflictEndInterval>24 days</minConflictEndInterval><conflictEndInterval>28 days</conflictEndInterval></liveVirusConflict></liveVirusConflicts>
<vaccineGroups><vaccineGroup><name>Spots</name><administerFullVaccineGroup>Yes</administerFullVaccineGroup></vaccineGroup></vaccineGroups>
<vaccineGroupToAntigenMap><vaccineGroupMap><name>Spots</name><antigen>Spots</antigen></vaccineGroupMap></vaccineGroupToAntigenMap>
<cvxToAntigenMap><cvxMap><cvx>03</cvx><shortDescription>Spots &amp; dots</shortDescription><association><antigen>Spots</antigen>
<associationBeginAge/><associationEndAge>50 years</associationEndAge></association></cvxMap></cvxToAntigenMap><observations/></scheduleSupportingData>`

const antigen = (
  minimum: string,
  type = 'Standard',
  more = '',
) => `<antigenSupportingData><contraindications/><series><seriesName>Spots series</seriesName>
<targetDisease>Spots</targetDisease><vaccineGroup>Spots</vaccineGroup><seriesType>${type}</seriesType><equivalentSeriesGroups/><requiredGender/>
<selectSeries><defaultSeries>Yes</defaultSeries><productPath>No</productPath><seriesGroup>1</seriesGroup><seriesPriority>A</seriesPriority>
<seriesPreference>n/a</seriesPreference></selectSeries><indication/><seriesDose><doseNumber>Dose 1</doseNumber><age><absMinAge>${minimum} - 4 days</absMinAge>
<minAge>${minimum}</minAge><effectiveDate>20250827</effectiveDate></age><preferableVaccine><cvx>03</cvx><volume>0.5</volume>
<forecastVaccineType>Y</forecastVaccineType></preferableVaccine>${more}<recurringDose>No</recurringDose></seriesDose></series></antigenSupportingData>`

const folder = (name: string, xml: string): string => {
  const path = join(place, name)
  mkdirSync(join(path, 'XML'), { recursive: true })
  writeFileSync(join(path, 'XML/ScheduleSupportingData.xml'), SCHEDULE)
  writeFileSync(join(path, 'XML/AntigenSupportingData- Spots.xml'), xml)
  return path
}

/** A zip of two deflated files, as a download would be. */
function zip(name: string, files: Readonly<Record<string, string>>): string {
  const parts: Buffer[] = []
  const central: Buffer[] = []
  let at = 0
  for (const [path, text] of Object.entries(files)) {
    const [file, data] = [Buffer.from(path), deflateRawSync(Buffer.from(text))]
    const local = Buffer.alloc(30)
    local.writeUInt32LE(0x04034b50)
    local.writeUInt16LE(file.length, 26)
    const entry = Buffer.alloc(46)
    entry.writeUInt32LE(0x02014b50)
    entry.writeUInt16LE(8, 10)
    entry.writeUInt32LE(data.length, 20)
    entry.writeUInt16LE(file.length, 28)
    entry.writeUInt32LE(at, 42)
    parts.push(local, file, data)
    central.push(entry, file)
    at += 30 + file.length + data.length
  }
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50)
  end.writeUInt16LE(Object.keys(files).length, 10)
  end.writeUInt32LE(at, 16)
  const path = join(place, name)
  writeFileSync(path, Buffer.concat([...parts, ...central, end]))
  return path
}

const extra = (more: string) => antigen('12 months', 'Standard', more)
const skip = (conditions: string) =>
  `<conditionalSkip><context>Both</context><setLogic>n/a</setLogic><set>${conditions}</set></conditionalSkip>`

describe('a maintainer makes the schedule of a new CDC release', () => {
  const target = join(place, 'schedule.json')

  it('from a folder, and the program reads it', () => {
    const { status, said } = make(folder('old', antigen('12 months')), '--to', target)
    expect([status, said]).toEqual([0, expect.stringContaining('CDSi 9.1 of 2030-01-02: 1 antigens')])
    const { vaccines, antigens, conflicts, groups } = readSchedule(readFileSync(target, 'utf8'))
    expect(groups[0]).toEqual({ name: 'Spots', antigens: ['Spots'], full: true })
    expect(vaccines.get('03')).toMatchObject({ name: 'Spots & dots', antigens: [{ until: { months: 600, days: 0 } }] })
    expect(antigens.get('Spots')?.series[0]?.doses[0]?.ages[0]).toMatchObject({
      absoluteMin: { months: 12, days: -4 },
      min: { months: 12, days: 0 },
    })
    expect(conflicts[0]?.of).toEqual(new Set(['21']))
  })

  it('the same release from a zip changes nothing', () => {
    const files = {
      'v/XML/ScheduleSupportingData.xml': SCHEDULE,
      'v/XML/AntigenSupportingData- Spots.xml': antigen('12 months'),
    }
    expect(make(zip('same.zip', files), '--to', target).said).toContain('Nothing has changed.')
  })

  it('what changed is said in words', () => {
    const { said } = make(folder('new', antigen('15 months')), '--to', target, '--dry-run')
    expect(said).toContain('Spots · Spots series · dose 1 · ages · 1 · minimum: 12 months is now 15 months')
    expect(readFileSync(target, 'utf8')).toContain('"12m"')
  })

  it.each([
    ['is cut short', antigen('12 months').slice(0, -40), 'cut short'],
    ['has an age nobody can read', antigen('a year or so'), 'is no age or interval'],
    ['has a kind of series that is new', antigen('12 months', 'Optional'), 'is new'],
    ['has an element that is new', extra('<boosterRule>1</boosterRule>'), '<boosterRule> in <seriesDose> is new'],
    [
      'has a kind of skip that is new',
      extra(skip('<condition><conditionType>Weight</conditionType></condition>')),
      '"weight" is new',
    ],
    [
      'has a skip for a purpose that is new',
      extra(skip('<condition><conditionType>Age</conditionType></condition>').replace('Both', 'Recall')),
      'context "Recall" is new',
    ],
    [
      'has two conditions without AND or OR',
      extra(skip('<condition><conditionType>Age</conditionType></condition>'.repeat(2))),
      'without AND or OR',
    ],
    [
      'counts doses in a way that is new',
      extra(
        skip('<condition><conditionType>Vaccine Count by Age</conditionType><doseType>Recent</doseType></condition>'),
      ),
      'doseType "recent" is new',
    ],
    [
      'has an interval from nothing',
      extra('<interval><fromPrevious>N</fromPrevious><minInt>4 weeks</minInt></interval>'),
      'an interval from nothing',
    ],
    [
      'has an interval that outranks in a way that is new',
      extra('<interval><fromPrevious>Y</fromPrevious><intervalPriority>never</intervalPriority></interval>'),
      'intervalPriority "never" is new',
    ],
  ])('a release that %s makes no schedule', (name, xml, words) => {
    const other = join(place, `${name}.json`)
    const { status, said } = make(folder(name, xml), '--to', other)
    expect([status, said]).toEqual([1, expect.stringContaining(words)])
    expect(existsSync(other)).toBe(false)
  })
})

const release = join(root, '../shared/data/cdsi/supporting-data-4.64.tar.gz')

describe.skipIf(!existsSync(release))("CDC's release 4.64", () => {
  it('makes the schedule that is shipped, and holds nothing that is passed over', () => {
    const folder = join(place, 'release')
    mkdirSync(folder)
    expect(spawnSync('tar', ['xzf', release, '-C', folder]).status).toBe(0)
    const target = join(place, 'release.json')
    const script = join(root, 'tests/schedule/make.mjs')
    const { status, stderr } = spawnSync(process.execPath, [script, folder, '--to', target], { encoding: 'utf8' })
    expect([status, stderr]).toEqual([0, ''])
    const shipped = join(root, 'src/clinical/immunization/schedule/cdc-cdsi.json')
    expect(JSON.parse(readFileSync(target, 'utf8'))).toEqual(JSON.parse(readFileSync(shipped, 'utf8')))
  })
})
