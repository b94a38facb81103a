import { useQuery } from '@tanstack/react-query'
import { Suspense, lazy, useCallback, useRef, useState } from 'react'
import type { Session } from '#auth/session.ts'
import type { Source } from '#clinical/source.ts'
import { isEmpty } from '#features/note/draft-content.ts'
import { NoteBar } from '#features/note/NoteBar.tsx'
import { useNoteDraft } from '#features/note/use-note-draft.ts'
import { onceDrawn, patientQuery } from '#fhir/queries.ts'
import { useStoredChoice } from '#ui/use-stored-choice.ts'
import { jumpTo } from './jump.ts'
import { NotePlace } from './NotePlace.tsx'
import { PatientBanner } from './PatientBanner.tsx'
import { SessionBar } from './SessionBar.tsx'
import { SessionNotice } from './SessionNotice.tsx'
import { SheetColumns } from './SheetColumns.tsx'
import { SheetDialogs, type Opened } from './SheetDialogs.tsx'
import { SkipLinks } from './SkipLinks.tsx'
import { useSessionClock } from './session-clock.ts'
import { useSheetAge } from './sheet-age.ts'
import { useSheetStyle } from './use-sheet-style.ts'
import { useToday } from './use-today.ts'
import { useTopHeight } from './use-top-height.ts'
import { WrongPatientPage } from './WrongPatientPage.tsx'

/** Fetched once the sheet is drawn. */
const OtherSheets = lazy(() => later().then((m) => ({ default: m.OtherSheets })))
const NotGranted = lazy(() => later().then((m) => ({ default: m.NotGranted })))
const PrintedAt = lazy(() => later().then((m) => ({ default: m.PrintedAt })))
const Shortcuts = lazy(() => later().then((m) => ({ default: m.Shortcuts })))
const later = () => onceDrawn().then(() => import('./after-drawn.ts'))

/** Single keys can be switched off: WCAG 2.1.4. */
const ON_OFF = ['on', 'off'] as const

type SheetPageProps = {
  readonly session: Session
  readonly onSignInAgain: () => Promise<void>
  readonly onSignOut: () => void
  /** Only where the sign-in may search for another patient. */
  readonly onChangePatient: (() => void) | undefined
}

export function SheetPage({ session, onSignInAgain, onSignOut, onChangePatient }: SheetPageProps) {
  const clock = useSessionClock(session)
  const age = useSheetAge(session.key)
  const today = useToday()
  const draft = useNoteDraft(session)
  const patient = useQuery(patientQuery(session))
  const [opened, setOpened] = useState<Opened>()
  const [keys, setKeys] = useStoredChoice('healthprep.single-keys', ON_OFF, 'on')
  const top = useRef<HTMLElement>(null)
  const openSource = useCallback((source: Source) => setOpened({ what: 'source', source }), [])
  const openKeys = (): void => setOpened({ what: 'keys' })
  const canRefresh = clock.phase !== 'ended' && !age.reading
  useTopHeight(top)
  useSheetStyle(session)

  const stranger = patient.data !== undefined && patient.data.id !== session.patientId
  if (stranger || patient.error?.code === 'wrong-patient') return <WrongPatientPage onSignOut={onSignOut} />

  const askOrSignOut = (): void => {
    const lost = isEmpty(draft.content) ? (draft.state.othersKept ? 'of-other-visit' : undefined) : 'draft'
    if (!lost) onSignOut()
    else setOpened({ what: 'sign-out', lost: draft.content.pending ? 'answer' : lost })
  }
  return (
    <>
      <header className="top" ref={top}>
        <SkipLinks />
        <div className="banner">
          <PatientBanner session={session} today={today} />
          <SessionBar
            clock={clock}
            age={age}
            onHelp={openKeys}
            onChangePatient={clock.phase === 'ended' ? undefined : onChangePatient}
            onSignOut={askOrSignOut}
          />
        </div>
        <SessionNotice clock={clock} onSignInAgain={onSignInAgain} />
        <Suspense>
          <OtherSheets session={session} />
        </Suspense>
      </header>
      <Suspense>
        <NotGranted scopes={session.missingScopes} />
      </Suspense>
      <main className="sheet">
        <h1 className="vh">Visit preparation</h1>
        <SheetColumns session={session} today={today} ticks={draft.ticks} openSource={openSource} />
        <NotePlace session={session} patient={patient.data} draft={draft} today={today} />
      </main>
      <NoteBar draft={draft} onOpen={() => jumpTo('note')} />
      <Suspense>
        <PrintedAt patient={patient.data} />
        <Shortcuts on={keys === 'on'} help={openKeys} refresh={() => canRefresh && age.refresh()} />
      </Suspense>
      <SheetDialogs
        session={session}
        opened={opened}
        keys={{ on: keys === 'on', onTurn: (on) => setKeys(on ? 'on' : 'off') }}
        onSignOut={onSignOut}
        onClose={() => setOpened(undefined)}
      />
    </>
  )
}
