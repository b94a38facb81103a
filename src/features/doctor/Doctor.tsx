import { useEffect, useId, useState } from 'react'
import type { Issuer } from '#auth/config.ts'
import { lookAtConfig, type ConfigFacts } from '#auth/doctor.ts'
import type { SignIn } from '#auth/session.ts'
import { Button } from '#ui/Button.tsx'
import { lookAtBrowser } from './browser-facts.ts'
import { CopyReport } from './CopyReport.tsx'
import { examine } from './examine.ts'
import type { Group } from './finding.ts'
import { Findings } from './Findings.tsx'
import { reportText, summary } from './report.ts'
import './doctor.css'

/** Checks one organisation's connection from this browser. With a sign-in, of its organisation and with its rights. */
export function Doctor({ signIn }: { readonly signIn: SignIn | undefined }) {
  const id = useId()
  const [config, setConfig] = useState<ConfigFacts>()
  const [chosen, setChosen] = useState('')
  const [round, setRound] = useState(0)

  useEffect(() => {
    let left = false
    void lookAtConfig().then((found) => left || setConfig(found))
    return () => {
      left = true
    }
  }, [])

  const issuers = config && 'config' in config ? config.config.issuers : []
  const issuer = signIn?.issuer ?? issuers.find(({ fhirBase }) => fhirBase === chosen) ?? issuers[0]
  return (
    <div className="doctor">
      <p>
        Looks at each step between this browser and Epic, says what is wrong, and who can mend it. It changes nothing
        and files nothing.
      </p>
      {!signIn && issuers.length > 1 && (
        <p>
          <label htmlFor={id}>Organisation</label>{' '}
          <select id={id} value={issuer?.fhirBase} onChange={({ target }) => setChosen(target.value)}>
            {issuers.map(({ name, fhirBase }) => (
              <option key={fhirBase} value={fhirBase}>
                {name}
              </option>
            ))}
          </select>
        </p>
      )}
      {config && (
        <Examined
          key={`${round} ${issuer?.fhirBase}`}
          config={config}
          issuer={issuer}
          signIn={signIn}
          onAgain={() => setRound((last) => last + 1)}
        />
      )}
    </div>
  )
}

type ExaminedProps = {
  readonly config: ConfigFacts
  readonly issuer: Issuer | undefined
  readonly signIn: SignIn | undefined
  readonly onAgain: () => void
}

function Examined({ config, issuer, signIn, onAgain }: ExaminedProps) {
  const [result, setResult] = useState<{ readonly groups: readonly Group[]; readonly report: string }>()
  useEffect(() => {
    const gone = new AbortController()
    const look = async (): Promise<void> => {
      const [address, now, browser] = [location.href, Date.now(), await lookAtBrowser()]
      const groups = await examine({ config, issuer, signIn, browser, address, now, signal: gone.signal })
      const report = reportText({ groups, issuer, address, browser: browser.browser, now })
      if (!gone.signal.aborted) setResult({ groups, report })
    }
    void look()
    return () => gone.abort()
  }, [config, issuer, signIn])
  return (
    <>
      <output className="summary">{result ? summary(result.groups) : 'Checking…'}</output>
      {result && (
        <>
          <p>
            <Button onClick={onAgain}>Check again</Button>
          </p>
          <Findings groups={result.groups} />
          <CopyReport text={result.report} />
        </>
      )}
    </>
  )
}
