import { http, HttpResponse } from 'msw'
import { setupServer } from 'msw/node'
import { afterAll, afterEach, beforeAll } from 'vitest'
import type { Ehr } from '../src/stand-in/ehr.ts'

/** Any request to a host that was not set up fails the test: MSW reports it as an error on the console. */
export const server = setupServer()

/** To be called once at the top of a test file. */
export function withServer(): void {
  beforeAll(() => server.listen({ onUnhandledRequest: 'error' }))
  afterEach(() => server.resetHandlers())
  afterAll(() => server.close())
}

/** Puts the stand-in behind every address under its base, for this test. */
export function serve(ehr: Ehr): void {
  server.use(
    http.all(`${ehr.base}/*`, async ({ request }) => {
      const response = await ehr(request)
      return response === undefined || response.type === 'error' ? HttpResponse.error() : response
    }),
  )
}
