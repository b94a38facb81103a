/**
 * The catalogue of what is read: each reading's resource type, and how it is searched. Small on purpose: the launch page
 * computes the scopes from it before anything else is loaded. Epic needs `category` for Observation and Condition
 * (CapabilityStatement text) and `service-category` for Appointment.
 */
export const READINGS = {
  patient: { resourceTypes: ['Patient'] },
  encounters: { resourceTypes: ['Encounter'] },
  appointments: { resourceTypes: ['Appointment'] },
  problems: { resourceTypes: ['Condition'] },
  diagnoses: { resourceTypes: ['Condition'] },
  concerns: { resourceTypes: ['Condition'] },
  medications: { resourceTypes: ['MedicationRequest', 'Medication'] },
  allergies: { resourceTypes: ['AllergyIntolerance'] },
  immunizations: { resourceTypes: ['Immunization'] },
  laboratory: { resourceTypes: ['Observation'] },
  vitals: { resourceTypes: ['Observation'] },
  socialHistory: { resourceTypes: ['Observation'] },
  procedures: { resourceTypes: ['Procedure'] },
  reports: { resourceTypes: ['DiagnosticReport'] },
  documents: { resourceTypes: ['DocumentReference', 'Binary'] },
} as const satisfies Record<string, { resourceTypes: readonly string[] }>

export type ReadingName = keyof typeof READINGS
