import { describe, expect, it } from 'vitest'
import { EXAMPLES } from '../../../tests/screening/examples.ts'
import { ask } from '../../../tests/screening/chart.ts'

describe('what a clinician would say, on 23 Nov 2026', () => {
  it.each(EXAMPLES)('%s: %s', (_why, rule, who, facts, says) => {
    expect(ask(rule, who, facts).status).toMatchObject({ kind: says })
  })
})
