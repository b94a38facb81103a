import type { Client, Ehr } from './options.ts'

/** HealthPrep as it is registered with the stand-in; each home is a folder its pages lie in, with a slash at the end. */
export const demoClient = (...homes: readonly [string, ...string[]]): Client => ({
  clientId: 'healthprep-demo',
  name: 'HealthPrep',
  redirectUris: homes.map((home) => `${home}callback.html`),
  launchUrl: `${homes[0]}launch.html`,
})

type Place = Pick<Ehr, 'base' | 'fhirBase' | 'authorizeUrl' | 'tokenUrl'>

/** The `config.json` that makes the app trust the stand-in. */
export const demoConfig = ({ base, fhirBase, authorizeUrl, tokenUrl }: Place): unknown => ({
  issuers: [
    {
      name: 'Stand-in for Epic',
      fhirBase,
      clientId: demoClient('').clientId,
      endpoints: { authorize: authorizeUrl, token: tokenUrl },
      noteType: { code: '11506-3', display: 'Progress note' },
    },
  ],
  framedBy: [new URL(base).origin],
})
