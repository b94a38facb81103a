import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))
const running: ChildProcess[] = []

afterEach(() => {
  for (const child of running.splice(0)) if (child.exitCode === null) child.kill('SIGKILL')
})

/** `npm start`, less npm: its words as they come, and how it ended. */
function start(...args: readonly string[]) {
  // vitest's own NODE_ENV would make it build React for developers.
  const { NODE_ENV: _, VITEST: __, ...env } = process.env
  const child = spawn(process.execPath, ['src/stand-in/mount/start.mjs', ...args], { cwd: root, env })
  running.push(child)
  let said = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text))
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  return { child, ended, said: () => said }
}

describe('npm start', () => {
  it('says where to go, moves on from a taken port, names files it cannot read, and stops on Ctrl-C', async () => {
    const taken = createServer()
    await new Promise<void>((done) => taken.listen(4200, '127.0.0.1', done))
    const folder = await mkdtemp(join(tmpdir(), 'healthprep-charts-'))
    const patient = {
      resourceType: 'Patient',
      id: 'p1',
      name: [{ family: 'Disk', given: ['Dora'] }],
      birthDate: '1970-01-02',
    }
    await writeFile(join(folder, 'good.json'), JSON.stringify(patient))
    await writeFile(join(folder, 'broken.json'), '{')
    try {
      const { child, ended, said } = start('--charts', folder, '--port', '4200')
      await expect.poll(said, { timeout: 60_000 }).toMatch(/Stop with Ctrl-C/)
      expect(said()).toContain('Dora')
      expect(said()).toContain('broken.json')
      const [app, chart] = [...said().matchAll(/http:\/\/127\.0\.0\.1:\d+\S*/g)].map((match) => match[0])
      expect(app).not.toContain(':4200/')
      expect(await (await fetch(`${app}config.json`)).json()).toMatchObject({
        issuers: [{ clientId: expect.any(String) }],
      })
      expect((await fetch(`${app}launch.html`)).status).toBe(200)
      const nowhere = await fetch(`${app}nowhere`)
      expect(nowhere.status).toBe(404)
      expect(nowhere.headers.get('content-security-policy')).toContain(
        `connect-src 'self' ${new URL(chart ?? '').origin};`,
      )
      expect(await (await fetch(chart ?? '')).text()).toContain('Dora')
      child.kill('SIGINT')
      expect(await ended).toBe(0)
      await expect(fetch(app ?? '')).rejects.toThrow('fetch failed')
    } finally {
      taken.close()
      await rm(folder, { recursive: true })
    }
  })

  it('a folder that is not there is said in a sentence', async () => {
    const { ended, said } = start('--charts', '/no/such/folder')
    expect(await ended).toBe(2)
    expect(said()).toMatch(/is not a folder/)
  })
})
