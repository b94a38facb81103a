import type { ComponentType } from 'react'
import type { SectionProps } from '#features/section.ts'
import type { ReadingName } from '#fhir/readings.ts'

/** The sheet, in order. Layout, prefetch and the scopes asked of Epic all follow from this list. */
export type SectionEntry = {
  readonly id: string
  readonly title: string
  readonly place: 'prepare' | 'record'
  /** What it reads; started the moment the token is there, and asked for in the scopes. */
  readonly reads: readonly ReadingName[]
  /** Asked for in the scopes too, and read by the section itself, late: what not every EHR offers. */
  readonly offered?: readonly ReadingName[]
  /** After `g`, goes to this section. */
  readonly shortcut?: string
  /** What draws it; absent where that comes with the sheet (first-sections.ts). */
  readonly load?: () => Promise<ComponentType<SectionProps>>
}

const record = () => import('./record-sections.ts')

export const sections: readonly SectionEntry[] = [
  {
    id: 'since-last-visit',
    title: 'Since last visit',
    place: 'prepare',
    shortcut: 's',
    reads: ['encounters', 'problems', 'diagnoses', 'medications', 'laboratory', 'documents', 'reports'],
    load: () => record().then((m) => m.SinceLastVisitSection),
  },
  {
    id: 'due',
    title: 'Due',
    place: 'prepare',
    shortcut: 'u',
    reads: [
      'patient',
      'problems',
      'diagnoses',
      'concerns',
      'medications',
      'allergies',
      'laboratory',
      'vitals',
      'socialHistory',
      'procedures',
      'reports',
      'documents',
      'encounters',
      'assessments',
    ],
    load: () => import('#features/screenings/DueSection.tsx').then((m) => m.DueSection),
  },
  {
    id: 'vaccines-due',
    title: 'Vaccines due',
    place: 'prepare',
    reads: ['immunizations', 'problems', 'diagnoses', 'allergies', 'laboratory', 'socialHistory'],
    offered: ['recommendations'],
    load: () => import('#features/immunizations/ForecastSection.tsx').then((m) => m.ForecastSection),
  },
  {
    id: 'problems',
    title: 'Problems',
    place: 'record',
    shortcut: 'p',
    reads: ['problems', 'diagnoses', 'concerns'],
  },
  {
    id: 'allergies',
    title: 'Allergies',
    place: 'record',
    shortcut: 'a',
    reads: ['allergies'],
  },
  {
    id: 'medications',
    title: 'Medications',
    place: 'record',
    shortcut: 'm',
    reads: ['medications'],
  },
  {
    id: 'results',
    title: 'Results',
    place: 'record',
    shortcut: 'r',
    reads: ['laboratory'],
    load: () => record().then((m) => m.ResultsSection),
  },
  {
    id: 'vitals',
    title: 'Vitals',
    place: 'record',
    shortcut: 'v',
    reads: ['vitals'],
    load: () => record().then((m) => m.VitalsSection),
  },
  {
    id: 'social-history',
    title: 'Social history',
    place: 'record',
    shortcut: 'h',
    reads: ['socialHistory'],
    load: () => record().then((m) => m.SocialHistorySection),
  },
  {
    id: 'immunizations',
    title: 'Immunizations',
    place: 'record',
    shortcut: 'i',
    reads: ['immunizations'],
    load: () => record().then((m) => m.ImmunizationsSection),
  },
  {
    id: 'procedures',
    title: 'Procedures',
    place: 'record',
    shortcut: 'c',
    reads: ['procedures'],
    load: () => record().then((m) => m.ProceduresSection),
  },
  {
    id: 'documents',
    title: 'Reports and documents',
    place: 'record',
    shortcut: 'd',
    reads: ['reports', 'documents'],
    load: () => record().then((m) => m.DocumentsSection),
  },
  {
    id: 'visits',
    title: 'Visits',
    place: 'record',
    shortcut: 'e',
    reads: ['encounters', 'appointments'],
    load: () => record().then((m) => m.VisitsSection),
  },
]
