import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Session } from '#auth/session.ts'
import type { VaccineAdvice } from '#clinical/vaccine-advice.ts'
import { laboratoryQuery, recommendationsQuery } from '#fhir/queries.ts'
import { HealthPrepError } from '#lib/errors.ts'
import type { Reading } from '#lib/reading.ts'

/** The EHR's own recommendations. Few EHRs offer them: what is refused, unknown to the server or not granted is not offered, which is not none. */
export type ChartAdvice =
  | { readonly kind: 'not-offered' | 'waiting' | 'unread' }
  | { readonly kind: 'on-request'; readonly ask: () => void }
  | { readonly kind: 'read'; readonly reading: Reading<VaccineAdvice> }

const NOT_OFFERED: ReadonlySet<string> = new Set(['forbidden', 'not-found'])

/** A chart of more results than come in one page has its requests counted: there they are read when asked for. */
const LONG = 1000

/** Asked once a forecast stands: nothing that is due waits for it. */
export function useChartAdvice(session: Session, forecastStands: boolean): ChartAdvice {
  const [asked, setAsked] = useState(false)
  const { data: laboratory, error: noLaboratory } = useQuery(laboratoryQuery(session))
  const results = laboratory?.items.length ?? 0
  const isCounted = noLaboratory !== null || laboratory?.gaps.every(({ kind }) => kind !== 'still-reading') === true
  const granted = session.can('search', 'ImmunizationRecommendation')
  const { data, error } = useQuery({
    ...recommendationsQuery(session),
    ...(granted && forecastStands && (asked || (isCounted && results <= LONG)) ? {} : { enabled: false }),
  })
  if (!granted) return { kind: 'not-offered' }
  if (data) return { kind: 'read', reading: data }
  if (!error && !asked && results > LONG) return { kind: 'on-request', ask: () => setAsked(true) }
  if (!error) return { kind: 'waiting' }
  return { kind: error instanceof HealthPrepError && NOT_OFFERED.has(error.kind) ? 'not-offered' : 'unread' }
}

/** What is said of them below the forecast; undefined while they are read, or where they stand beside it whole. */
export function adviceNote(advice: ChartAdvice): { readonly text: string; readonly warns: boolean } | undefined {
  switch (advice.kind) {
    case 'waiting':
    case 'on-request':
      return undefined
    case 'not-offered':
      return { text: 'This chart does not offer its own recommendations to compare with.', warns: false }
    case 'unread':
      return { text: 'The chart’s own recommendations could not be read; they may differ.', warns: true }
    case 'read':
      if (!advice.reading.complete)
        return { text: 'Not all of the chart’s own recommendations could be read; they may differ.', warns: true }
      return advice.reading.items.length === 0
        ? { text: 'The chart holds no recommendation of its own.', warns: false }
        : undefined
  }
}
