import type { ReactNode } from 'react'

const CHUNK = 50

export type RowListProps<T> = {
  readonly items: readonly T[]
  /** A keyed `Row` for each item. */
  readonly row: (item: T, index: number) => ReactNode
  readonly label?: string | undefined
}

/** Rows in chunks of 50 that the browser skips while they are off screen; all stay in the page for find and print. */
export function RowList<T>({ items, row, label }: RowListProps<T>) {
  if (items.length === 0) return null
  const chunks: ReactNode[] = []
  for (let at = 0; at < items.length; at += CHUNK) {
    chunks.push(
      <ul key={at} aria-label={label}>
        {items.slice(at, at + CHUNK).map((item, index) => row(item, at + index))}
      </ul>,
    )
  }
  return <div className={items.length > CHUNK ? 'rows long' : 'rows'}>{chunks}</div>
}
