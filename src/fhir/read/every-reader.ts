import { readAllergy } from './allergy.ts'
import { readAppointment } from './appointment.ts'
import { readDocument } from './document.ts'
import { readEncounter } from './encounter.ts'
import { readImmunization } from './immunization.ts'
import { readMedication } from './medication.ts'
import { readPatient } from './patient.ts'
import { readPractitioner } from './practitioner.ts'
import { readProblem } from './problem.ts'
import { readProcedure } from './procedure.ts'
import type { Reader } from './reader.ts'
import { readReport } from './report.ts'
import { readResult } from './result.ts'
import { readVaccineAdvice } from './vaccine-advice.ts'

/** For tests: the adapter of each kind of resource. */
export const READERS: Readonly<Record<string, Reader<unknown>>> = {
  Patient: readPatient,
  Condition: readProblem,
  MedicationRequest: readMedication,
  AllergyIntolerance: readAllergy,
  Immunization: readImmunization,
  ImmunizationRecommendation: readVaccineAdvice,
  Observation: readResult,
  Procedure: readProcedure,
  DiagnosticReport: readReport,
  DocumentReference: readDocument,
  Encounter: readEncounter,
  Appointment: readAppointment,
  Practitioner: readPractitioner,
}

export function readerOf(type: string): Reader<unknown> {
  const reader = READERS[type]
  if (reader === undefined) throw new Error(`no reader of ${type}`)
  return reader
}
