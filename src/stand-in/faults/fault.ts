import type { Chart } from '../chart.ts'
import type { Json } from '../json.ts'
import type { World } from '../world.ts'

/** A FHIR request that passed the token and scope checks. */
export type Call = {
  readonly world: World
  readonly request: Request
  readonly fhirBase: string
  readonly action: 'read' | 'search' | 'create'
  readonly type: string
  readonly id?: string
  readonly query: URLSearchParams
  /** Which entry of the whole list this page begins with. */
  readonly offset: number
  /** Whose record is asked for. */
  readonly chart?: Chart
}

export type Bundle = {
  resourceType: 'Bundle'
  type: 'searchset'
  total: number
  link: { relation: string; url: string }[]
  entry: Entry[]
}

export type Entry = { fullUrl: string; resource: Json; search: { mode: 'match' | 'include' | 'outcome' } }

/** One thing that goes wrong. Each hook sees what would have been answered, and changes it or answers instead. */
export type Fault = {
  /** In place of a code. */
  readonly denies?: { readonly error: string; readonly description?: string }
  /** The address the browser is sent back to. */
  readonly returns?: (address: URL, world: World) => void
  readonly token?: (body: Json) => Json | Response
  readonly lifetime?: number
  readonly claims?: (claims: Json) => Json
  readonly spoilsSignature?: true
  readonly refreshes?: true
  /** Entries a page, whatever the client asks for. */
  readonly pageSize?: number
  readonly before?: (call: Call) => Response | undefined | Promise<Response | undefined>
  readonly page?: (bundle: Bundle, call: Call) => Bundle
  readonly after?: (response: Response, call: Call) => Response | Promise<Response>
  /** Before a note is stored: a refusal. */
  readonly refusesNote?: (call: Call) => Response | undefined | Promise<Response | undefined>
  /** What is stored in place of what was sent. */
  readonly altersNote?: (text: string) => string
  /** Something on the way sends the note again: two are stored. */
  readonly storesTwice?: true
  /** After a note was stored: what is answered in place of the receipt. */
  readonly answersNote?: (response: Response) => Response
}
