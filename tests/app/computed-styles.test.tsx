import 'fake-indexeddb/auto'
import { screen, waitFor } from '@testing-library/react'
import { expect, it } from 'vitest'
import { shareStyles } from '../computed-styles.ts'
import { renderApp, withApp } from '../render.tsx'

withApp()

const HIDDEN = `
  <p hidden>a</p><div hidden><b>b</b></div><div style="display: none"><i>c</i></div>
  <div style="visibility: hidden"><em>d</em><em style="visibility: visible">e</em></div>
  <input type="hidden"><dialog>f</dialog><dialog open>g</dialog><details><summary>h</summary>i</details><template>j</template>`

it('tells of every element of a sheet, and of those that are hidden, what jsdom tells when it reckons each anew', async () => {
  const { queryClient } = await renderApp('nothing-recorded')
  await screen.findByRole('region', { name: 'Patient' })
  await waitFor(() => expect([queryClient.isFetching(), document.querySelector('[aria-busy=true]')]).toEqual([0, null]))
  const markup = document.body.innerHTML
  const frame = document.body.appendChild(document.createElement('iframe'))
  const page = frame.contentWindow as (Window & typeof globalThis) | null
  if (!page) throw new Error('a frame has a window')
  const reckon = shareStyles(page)
  page.document.body.innerHTML = `${HIDDEN}${markup}`
  const compare = (elements: Iterable<Element>): number => {
    const all = [...elements]
    const by = (styleOf: typeof getComputedStyle) =>
      all.map((element) => {
        const { display, visibility } = styleOf(element)
        return { element: element.outerHTML, display, visibility }
      })
    const reckoned = by(reckon)
    expect(by(page.getComputedStyle)).toEqual(reckoned)
    return reckoned.filter(({ display }) => display === 'none').length
  }
  const hidden = compare(page.document.querySelectorAll('*'))
  const changed = [...page.document.querySelectorAll('section, [hidden]')]
  for (const element of changed) element.toggleAttribute('hidden')
  expect(compare(changed)).toBeGreaterThan(changed.length / 2)
  expect(hidden).toBeGreaterThan(4)
})
