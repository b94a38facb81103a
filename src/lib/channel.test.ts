import { expect, it, vi } from 'vitest'
import { openChannel } from './channel.ts'

it.each([
  ['does not know channels', undefined],
  [
    'refuses them',
    function refused() {
      throw new DOMException('The operation is insecure.', 'SecurityError')
    },
  ],
])('a browser that %s: there is none, and nothing fails', (_, channel) => {
  vi.stubGlobal('BroadcastChannel', channel)
  expect(openChannel('a name')).toBeUndefined()
})
