import { useState } from 'react'
import type { ReactNode } from 'react'
import { Row } from './Row.tsx'
import type { Tick } from './Row.tsx'

/** A value of more letters than this is a text: it gets a line of its own. */
const LONG = 9

export type MeasureRowProps = {
  readonly name: string
  readonly value: string
  readonly unit: string | undefined
  readonly range: string | undefined
  /** The word of an abnormal value; undefined for the others. */
  readonly flag: string | undefined
  readonly spark?: ReactNode
  readonly date: string | undefined
  readonly reason?: ReactNode
  readonly tick?: Tick | undefined
  readonly onSource: () => void
  /** What opens below; undefined where there is no more to see. */
  readonly history: (() => ReactNode) | undefined
}

/** A row of a measured value: name, course, value, unit and range, the word for abnormal, date. */
export function MeasureRow({ name, value, unit, range, flag, spark, history, ...row }: MeasureRowProps) {
  const [open, setOpen] = useState(false)
  return (
    <Row {...row} more={open && history ? history() : undefined}>
      <div className={value.length > LONG ? 'measure words' : 'measure'}>
        {history ? (
          <button type="button" className="btn link name" aria-expanded={open} onClick={() => setOpen(!open)}>
            {name} <span aria-hidden="true">{open ? '▾' : '▸'}</span>
          </button>
        ) : (
          <span className="name">{name}</span>
        )}
        {spark}
        <span className={flag === undefined || value.length > LONG ? 'num' : 'num abnormal'}>{value}</span>
        <span className="unit">{unit}</span>
        <span className="flag">{flag}</span>
        <span className="range">{range}</span>
      </div>
    </Row>
  )
}
