import { useState } from 'react'
import { Button } from './Button.tsx'
import { counted } from './count-text.ts'

const MOST = 50

/** One value as it was recorded; `source` is handed back when it is asked for. */
export type ValueLine<S> = {
  readonly id: string
  readonly date: string
  readonly value: string
  readonly range: string | undefined
  readonly flag: string | undefined
  readonly note: string | undefined
  readonly source: S
}

export type ValueTableProps<S> = {
  readonly caption: string
  /** The caption is only for those who hear it, as the row above says it. */
  readonly quiet?: boolean | undefined
  readonly lines: readonly ValueLine<S>[]
  readonly onSource: (source: S) => void
}

/** Previous values, each with the range that came with it. */
export function ValueTable<S>({ caption, quiet, lines, onSource }: ValueTableProps<S>) {
  const [all, setAll] = useState(false)
  const shown = all ? lines : lines.slice(0, MOST)
  const hasRange = lines.some(({ range }) => range !== undefined)
  const hasRemark = lines.some(({ flag, note }) => flag !== undefined || note !== undefined)
  return (
    <>
      <table className="table">
        <caption className={quiet ? 'vh' : undefined}>{caption}</caption>
        <thead>
          <tr>
            <th scope="col">Date</th>
            <th scope="col">Value</th>
            {hasRange && <th scope="col">Range</th>}
            {hasRemark && <th scope="col">Remarks</th>}
            <th scope="col">
              <span className="vh">Source</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map((line) => (
            <tr key={line.id}>
              <td>{line.date}</td>
              <td className={line.flag === undefined ? 'num' : 'num abnormal'}>{line.value}</td>
              {hasRange && <td>{line.range}</td>}
              {hasRemark && (
                <td>
                  <span className="flag">{line.flag}</span> {line.note}
                </td>
              )}
              <td>
                <button
                  type="button"
                  className="source"
                  aria-label={`Source of ${line.value}, ${line.date}`}
                  onClick={() => onSource(line.source)}
                >
                  <span aria-hidden="true">›</span>
                </button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {lines.length > shown.length && (
        <Button variant="link" onClick={() => setAll(true)}>
          {counted(lines.length - shown.length, 'older value')}
        </Button>
      )}
    </>
  )
}
