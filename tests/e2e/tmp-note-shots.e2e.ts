import { it } from 'vitest'
import { openStage } from './harness/journey.ts'
import { expectSheet, nameOf, openFromChart } from './harness/pages.ts'
const stage = openStage()
const visit = (slug: string) => {
  const today = new Date().toISOString().slice(0, 10)
  const all = stage.site().charts.find((c) => c.slug === slug)!.resources(new Date()).filter((r) => r.resourceType === 'Encounter')
  return (all.find((v) => JSON.stringify(v['period'] ?? '').includes(today)) ?? all.at(-1))!.id
}
it('shots', async () => {
  for (const [slug, size, dark] of [['ada', [1440, 1100], false], ['ada', [480, 900], false], ['lost-answer-on-filing', [1280, 900], true]] as const) {
    const journey = await stage.begin({ viewport: { width: size[0], height: size[1] }, colorScheme: dark ? 'dark' : 'light' })
    journey.watch.allow(/.*/)
    const { page } = journey
    await openFromChart(journey, stage.site(), slug, visit(slug))
    await expectSheet(page, nameOf(stage.site(), slug))
    const name = `${slug}-${size[0]}`
    for (const at of [0, 1]) await page.locator('#problems input[type=checkbox]').nth(at).check()
    await page.locator('#medications input[type=checkbox]').first().check()
    await page.getByLabel('Your words').fill('Discuss starting a statin; ask about home BP readings ≥ 140.\n\n- sleep\n- diet')
    await page.getByText(/^draft kept/).waitFor()
    await page.waitForTimeout(1500)
    await page.screenshot({ path: `/tmp/hp/${name}-panel.png`, fullPage: size[0] === 480 ? false : true })
    if (size[0] === 480) { await page.locator('.note-jump .btn').click(); await page.waitForTimeout(300); await page.screenshot({ path: `/tmp/hp/${name}-jump.png` }) }
    await page.getByRole('button', { name: /^Review, then file to/ }).click()
    await page.getByRole('button', { name: /^File to/ }).waitFor()
    await page.waitForTimeout(500)
    await page.screenshot({ path: `/tmp/hp/${name}-review.png` })
    await page.getByRole('button', { name: /^File to/ }).click()
    await page.getByText(/^Filed at|It is not known/).first().waitFor()
    await page.waitForTimeout(500)
    await page.screenshot({ path: `/tmp/hp/${name}-outcome.png` })
  }
}, 120000)
