import type { Connect, Plugin } from 'vite'
import { send, toRequest } from './node.ts'
import type { DevEhr } from './serve.ts'

const epicSandbox = (clientId: string): unknown => ({
  issuers: [
    {
      name: "Epic's sandbox",
      fhirBase: 'https://fhir.epic.com/interconnect-fhir-oauth/api/FHIR/R4',
      clientId,
      endpoints: {
        authorize: 'https://fhir.epic.com/interconnect-fhir-oauth/oauth2/authorize',
        token: 'https://fhir.epic.com/interconnect-fhir-oauth/oauth2/token',
      },
      noteType: { code: '11506-3', display: 'Progress note' },
    },
  ],
})

/** What of `serve.ts` is used here, once Vite has loaded it. */
type Loaded = { readonly [name: string]: unknown }

/**
 * For `npm run dev`: Epic's sandbox where `.env.local` has VITE_EPIC_CLIENT_ID; otherwise the stand-in under `/epic` of
 * the dev server itself. Either way `config.json` is made here, so that the one in `public/` stays a site's own.
 */
export function standInForDev(): Plugin {
  return {
    name: 'healthprep-stand-in',
    apply: 'serve',
    configureServer(server) {
      const clientId: unknown = server.config.env['VITE_EPIC_CLIENT_ID']
      const made = new WeakMap<Loaded, Map<string, DevEhr>>()
      // Loaded by Vite, so that a change of the stand-in is seen with the next request.
      const ehrAt = async (origin: string): Promise<DevEhr> => {
        const loaded: Loaded = await server.ssrLoadModule('/src/stand-in/mount/serve.ts')
        const byOrigin = made.get(loaded) ?? new Map<string, DevEhr>()
        made.set(loaded, byOrigin)
        const ehr = byOrigin.get(origin) ?? toDevEhr(loaded['devEhr'], origin)
        byOrigin.set(origin, ehr)
        return ehr
      }
      const answer = async (incoming: Connect.IncomingMessage, path: string): Promise<Response | undefined> => {
        const isConfig = path === '/config.json'
        const headers = { 'cache-control': 'no-store' }
        if (typeof clientId === 'string' && clientId !== '')
          return isConfig ? Response.json(epicSandbox(clientId), { headers }) : undefined
        const origin = `http://${incoming.headers.host ?? 'localhost'}`
        const { handler, config } = await ehrAt(origin)
        return isConfig ? Response.json(config, { headers }) : handler(await toRequest(incoming, origin))
      }
      server.middlewares.use((incoming, outgoing, next) => {
        const path = (incoming.originalUrl ?? incoming.url ?? '/').replace(/[?#].*$/, '')
        if (path !== '/config.json' && !path.startsWith('/epic/')) {
          next()
          return
        }
        void (async () => {
          try {
            const response = await answer(incoming, path)
            if (response) await send(response, outgoing)
            else next()
          } catch (error) {
            next(error)
          }
        })()
      })
    },
  }
}

function toDevEhr(make: unknown, origin: string): DevEhr {
  const ehr: unknown = typeof make === 'function' ? make(origin) : undefined
  if (!isDevEhr(ehr)) throw new Error('serve.ts does not make a stand-in')
  return ehr
}

const isDevEhr = (value: unknown): value is DevEhr =>
  typeof value === 'object' && value !== null && 'handler' in value && 'config' in value
