import { cleanup, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { expectAxeClean } from '../../../tests/axe.ts'
import { drawForecast, region, rowOf } from '../../../tests/vaccine-desk.tsx'

const { file } = vi.hoisted(() => ({ file: { change: (text: string): string => text } }))
vi.mock('#clinical/immunization/schedule/cdc-cdsi.json?raw', async (original) => {
  const { default: text } = await original<{ default: string }>()
  return {
    get default() {
      return file.change(text)
    },
  }
})

afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
  file.change = (text) => text
})

describe('when the schedule or the worker fails', () => {
  it.each([
    ['cut short', (text: string) => text.slice(0, 5000), 'the file'],
    ['of a newer form', (text: string) => text.replace('"format":1', '"format":2'), 'format'],
    ['without its version', (text: string) => text.replace('"version":"4.64"', '"version":"next"'), 'version'],
  ])('a schedule file %s names what is wrong, and nothing is forecast', async (_, change, field) => {
    vi.resetModules()
    file.change = change
    drawForecast('2014-11-23')
    expect((await screen.findByText(/the vaccine schedule cannot be used/)).querySelector('code')?.textContent).toBe(
      field,
    )
    expect(region().querySelectorAll('li')).toHaveLength(0)
    await expectAxeClean(region())
  })

  it('a worker that crashes is said, and tried again when asked', async () => {
    const started: EventTarget[] = []
    class CrashingWorker extends EventTarget {
      constructor() {
        super()
        started.push(this)
      }
      postMessage() {
        queueMicrotask(() => this.dispatchEvent(new Event('error')))
      }
      terminate() {
        // Gone already.
      }
    }
    vi.stubGlobal('Worker', CrashingWorker)
    drawForecast('2014-11-23')
    expect(await screen.findByText(/the comparison with the schedule failed/)).toBeTruthy()
    expect(region().querySelectorAll('li')).toHaveLength(0)
    vi.unstubAllGlobals()
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }))
    expect((await rowOf('Polio')).textContent).toContain('Overdue')
    expect(started).toHaveLength(1)
  })
})
