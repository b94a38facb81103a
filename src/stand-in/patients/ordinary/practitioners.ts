import type { Resource } from '../../chart.ts'
import { local } from './build-codes.ts'

const people = {
  attending: ['Ines', 'Attending', 'Family Medicine'],
  second: ['Sam', 'Second', 'Internal Medicine'],
  children: ['Pia', 'Children', 'Pediatrics'],
  emergency: ['Emil', 'Emergency', 'Emergency Medicine'],
  heart: ['Hana', 'Heart', 'Cardiology'],
  lung: ['Lars', 'Lung', 'Pulmonary Medicine'],
  cancer: ['Cora', 'Cancer', 'Oncology'],
  midwife: ['Mira', 'Midwife', 'Obstetrics'],
  kidney: ['Kai', 'Kidney', 'Nephrology'],
  images: ['Iris', 'Images', 'Radiology'],
  tissue: ['Tess', 'Tissue', 'Pathology'],
} as const satisfies Record<string, readonly [given: string, family: string, specialty: string]>

export type Clinician = keyof typeof people

/** The clinicians of the stand-in's hospital; every chart refers to them, none holds them. */
export const practitioners: readonly Resource[] = Object.entries(people).map(([key, [given, family, specialty]]) => ({
  resourceType: 'Practitioner',
  id: `practitioner-${key}`,
  identifier: [{ use: 'usual', type: { text: 'INTERNAL' }, system: local('2.697780'), value: `900${family.length}` }],
  active: true,
  name: [{ use: 'usual', text: `Dr. ${given} ${family}`, family, given: [given], prefix: ['Dr.'] }],
  qualification: [{ code: { text: specialty } }],
}))

export function clinician(key: Clinician): { reference: string; type: string; display: string } {
  const [given, family] = people[key]
  return { reference: `Practitioner/practitioner-${key}`, type: 'Practitioner', display: `Dr. ${given} ${family}` }
}

export function specialty(key: Clinician): string {
  return people[key][2]
}
