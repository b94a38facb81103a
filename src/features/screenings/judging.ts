import type { Chart } from '#clinical/screening/chart.ts'
import type { Screening } from '#clinical/screening/evaluate.ts'
import type { Unmapped } from '#clinical/screening/list-index.ts'
import type { RuleResult } from '#clinical/screening/result.ts'
import type { Rule, RulePack } from '#clinical/screening/rule.ts'
import type { Say } from '#clinical/screening/say.ts'
import type { Patient } from '#clinical/patient.ts'
import { HealthPrepError } from '#lib/errors.ts'
import { invariant } from '#lib/invariant.ts'
import { OwnWorker } from '#lib/own-worker.ts'
import { extentsOf, HandOver } from './hand-over.ts'
import { isAnswer, type Answer, type Judge, type Told } from './judge-messages.ts'
// oxlint-disable-next-line import/default -- Vite makes this module
import workerUrl from './rules-worker.ts?worker&url'

/** What is to be judged. */
export type Case = {
  readonly patient: Patient
  readonly chart: Chart
  readonly says: readonly Say[]
  /** Whether the codes and titles that no rule understood are asked for. */
  readonly unmapped: boolean
}

export type Judged = {
  readonly chart: Chart
  readonly results: readonly RuleResult[]
  readonly flags: Screening['flags']
  readonly unmapped: readonly Unmapped[] | undefined
}

/** A worker that has not answered after so long is stuck. */
const LIMIT_MS = 20_000

/** Short enough that a key or a frame waits for no more than this and one piece, in milliseconds. */
const TASK_MS = 4

const inWorker = (): Judge => new OwnWorker<Answer>(workerUrl, isAnswer, LIMIT_MS)

/** Fetched only where it is needed: the worker brings a copy of its own. What fails here is heard by who asks. */
function onThisPage(): Judge {
  let desk = import('./rules-desk.ts').then(({ RulesDesk }) => new RulesDesk())
  const tell = (message: Told): void => {
    desk = desk.then((own) => own.take(message))
    desk.catch(() => undefined)
  }
  return { tell, ask: async (question) => (await desk).answer(question), end: () => undefined }
}

/**
 * Judges by one set of rules on one day, off the page's thread, and always the newest that is wanted. Where no worker can
 * run the page judges for itself, and is slower. What it holds of a patient is gone when it is ended.
 */
export class Judging {
  readonly #rules: ReadonlyMap<string, Rule>
  readonly #first: Told
  readonly #show: (judged: Judged) => void
  readonly #fail: (thrown: unknown) => void
  #judge: Judge
  #handOver = new HandOver()
  #wanted: Case | undefined
  /** The last whose chart the judge holds. */
  #held: Case | undefined
  #busy = false
  #ended = false
  #asked = 0

  constructor(pack: RulePack, today: string, show: (judged: Judged) => void, fail: (thrown: unknown) => void) {
    this.#rules = new Map(pack.rules.map((rule) => [rule.id, rule]))
    this.#first = { kind: 'rules', pack, today }
    this.#show = show
    this.#fail = fail
    this.#judge = typeof Worker === 'undefined' ? onThisPage() : inWorker()
    this.#judge.tell(this.#first)
  }

  want(wanted: Case): void {
    this.#wanted = wanted
    if (!this.#busy) void this.#work()
  }

  end(): void {
    this.#ended = true
    this.#judge.end()
  }

  async #work(): Promise<void> {
    this.#busy = true
    try {
      while (this.#wanted) await this.#next()
    } catch (thrown) {
      this.#fail(thrown)
    } finally {
      this.#busy = false
    }
  }

  async #next(): Promise<void> {
    await idle()
    const wanted = this.#wanted
    if (!wanted) return
    this.#wanted = undefined
    const { patient, chart, says, unmapped } = wanted
    const isHeld = this.#held?.patient === patient && this.#held.chart === chart
    if (!isHeld) await this.#tell(chart)
    if (this.#isOvertaken) return
    this.#held = wanted
    this.#asked += 1
    const about = isHeld ? undefined : { patient, extents: extentsOf(chart) }
    const answer = await this.#judge.ask({ kind: 'judge', id: this.#asked, chart: about, says, unmapped })
    if (this.#isOvertaken) return
    if (answer.kind === 'broken') this.#judgeHere(wanted)
    else this.#show({ chart, ...this.#read(answer) })
  }

  get #isOvertaken(): boolean {
    return this.#ended || this.#wanted !== undefined
  }

  async #tell(chart: Chart): Promise<void> {
    let until = performance.now() + TASK_MS
    for (const piece of this.#handOver.pieces(chart)) {
      this.#judge.tell(piece)
      if (performance.now() < until) continue
      await idle()
      if (this.#ended) return
      until = performance.now() + TASK_MS
    }
  }

  #judgeHere(wanted: Case): void {
    this.#judge = onThisPage()
    this.#handOver = new HandOver()
    this.#held = undefined
    this.#judge.tell(this.#first)
    this.#wanted = wanted
  }

  #read(answer: Answer): Omit<Judged, 'chart'> {
    if (answer.kind !== 'judged') throw new HealthPrepError('bug', 'rules-fault')
    const { verdicts, flags, unmapped } = answer
    const results = verdicts.map((verdict) => {
      const rule = this.#rules.get(verdict.rule)
      invariant(rule, 'rule-of-verdict')
      return { ...verdict, rule }
    })
    return { results, flags, unmapped }
  }
}

/** Safari has no idle time to ask for. */
const idle = (): Promise<unknown> =>
  new Promise((resume) =>
    'requestIdleCallback' in globalThis ? requestIdleCallback(resume, { timeout: 50 }) : setTimeout(resume),
  )
