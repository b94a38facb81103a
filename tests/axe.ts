import axe from 'axe-core'
import { expect } from 'vitest'

/** jsdom draws nothing, so what axe measures in drawn pixels is left to the browser (tests/e2e). */
const OPTIONS: axe.RunOptions = {
  rules: { 'color-contrast': { enabled: false }, 'label-content-name-mismatch': { enabled: false } },
}

/** What axe finds wrong with the page, in its words; a clean page has nothing. */
export async function expectAxeClean(node: Element = document.documentElement): Promise<void> {
  const { violations } = await axe.run(node, OPTIONS)
  expect(
    violations.map(
      ({ id, help, nodes }) => `${id}: ${help} (${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')})`,
    ),
  ).toEqual([])
}
