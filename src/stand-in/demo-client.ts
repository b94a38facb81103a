import type { Client, Ehr } from './options.ts'

/** HealthPrep as it is registered with the stand-in; `home` is the folder its pages lie in, with a slash at the end. */
export const demoClient = (home: string): Client => ({
  clientId: 'healthprep-demo',
  name: 'HealthPrep',
  redirectUris: [`${home}callback.html`],
  launchUrl: `${home}launch.html`,
})

type Place = Pick<Ehr, 'fhirBase' | 'authorizeUrl' | 'tokenUrl'>

/** The `config.json` that makes the app trust the stand-in. */
export const demoConfig = ({ fhirBase, authorizeUrl, tokenUrl }: Place): unknown => ({
  issuers: [
    {
      name: 'Stand-in for Epic',
      fhirBase,
      clientId: demoClient('').clientId,
      endpoints: { authorize: authorizeUrl, token: tokenUrl },
      noteType: { code: '11506-3', display: 'Progress note' },
    },
  ],
})
