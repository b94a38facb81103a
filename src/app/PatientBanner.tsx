import { useQuery } from '@tanstack/react-query'
import type { Session } from '#auth/session.ts'
import type { Patient, Sex } from '#clinical/patient.ts'
import type { Visit } from '#clinical/visit.ts'
import { encountersQuery, patientQuery } from '#fhir/queries.ts'
import { formatAge, formatDate, formatTime, latestDay, type PartialDate } from '#lib/dates.ts'
import { Button } from '#ui/Button.tsx'
import { Tag } from '#ui/Tag.tsx'
import { errorText } from '#ui/error-text.ts'

const SHOWN_IDENTIFIERS = 2

type PatientBannerProps = { readonly session: Session; readonly today: Temporal.PlainDate }

/** Who this is and for which visit. On the screen only where the EHR does not say so itself; on paper always. */
export function PatientBanner({ session, today }: PatientBannerProps) {
  const patient = useQuery(patientQuery(session))
  return (
    <section className={session.needPatientBanner ? 'who' : 'who paper-only'} aria-label="Patient">
      {patient.data && <Person patient={patient.data} today={today} />}
      {!patient.data && !patient.error && <span>Reading who this is…</span>}
      {!patient.data && patient.error && (
        <span role="alert">
          <b>Who this is could not be read.</b> {errorText(patient.error).what}{' '}
          <Button variant="link" onClick={() => void patient.refetch()}>
            Retry
          </Button>{' '}
          <code>{errorText(patient.error).code}</code>
        </span>
      )}
      <VisitLine session={session} today={today} />
    </section>
  )
}

function Person({ patient, today }: { readonly patient: Patient; readonly today: Temporal.PlainDate }) {
  const { name, calledName, birthDate, sex, sexForClinicalUse, identifiers } = patient
  const shown = identifiers.slice(0, SHOWN_IDENTIFIERS)
  const others = identifiers.slice(SHOWN_IDENTIFIERS)
  return (
    <>
      <b className="name">{name}</b>
      {calledName !== undefined && <span>goes by {calledName}</span>}
      {patient.deceased && <Tag tone="over">{deceasedWords(patient.deceasedDate)}</Tag>}
      <span>{[...ageWords(patient, today), sexWords(sex), bornWords(birthDate)].join(' · ')}</span>
      {sexForClinicalUse !== undefined && sexForClinicalUse !== sex && (
        <span>sex for clinical use: {sexForClinicalUse}</span>
      )}
      {shown.map(({ label, value }) => (
        <span key={`${label} ${value}`}>
          {label} {value}
        </span>
      ))}
      {others.length > 0 && (
        <details className="others">
          <summary>{others.length} more</summary>
          {others.map(({ label, value }) => (
            <span key={`${label} ${value}`}>
              {label} {value}
            </span>
          ))}
        </details>
      )}
    </>
  )
}

export const bornWords = (birthDate: PartialDate | undefined): string =>
  birthDate ? `born ${formatDate(birthDate)}` : 'birth date not recorded'

const sexWords = (sex: Sex): string => (sex === 'unknown' ? 'sex not recorded' : sex)

const deceasedWords = (date: PartialDate | undefined): string => (date ? `Died ${formatDate(date)}` : 'Deceased')

/** No age for someone who has died: the days since then are not theirs. */
function ageWords({ birthDate, deceased, deceasedDate }: Patient, today: Temporal.PlainDate): string[] {
  if (!birthDate) return []
  if (!deceased) return [formatAge(birthDate, today)]
  return deceasedDate ? [`died aged ${formatAge(birthDate, latestDay(deceasedDate))}`] : []
}

function VisitLine({ session, today }: PatientBannerProps) {
  const visits = useQuery({ ...encountersQuery(session), enabled: session.encounterId !== undefined })
  if (session.encounterId === undefined) return null
  const visit = visits.data?.items.find((item) => item.bareId === session.encounterId)
  if (visit) return <span>Visit: {visitWords(visit, today)}</span>
  return <span>Visit: the one open in Epic{visits.isFetching ? '' : ' (its details could not be read)'}</span>
}

function visitWords({ type, start, clinicians }: Visit, today: Temporal.PlainDate): string {
  const day = start?.text === today.toString() ? 'today' : start && formatDate(start)
  const time = start?.instant === undefined ? undefined : formatTime(start.instant)
  return [type, [day, time].filter(Boolean).join(' '), clinicians[0]?.name].filter(Boolean).join(', ')
}
