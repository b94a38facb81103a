import type { Ehr } from './options.ts'

export type Choice = {
  /** `attending`, `second` or `portal`; `cancel` turns back at the door. */
  readonly user?: string
  /** Slug or FHIR id; empty to go on without a patient. */
  readonly patient?: string
  /** Scopes to untick on the consent page. */
  readonly untick?: readonly string[]
  readonly deny?: boolean
}

const flowIn = (markup: string): string | undefined => /name="flow" value="([^"]+)"/.exec(markup)?.[1]

/**
 * Walks an authorize address through the sign-in pages as a person would, and gives the address the browser is sent
 * back to. Throws with the page's words where the walk ends on a page.
 */
export async function walk(ehr: Ehr, authorize: string | URL, choice: Choice): Promise<URL> {
  let query = ''
  let address = String(authorize)
  for (let steps = 0; steps < 5; steps += 1) {
    const response = await ehr(new Request(address))
    const location = response?.headers.get('location')
    if (location) return new URL(location)
    const markup = (await response?.text()) ?? ''
    const flow = flowIn(markup)
    if (!flow) throw new Error(`The sign-in ended on a page: ${markup.replaceAll(/<style>.*<\/style>|<[^>]+>/gs, ' ')}`)
    query = answerTo(markup, choice)
    address = `${ehr.authorizeUrl}?flow=${encodeURIComponent(flow)}&${query}`
  }
  throw new Error(`The sign-in goes in circles at ${query}`)
}

function answerTo(markup: string, choice: Choice): string {
  if (markup.includes('name="user"'))
    return choice.user === 'cancel' ? 'decision=cancel' : `user=${choice.user ?? 'attending'}`
  if (markup.includes('name="patient"')) return `patient=${encodeURIComponent(choice.patient ?? '')}`
  if (choice.deny) return 'decision=deny'
  const scopes = [...markup.matchAll(/name="scope" value="([^"]+)"/g)].flatMap(
    ([, scope]) => scope?.replaceAll('&amp;', '&') ?? [],
  )
  const ticked = scopes.filter((scope) => !choice.untick?.includes(scope))
  return `decision=allow${ticked.map((scope) => `&scope=${encodeURIComponent(scope)}`).join('')}`
}
