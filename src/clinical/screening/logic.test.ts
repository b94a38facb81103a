import { describe, expect, it } from 'vitest'
import { ask, has, person, type Fact } from '../../../tests/screening/chart.ts'
import { dm, man60, woman35, woman50 } from '../../../tests/screening/people.ts'
import type { Patient } from '../patient.ts'
import { logicOf } from './logic.ts'

const infant = (sex: Patient['sex']): Patient => person('2026-09-01', sex)
const intersex = person('1976-01-01', 'other')

describe('the row that decided is marked, and no other', () => {
  it.each<[string, string, Patient, readonly Fact[], string[]]>([
    ['too young, of the right sex', 'breast-cancer', infant('female'), [], ['Age']],
    ['too young, and of the other sex', 'breast-cancer', infant('male'), [], ['Age']],
    ['of the other sex', 'breast-cancer', man60, [], ['Sex']],
    ['of unknown sex', 'breast-cancer', intersex, [], ['Sex']],
    ['without the condition', 'diabetes-a1c', woman50, [], ['Condition']],
    ['excluded', 'diabetes-screening', woman50, [dm], ['Not applicable if']],
    ['guarded', 'breast-cancer', woman50, [has('icd10|D05.1')], ['Review if']],
    ['a risk that nobody recorded', 'latent-tuberculosis', woman50, [], ['Risk']],
    ['due', 'breast-cancer', woman50, [], ['Done by']],
    ['a shared decision, by no row', 'prostate-cancer', man60, [], []],
    ['too young to be asked', 'colorectal-cancer', woman35, [], ['Age']],
  ])('%s', (_, rule, who, facts, marked) => {
    const rows = logicOf(ask(rule, who, facts))
    expect([...new Set(rows.flatMap(({ decided, part }) => (decided ? [part] : [])))]).toEqual(marked)
  })
})
