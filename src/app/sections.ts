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
  /** After `g`, goes to this section. */
  readonly shortcut?: string
  readonly load: () => Promise<ComponentType<SectionProps>>
}

export const sections: readonly SectionEntry[] = [
  {
    id: 'since-last-visit',
    title: 'Since last visit',
    place: 'prepare',
    shortcut: 's',
    reads: ['encounters', 'problems', 'diagnoses', 'medications', 'laboratory', 'documents', 'reports'],
    load: () => import('#features/since-last-visit/SinceLastVisitSection.tsx').then((m) => m.SinceLastVisitSection),
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
      'laboratory',
      'vitals',
      'socialHistory',
      'procedures',
      'reports',
      'documents',
    ],
    load: () => import('#features/screenings/DueSection.tsx').then((m) => m.DueSection),
  },
  {
    id: 'vaccines-due',
    title: 'Vaccines due',
    place: 'prepare',
    reads: ['immunizations', 'problems', 'diagnoses', 'allergies', 'laboratory', 'socialHistory'],
    load: () => import('#features/immunizations/ForecastSection.tsx').then((m) => m.ForecastSection),
  },
  {
    id: 'problems',
    title: 'Problems',
    place: 'record',
    shortcut: 'p',
    reads: ['problems', 'diagnoses', 'concerns'],
    load: () => import('#features/problems/ProblemsSection.tsx').then((m) => m.ProblemsSection),
  },
  {
    id: 'allergies',
    title: 'Allergies',
    place: 'record',
    shortcut: 'a',
    reads: ['allergies'],
    load: () => import('#features/allergies/AllergiesSection.tsx').then((m) => m.AllergiesSection),
  },
  {
    id: 'medications',
    title: 'Medications',
    place: 'record',
    shortcut: 'm',
    reads: ['medications'],
    load: () => import('#features/medications/MedicationsSection.tsx').then((m) => m.MedicationsSection),
  },
  {
    id: 'results',
    title: 'Results',
    place: 'record',
    shortcut: 'r',
    reads: ['laboratory'],
    load: () => import('#features/results/ResultsSection.tsx').then((m) => m.ResultsSection),
  },
  {
    id: 'vitals',
    title: 'Vitals',
    place: 'record',
    shortcut: 'v',
    reads: ['vitals'],
    load: () => import('#features/vitals/VitalsSection.tsx').then((m) => m.VitalsSection),
  },
  {
    id: 'social-history',
    title: 'Social history',
    place: 'record',
    shortcut: 'h',
    reads: ['socialHistory'],
    load: () => import('#features/social-history/SocialHistorySection.tsx').then((m) => m.SocialHistorySection),
  },
  {
    id: 'immunizations',
    title: 'Immunizations',
    place: 'record',
    shortcut: 'i',
    reads: ['immunizations'],
    load: () => import('#features/immunizations/ImmunizationsSection.tsx').then((m) => m.ImmunizationsSection),
  },
  {
    id: 'procedures',
    title: 'Procedures',
    place: 'record',
    shortcut: 'c',
    reads: ['procedures'],
    load: () => import('#features/procedures/ProceduresSection.tsx').then((m) => m.ProceduresSection),
  },
  {
    id: 'documents',
    title: 'Reports and documents',
    place: 'record',
    shortcut: 'd',
    reads: ['reports', 'documents'],
    load: () => import('#features/documents/DocumentsSection.tsx').then((m) => m.DocumentsSection),
  },
  {
    id: 'visits',
    title: 'Visits',
    place: 'record',
    shortcut: 'e',
    reads: ['encounters', 'appointments'],
    load: () => import('#features/visits/VisitsSection.tsx').then((m) => m.VisitsSection),
  },
]
