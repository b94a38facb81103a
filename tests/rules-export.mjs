// `npm run rules:export [file]`: the rules as FHIR PlanDefinitions, and a warning for each that is past its review date.
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { runnerImport } from 'vite'

const root = fileURLToPath(new URL('..', import.meta.url))
const load = async (path) => {
  const { module } = await runnerImport(`${root}${path}`, { root, configFile: false, logLevel: 'error' })
  return module
}
const { PACK } = await load('src/clinical/screening/pack.ts')
const { pastReview, toPlanDefinitions } = await load('src/clinical/screening/plan-definition.ts')

for (const late of pastReview(PACK, new Date().toISOString().slice(0, 10))) console.warn(`Warning: ${late}`)
const bundle = {
  resourceType: 'Bundle',
  type: 'collection',
  entry: toPlanDefinitions(PACK).map((resource) => ({ fullUrl: resource.url, resource })),
}
const text = `${JSON.stringify(bundle, null, 2)}\n`
const [file] = process.argv.slice(2)
if (file === undefined) process.stdout.write(text)
else writeFileSync(file, text)
