import { spawnSync } from 'node:child_process'
import { accessSync, constants, readFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome', 'msedge']

const usual = [
  '/usr/bin/chromium',
  '/usr/lib/chromium/chromium',
  '/snap/bin/chromium',
  '/opt/google/chrome/chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ...['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA']
    .map((variable) => process.env[variable])
    .filter((folder) => folder !== undefined)
    .flatMap((folder) => [
      join(folder, 'Google/Chrome/Application/chrome.exe'),
      join(folder, 'Chromium/Application/chrome.exe'),
      join(folder, 'Microsoft/Edge/Application/msedge.exe'),
    ]),
]

const runs = (path) => {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** Where an installed Chrome, Chromium or Edge lies; undefined where there is none. `CHROME_PATH` goes before all. */
export function findChrome() {
  const named = process.env.CHROME_PATH
  if (named) return runs(named) ? named : undefined
  const onPath = (process.env.PATH ?? '').split(delimiter).flatMap((folder) => names.map((name) => join(folder, name)))
  return [...onPath, ...usual].find(runs)
}

const ok = (command, args) =>
  spawnSync(command, args, {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  }).status === 0

const debian = () => {
  try {
    return /^ID(_LIKE)?=.*(debian|ubuntu)/m.test(readFileSync('/etc/os-release', 'utf8'))
  } catch {
    return false
  }
}

/** The installed browser; on Debian and its like, where this user may install packages, installs `chromium` first. */
export function findOrInstallChrome() {
  const found = findChrome()
  if (found !== undefined || process.env.CHROME_PATH || !debian()) return found
  const root = process.getuid?.() === 0
  if (!root && spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status !== 0) return undefined
  const apt = (...args) => (root ? ok('apt-get', args) : ok('sudo', ['-n', 'apt-get', ...args]))
  console.log('No Chrome or Chromium here: installing the package chromium.')
  apt('update', '-q')
  apt('install', '-q', '-y', '--no-install-recommends', 'chromium')
  return findChrome()
}

export const chromeMissing = process.env.CHROME_PATH
  ? 'CHROME_PATH does not point to a program that can be run: point it to Chrome or Chromium, or unset it.'
  : 'The journeys need a browser: install Chrome or Chromium, or set CHROME_PATH to one.'
