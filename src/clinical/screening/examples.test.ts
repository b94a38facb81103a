import { describe, expect, it } from 'vitest'
import { ask } from '../../../tests/screening/chart.ts'
import { EXAMPLES } from '../../../tests/screening/examples.ts'

const rows = EXAMPLES.map(([why, rule, who, facts, says, because]) => ({ why, rule, who, facts, says, because }))

describe('what a clinician would say, on 23 Nov 2026', () => {
  it.each(rows)('$rule, $why: $says', ({ rule, who, facts, says, because }) => {
    const { status } = ask(rule, who, facts)
    expect(status.kind).toBe(says)
    expect('because' in status ? status.because : '').toMatch(because ?? /^/)
  })
})
