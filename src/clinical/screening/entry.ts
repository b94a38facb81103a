import type { PartialDate } from '#lib/dates.ts'
import type { ChartDocument } from '../document.ts'
import type { Medication } from '../medication.ts'
import type { Problem } from '../problem.ts'
import type { Procedure } from '../procedure.ts'
import type { Flag, Result, ResultPart, ResultValue } from '../result.ts'
import type { Source } from '../source.ts'
import { type Day, firstDay } from './day.ts'
import type { SourceName } from './rule.ts'

/**
 * How far a recorded thing may be believed: `done` counts; `past` is a condition that is over; `uncertain` is offered to
 * the clinician; `void` never counts (ordered, planned, cancelled, in error, not done, refuted, undated, in the future).
 */
export type Standing = 'done' | 'past' | 'uncertain' | 'void'

/** A recorded thing as the rules see it. */
export type Entry = {
  readonly id: string
  readonly source: Source
  readonly from: SourceName
  readonly text: string
  readonly standing: Standing
  /** Why it does not count, in words; empty where it does. */
  readonly why: string
  readonly date: PartialDate | undefined
  readonly result: { readonly value: ResultValue; readonly flag: Flag | undefined } | undefined
}

const FAMILY = /^\s*(family history|fh\b|fhx\b|fam hx)/i

type Judged = { readonly standing: Standing; readonly why: string }
const done: Judged = { standing: 'done', why: '' }
const past: Judged = { standing: 'past', why: 'resolved or inactive' }
const uncertain = (why: string): Judged => ({ standing: 'uncertain', why })
const voided = (why: string): Judged => ({ standing: 'void', why })

function judgeProblem({ verification, status, abated, concept }: Problem, today: Day): Judged {
  if (FAMILY.test(concept.text)) return voided('family history')
  if (verification === 'refuted' || verification === 'entered-in-error')
    return voided(verification.replaceAll('-', ' '))
  if (verification === 'unconfirmed') return uncertain('unconfirmed')
  if (status === 'resolved' || status === 'inactive') return past
  // An end that lies ahead ends nothing yet.
  return abated && firstDay(abated) <= today ? past : done
}

const FINAL: ReadonlySet<string> = new Set(['final', 'amended', 'corrected', 'appended'])
const DRAFT: ReadonlySet<string> = new Set(['preliminary', 'partial', 'unknown'])

const judgeStatus = (status: string): Judged =>
  FINAL.has(status)
    ? done
    : DRAFT.has(status)
      ? uncertain(status === 'unknown' ? 'status not recorded' : status)
      : voided(status.replaceAll('-', ' '))

function judgeProcedure({ status, concept }: Procedure): Judged {
  if (FAMILY.test(concept.text)) return voided('family history')
  if (status === 'completed') return done
  return status === 'unknown' ? uncertain('status not recorded') : voided(status.replaceAll('-', ' '))
}

function judgeMedication({ status, ended, intent }: Medication, today: Day): Judged {
  if (intent === 'plan' || intent === 'proposal') return voided('planned, not ordered')
  if (status === 'active') return ended && firstDay(ended) < today ? past : done
  if (status === 'entered-in-error' || status === 'cancelled' || status === 'draft')
    return voided(status.replaceAll('-', ' '))
  return status === 'unknown' ? uncertain('status not recorded') : past
}

type Made = Judged & Pick<Entry, 'id' | 'source' | 'from' | 'text' | 'date'> & { readonly result?: Entry['result'] }

/** What lies ahead of today has not happened; the vague date that may have is taken at its first day. */
function toEntry({ result, ...made }: Made, today: Day): Entry {
  const ahead = made.date !== undefined && firstDay(made.date) > today && made.standing !== 'void'
  return { ...made, ...(ahead ? voided('dated in the future') : {}), result }
}

export const entryOfProblem = (problem: Problem, from: SourceName, today: Day): Entry =>
  toEntry(
    {
      ...judgeProblem(problem, today),
      id: problem.id,
      source: problem.source,
      from,
      text: problem.concept.text,
      date: problem.onset ?? problem.recorded,
    },
    today,
  )

export const entryOfResult = (result: Result, part: ResultPart, from: SourceName, today: Day): Entry =>
  toEntry(
    {
      ...judgeStatus(result.status),
      id: result.id,
      source: result.source,
      from,
      text: part.concept.text,
      date: result.when,
      result: { value: part.value, flag: part.flag },
    },
    today,
  )

export const entryOfProcedure = (procedure: Procedure, today: Day): Entry =>
  toEntry(
    {
      ...judgeProcedure(procedure),
      id: procedure.id,
      source: procedure.source,
      from: 'procedures',
      text: procedure.concept.text,
      date: procedure.performed ?? procedure.performedEnd,
    },
    today,
  )

const DOCUMENT_VOID: ReadonlySet<string> = new Set(['entered-in-error', 'superseded'])

export const entryOfDocument = (document: ChartDocument, from: SourceName, today: Day): Entry =>
  toEntry(
    {
      ...(document.kind === 'report'
        ? judgeStatus(document.status)
        : DOCUMENT_VOID.has(document.status) || document.docStatus === 'entered-in-error'
          ? voided('entered in error or superseded')
          : uncertain('a document, not a result')),
      id: document.id,
      source: document.source,
      from,
      text: document.title,
      date: document.date,
      result:
        document.conclusion === undefined
          ? undefined
          : { value: { kind: 'text', text: document.conclusion, codings: [] }, flag: undefined },
    },
    today,
  )

export const entryOfMedication = (medication: Medication, today: Day): Entry =>
  toEntry(
    {
      ...judgeMedication(medication, today),
      id: medication.id,
      source: medication.source,
      from: 'medications',
      text: medication.concept.text,
      date: medication.started,
    },
    today,
  )
