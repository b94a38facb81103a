import { useEffect, useMemo, useRef, useState } from 'react'
import type { RulePack } from '#clinical/screening/rule.ts'
import { Judging, type Case, type Judged } from './judging.ts'

type Bench = { readonly key: string; readonly pack: RulePack; readonly day: string }

/**
 * The rules over the chart. Until what has come is judged the last judgement stands, of the same person by the same rules
 * (past midnight as well: a form may be open in it); never anybody else's.
 */
export function useJudged(
  key: string,
  patient: Case['patient'] | undefined,
  chart: Case['chart'],
  pack: RulePack,
  today: Temporal.PlainDate,
  says: Case['says'],
  unmapped: boolean,
): Judged | undefined {
  const day = today.toString()
  const bench = useMemo<Bench>(() => ({ key, pack, day }), [key, pack, day])
  const judgings = useRef(new WeakMap<Bench, Judging>())
  const [held, setHeld] = useState<{ readonly bench: Bench; readonly judged: Judged }>()
  useEffect(() => {
    const show = (judged: Judged) => setHeld({ bench, judged })
    // A fault must fell this section for all to see, not end in silence.
    const fail = (thrown: unknown) =>
      setHeld(() => {
        throw thrown
      })
    const own = new Judging(bench.pack, bench.day, show, fail)
    judgings.current.set(bench, own)
    return () => own.end()
  }, [bench])
  useEffect(() => {
    if (patient) judgings.current.get(bench)?.want({ patient, chart, says, unmapped })
  }, [bench, patient, chart, says, unmapped])
  return held?.bench.key === key && held.bench.pack === pack ? held.judged : undefined
}
