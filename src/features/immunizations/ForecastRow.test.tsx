import { cleanup, render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { readFileSync } from 'node:fs'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { readSchedule } from '#clinical/immunization/read-schedule.ts'
import { forecastRecord } from '#clinical/immunization/record/forecast-record.ts'
import { chart, dose, patient } from '#clinical/immunization/record/samples.ts'
import type { NoteLine } from '#clinical/note.ts'
import { ForecastRow } from './ForecastRow.tsx'

const rules = readSchedule(readFileSync('src/clinical/immunization/schedule/cdc-cdsi.json', 'utf8'))
const given = ['2015-06-20:03', '2015-07-01:03', '2018-06-20:03'].map((text) => dose(text))

afterEach(cleanup)

function show(group: string) {
  const { vaccines } = forecastRecord(rules, chart(patient('2014-06-20', 'male'), given), '2025-11-24')
  const forecast = vaccines.find((each) => each.group === group)!
  const toggle = vi.fn<(line: NoteLine) => void>()
  render(
    <ul>
      <ForecastRow
        forecast={forecast}
        schedule="CDC CDSi 4.64"
        born={Temporal.PlainDate.from('2014-06-20')}
        today={Temporal.PlainDate.from('2025-11-24')}
        ticks={{ has: () => false, toggle }}
        openSource={vi.fn()}
      />
    </ul>,
  )
  return { toggle, user: userEvent.setup() }
}

describe('a vaccine on the sheet', () => {
  it('says its status, why, and which doses counted and which did not', async () => {
    const { user } = show('MMR')
    expect(screen.getByText('Complete')).toBeDefined()
    await user.click(screen.getByRole('button', { name: /3 doses recorded/ }))
    const rows = within(screen.getByRole('list', { name: 'Doses for MMR' })).getAllByRole('listitem')
    expect(rows.map((row) => row.textContent)).toEqual([
      expect.stringContaining('counts'),
      expect.stringContaining(
        'does not count: given before the minimum age; given before the minimum interval had passed',
      ),
      expect.stringContaining('counts'),
    ])
  })

  it('goes into the note with status, reason and schedule', async () => {
    const { user, toggle } = show('Polio')
    await user.click(screen.getByRole('checkbox'))
    expect(toggle.mock.calls[0]?.[0]).toMatchObject({
      section: 'due',
      text: 'Polio vaccine: overdue. Dose 1 should have been given by 17 Oct 2014 (CDC CDSi 4.64)',
    })
  })
})
