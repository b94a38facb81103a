/**
 * The catalogue of what is read: for each reading the resource types it needs and the searches it is made of, the patient
 * left out. Small on purpose: the launch page computes the scopes from it before anything else is loaded.
 * Epic needs `category` for Observation and Condition, and documents `service-category` for Appointment.
 */
export const READINGS = {
  patient: { resourceTypes: ['Patient'], searches: [] },
  encounters: { resourceTypes: ['Encounter'], searches: ['Encounter'] },
  appointments: {
    resourceTypes: ['Appointment'],
    searches: ['Appointment?service-category=appointment', 'Appointment?service-category=surgery'],
  },
  problems: { resourceTypes: ['Condition'], searches: ['Condition?category=problem-list-item'] },
  diagnoses: { resourceTypes: ['Condition'], searches: ['Condition?category=encounter-diagnosis'] },
  concerns: { resourceTypes: ['Condition'], searches: ['Condition?category=health-concern'] },
  medications: {
    resourceTypes: ['MedicationRequest', 'Medication'],
    searches: ['MedicationRequest?_include=MedicationRequest:medication'],
  },
  allergies: { resourceTypes: ['AllergyIntolerance'], searches: ['AllergyIntolerance'] },
  immunizations: { resourceTypes: ['Immunization'], searches: ['Immunization'] },
  /** Not every EHR has them: Epic in the Netherlands only. Refused, absent or not granted is "not offered", never none. */
  recommendations: { resourceTypes: ['ImmunizationRecommendation'], searches: ['ImmunizationRecommendation'] },
  laboratory: { resourceTypes: ['Observation'], searches: ['Observation?category=laboratory'] },
  vitals: { resourceTypes: ['Observation'], searches: ['Observation?category=vital-signs'] },
  socialHistory: { resourceTypes: ['Observation'], searches: ['Observation?category=social-history'] },
  /** Questionnaires and their scores. https://hl7.org/fhir/R4/valueset-observation-category.html */
  assessments: { resourceTypes: ['Observation'], searches: ['Observation?category=survey'] },
  procedures: { resourceTypes: ['Procedure'], searches: ['Procedure'] },
  reports: { resourceTypes: ['DiagnosticReport'], searches: ['DiagnosticReport'] },
  documents: { resourceTypes: ['DocumentReference', 'Binary'], searches: ['DocumentReference'] },
} as const satisfies Record<string, { resourceTypes: readonly string[]; searches: readonly string[] }>

export type ReadingName = keyof typeof READINGS
