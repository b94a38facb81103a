import type { Fault } from './fault.ts'
import { filing } from './filing.ts'
import { launch } from './launch.ts'
import { reading } from './reading.ts'

const all = new Map<string, Fault>(Object.entries({ ...launch, ...reading, ...filing }))

export const faultNames = (): string[] => [...all.keys()]

export function faultsOf(names: readonly string[]): Fault[] {
  return names.map((name) => {
    const fault = all.get(name)
    if (!fault) throw new Error(`There is no fault named ${name}`)
    return fault
  })
}
