import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'
import { HealthPrepError } from '#lib/errors.ts'
import { expectAxeClean } from '../axe.ts'
import { renderAt, withApp } from '../render.tsx'

withApp()

describe('the start page', () => {
  it('lists the organisations of config.json and signs in at the chosen one', async () => {
    const { user, onSignIn } = renderAt('#/')
    const button = await screen.findByRole('button', { name: 'Sign in with Epic at Example Hospital' })
    await expectAxeClean()
    await user.click(button)
    expect(onSignIn).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ name: 'Example Hospital' }))
  })

  it('does not sign in twice when the button is pressed twice', async () => {
    const { user, onSignIn } = renderAt('#/')
    onSignIn.mockReturnValue(new Promise(() => undefined))
    await user.dblClick(await screen.findByRole('button', { name: /Sign in/ }))
    expect(onSignIn).toHaveBeenCalledOnce()
  })

  it('says what went wrong when the sign-in cannot begin', async () => {
    const { user, onSignIn } = renderAt('#/')
    onSignIn.mockRejectedValue(new HealthPrepError('launch', 'discovery-slow'))
    await user.click(await screen.findByRole('button', { name: /Sign in/ }))
    expect(await screen.findByText('discovery-slow')).toBeTruthy()
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('The sign-in server did not answer')
    await expectAxeClean()
  })
})

describe('an address that leads nowhere', () => {
  it.each(['#/nowhere', '#/s', '#/patient', '#/s/key/patient/more'])(
    '%s: no such page, and the way back',
    async (at) => {
      const { user } = renderAt(at)
      expect(await screen.findByRole('heading', { level: 1, name: 'No such page' })).toBeTruthy()
      await expectAxeClean()
      await user.click(screen.getByRole('link', { name: 'To the start page' }))
      expect(await screen.findByRole('heading', { level: 1, name: 'HealthPrep' })).toBeTruthy()
    },
  )
})

describe('a key that no sign-in stands behind', () => {
  it.each(['', '/patient'] as const)(
    '#/s/<key>%s: the session has ended; signing in again leads back there',
    async (route) => {
      const { user, onSignInAgain } = renderAt(`#/s/gone${route}`)
      expect(await screen.findByRole('heading', { level: 1, name: 'This sign-in has ended' })).toBeTruthy()
      await expectAxeClean()
      await user.click(screen.getByRole('button', { name: 'Sign in again' }))
      expect(onSignInAgain).toHaveBeenCalledExactlyOnceWith('gone', route)
    },
  )
})

describe('pages of words', () => {
  it('take the focus to their heading, so that it is read out', async () => {
    renderAt('#/signed-out')
    const heading = await screen.findByRole('heading', { level: 1, name: 'Signed out' })
    await waitFor(() => expect(document.activeElement).toBe(heading))
    expect(within(screen.getByRole('main')).getByText(/everything that was read/)).toBeTruthy()
    await expectAxeClean()
  })

  it('never put anything into the title', () => {
    renderAt('#/')
    expect(document.title).toBe('HealthPrep')
    expect(vi.isMockFunction(console.error)).toBe(true)
  })
})
