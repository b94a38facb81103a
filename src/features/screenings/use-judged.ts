import { useEffect, useMemo, useState } from 'react'
import { Indexer } from '#clinical/screening/chart-index.ts'
import type { Chart } from '#clinical/screening/chart.ts'
import { screenInSteps, type ScreeningOf } from '#clinical/screening/evaluate.ts'
import type { RulePack } from '#clinical/screening/rule.ts'
import type { Patient } from '#clinical/patient.ts'

/** A chart that was judged, and by what. */
export type Judged = {
  readonly key: string
  readonly pack: RulePack
  readonly chart: Chart
  readonly screeningOf: ScreeningOf
}

/**
 * Short enough that a key or a frame waits for no more than this and one rule, in milliseconds. Safari has no idle time to
 * ask for, and a pause there waits behind whatever else is due: fewer pauses.
 */
const IDLES = 'requestIdleCallback' in globalThis
const TASK = IDLES ? 4 : 12

/**
 * The rules over the chart, off the beat of keys and frames: readings that come in the same moment are judged once, in
 * small tasks. Until that is done the last judgement stands, of the same person by the same rules; never anybody else's.
 */
export function useJudged(
  key: string,
  patient: Patient | undefined,
  chart: Chart,
  pack: RulePack,
  today: Temporal.PlainDate,
): Judged | undefined {
  const day = today.toString()
  const indexer = useMemo(() => ({ key, of: new Indexer(pack, day) }), [key, pack, day])
  const [judged, setJudged] = useState<Judged>()
  useEffect(() => {
    if (!patient) return undefined
    let over = false
    const show = async (): Promise<void> => {
      try {
        const screeningOf = await judge(patient, chart, indexer.of, () => over)
        if (screeningOf && !over) setJudged({ key, pack, chart, screeningOf })
      } catch (thrown) {
        // A fault must fell this section for all to see, not end in silence.
        setJudged(() => {
          throw thrown
        })
      }
    }
    void show()
    return () => {
      over = true
    }
  }, [key, patient, chart, pack, indexer])
  return judged?.key === key && judged.pack === pack ? judged : undefined
}

async function judge(
  patient: Patient,
  chart: Chart,
  indexer: Indexer,
  isOver: () => boolean,
): Promise<ScreeningOf | undefined> {
  const steps = screenInSteps(patient, chart, indexer)
  for (let until = 0; !isOver();) {
    if (performance.now() >= until) {
      await idle()
      until = performance.now() + TASK
      continue
    }
    const step = steps.next()
    if (step.done) return step.value
  }
  return undefined
}

const idle = (): Promise<unknown> =>
  new Promise((resume) => (IDLES ? requestIdleCallback(resume, { timeout: 50 }) : setTimeout(resume)))
