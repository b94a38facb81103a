import json from './pack.json'
import { readPack } from './read-pack.ts'
import type { RulePack } from './rule.ts'

/** The rules that come with the app; read once, so that a wrong field stops the build and the tests, not a clinic. */
export const PACK: RulePack = readPack(json)
