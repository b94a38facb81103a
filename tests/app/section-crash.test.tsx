import { screen, within } from '@testing-library/react'
import { expect, it, vi } from 'vitest'
import { expectAxeClean } from '../axe.ts'
import { renderApp, withApp } from '../render.tsx'

const broken = vi.hoisted(() => ({ is: true }))

vi.mock('#features/allergies/AllergiesSection.tsx', async (original) => {
  const module = await original<typeof import('#features/allergies/AllergiesSection.tsx')>()
  return {
    AllergiesSection: (props: Parameters<typeof module.AllergiesSection>[0]) => {
      if (broken.is) throw new TypeError('Penicillin is not a function')
      return <module.AllergiesSection {...props} />
    },
  }
})

withApp()

it('a section that cannot be drawn says so, blanks no other, and can be tried again', async () => {
  const { user } = await renderApp('no-known-allergies')
  await screen.findByText('This section could not be drawn,')
  const section = screen.getByRole('region', { name: 'Allergies' })
  expect(within(section).getByRole('alert').textContent).toMatch(/unknown.*bug allergies/)
  expect(document.body.textContent).not.toMatch(/Penicillin/)
  expect(await screen.findByRole('region', { name: 'Problems' })).toBeTruthy()
  expect(screen.getByRole('region', { name: 'Patient' })).toBeTruthy()
  await expectAxeClean()
  broken.is = false
  await user.click(within(section).getByRole('button', { name: 'Try again' }))
  expect(await screen.findByText(/no known allerg/i)).toBeTruthy()
})
