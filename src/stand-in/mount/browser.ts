import { demoClient, demoConfig } from '../demo-client.ts'
import { createEhr, type Ehr } from '../ehr.ts'
import { allCharts } from '../patients/all.ts'

/**
 * The static demo: no server at all. Requests to the stand-in and for `config.json` are answered in the page, and the
 * document `ehr.html` is the stand-in's sign-in page and simulator. True if this document is that page, which is then
 * drawn or left for where it redirects.
 */
export async function mountDemo(): Promise<boolean> {
  const home = new URL('./', location.href)
  const page = new URL('ehr.html', home)
  const ehr = createEhr({
    base: new URL('epic', home).href,
    pages: { authorize: page.href, simulator: page.href },
    clients: [demoClient(home.href)],
    charts: allCharts,
  })
  answerFetches(ehr, new URL('config.json', home).href)
  if (location.pathname !== page.pathname) return false

  const response = await ehr(new Request(location.href))
  const target = response?.headers.get('location')
  if (target) {
    location.replace(target)
    return true
  }
  const markup = (await response?.text()) ?? ''
  // The page is the stand-in's own and whole; replacing the document drops the app's styles with it.
  document.open()
  document.write(markup)
  document.close()
  return true
}

function answerFetches(ehr: Ehr, config: string): void {
  const network = globalThis.fetch.bind(globalThis)
  globalThis.fetch = async (input, init) => {
    const request = new Request(input, init)
    if (request.url === config) return Response.json(demoConfig(ehr))
    const kept = request.clone()
    const response = await orAborted(ehr(request), request.signal)
    if (!response) return network(kept)
    if (response.type === 'error') throw new TypeError('Failed to fetch')
    return response
  }
}

async function orAborted<T>(answer: Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted()
  return Promise.race([
    answer,
    new Promise<never>((_resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason), { once: true })
    }),
  ])
}
