import BrowserAdapter from 'fhirclient/lib/adapters/BrowserAdapter'
import { invariant } from '#lib/invariant.ts'
import type { Endpoints } from './discovery.ts'

/*
 * The seam to fhirclient 2.6.3, used for three things: building the authorize URL, PKCE, and exchanging the code.
 * It is given a world in which its traps cannot bite:
 * - an address without parameters (it would let `?iss=`, `?clientId=`, `?error=` in the page's address overrule us);
 * - a memory of its own for each call (it would keep a shared slot `SMART_KEY`, and leave the verifier in storage);
 * - discovery answered from what we hold (it would fetch it, keep a failure for good, and then drop PKCE).
 */

export type AuthorizeRequest = {
  readonly state: string
  readonly fhirBase: string
  readonly clientId: string
  readonly scope: string
  readonly redirectUri: string
  /** The EHR's opaque launch token; absent in a standalone sign-in. */
  readonly launch: string | undefined
  readonly endpoints: Endpoints
}

const Adapter = classOf(BrowserAdapter)

class MemoryAdapter extends Adapter {
  readonly #address: string
  readonly #memory: Map<string, unknown>

  constructor(address: string, memory: Map<string, unknown>) {
    super({ replaceBrowserHistory: false, fullSessionStorageSupport: false })
    this.#address = address
    this.#memory = memory
  }

  override getUrl(): URL {
    return new URL(this.#address)
  }

  override getStorage() {
    const memory = this.#memory
    return {
      // fhirclient changes what it has got from storage before it stores it again.
      get: async (key: string) => structuredClone(memory.get(key)) ?? null,
      set: async (key: string, value: unknown) => {
        memory.set(key, structuredClone(value))
        return value
      },
      unset: async (key: string) => memory.delete(key),
    }
  }

  // Asked only to guess an expiry out of an access token, which need not be a JWT; it would throw after the code is spent.
  override atob(): string {
    return 'null'
  }
}

/** The address to send the user to, and what fhirclient must have back for `exchange`. */
export async function authorizeAddress(request: AuthorizeRequest): Promise<{ address: string; smart: unknown }> {
  const memory = new Map<string, unknown>()
  const { authorize, token } = request.endpoints
  // Read by stubs/cross-fetch.cjs. S256 is required of every server: pinned endpoints state it by being pinned.
  const wellKnownRequestOptions = {
    method: 'GET',
    known: { authorization_endpoint: authorize, token_endpoint: token, code_challenge_methods_supported: ['S256'] },
  }
  const address = await new MemoryAdapter(request.redirectUri, memory).getSmartApi().authorize({
    iss: request.fhirBase,
    clientId: request.clientId,
    scope: request.scope,
    redirectUri: request.redirectUri,
    ...(request.launch === undefined ? {} : { launch: request.launch }),
    stateKey: request.state,
    pkceMode: 'required',
    completeInTarget: true,
    noRedirect: true,
    wellKnownRequestOptions,
  })
  invariant(typeof address === 'string' && address.startsWith(`${authorize}?`), 'authorize-address')
  invariant(new URL(address).searchParams.get('code_challenge_method') === 'S256', 'authorize-pkce')
  return { address, smart: memory.get(request.state) }
}

/** Redeems a code, once. Resolves to the token response as the server sent it, unchecked; rejects with fhirclient's errors. */
export async function exchange(state: string, code: string, redirectUri: string, smart: unknown): Promise<unknown> {
  const memory = new Map([[state, smart]])
  // fhirclient puts the code into the body as it is: `+`, `&` and `=` would be read as something else.
  const client = await new MemoryAdapter(redirectUri, memory)
    .getSmartApi()
    .ready({ code: encodeURIComponent(code), stateKey: state })
  return client.state.tokenResponse
}

/** fhirclient is CommonJS: the class is the default export, or the default of that, as the bundler sees it. */
function classOf(module: unknown): typeof BrowserAdapter {
  const found = typeof module === 'object' && module !== null && 'default' in module ? module.default : module
  invariant(isAdapter(found), 'fhirclient-shape')
  return found
}

function isAdapter(value: unknown): value is typeof BrowserAdapter {
  return typeof value === 'function'
}
