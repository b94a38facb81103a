import type { JudgedDose } from '#clinical/immunization/record/status.ts'
import { earliestDay } from '#lib/dates.ts'

const WIDTH = 160
const HEIGHT = 14
const EDGE = 5

type DoseTimelineProps = {
  readonly born: Temporal.PlainDate
  readonly today: Temporal.PlainDate
  readonly doses: readonly JudgedDose[]
  /** The next dose, a day. */
  readonly next?: string | undefined
}

/** Doses along a life: filled where they count, hollow where they do not. The list below says it in words. */
export function DoseTimeline({ born, today, doses, next }: DoseTimelineProps) {
  const due = next === undefined ? undefined : daysFrom(born, next)
  const end = Math.max(born.until(today).days, due ?? 0, 1)
  const x = (days: number) => EDGE + (Math.min(Math.max(days, 0), end) / end) * (WIDTH - 2 * EDGE)
  return (
    <svg className="doses" width={WIDTH} height={HEIGHT} aria-hidden="true">
      <line x1={EDGE} x2={WIDTH - EDGE} y1={HEIGHT / 2} y2={HEIGHT / 2} />
      <line className="today" x1={x(born.until(today).days)} x2={x(born.until(today).days)} y1={1} y2={HEIGHT - 1} />
      {doses.map(
        ({ id, date, verdict }) =>
          date && (
            <circle key={id} className={verdict} cx={x(born.until(earliestDay(date)).days)} cy={HEIGHT / 2} r={3} />
          ),
      )}
      {due !== undefined && <path className="next" d={`M${x(due)} 2l3 5-3 5-3-5z`} />}
    </svg>
  )
}

function daysFrom(born: Temporal.PlainDate, day: string): number {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  return born.until({ year, month, day: date }).days
}
