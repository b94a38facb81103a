import type { ReadContext } from './reader.ts'

/** One whole resource of each kind, written for the tests of this folder: Epic's shapes, nobody's data. */
const patient = { reference: 'Patient/ePat', display: 'Example, Ada' }
const doctor = { reference: 'Practitioner/eDoc', type: 'Practitioner', display: 'Grace Sample, MD' }
const encounter = { reference: 'Encounter/eEnc', display: 'Office Visit' }

const coded = (system: string, code: string, display: string) => ({
  coding: [
    { system: 'urn:oid:1.2.840.114350.1.13.0.1.7.2.696871', code: '77', display: `${display} (local)` },
    { system, code, display },
  ],
  text: display,
})
const status = (list: string, code: string) => ({
  coding: [{ system: `http://terminology.hl7.org/CodeSystem/${list}`, version: '4.0.0', code }],
})

const SNOMED = 'http://snomed.info/sct'
const LOINC = 'http://loinc.org'

export const SAMPLES = {
  Patient: {
    resourceType: 'Patient',
    id: 'ePat',
    extension: [
      {
        url: 'http://open.epic.com/FHIR/StructureDefinition/extension/sex-for-clinical-use',
        valueCodeableConcept: { coding: [{ system: 'urn:oid:1.2.3', code: 'female', display: 'female' }] },
      },
    ],
    identifier: [
      { use: 'usual', type: { text: 'FHIR' }, value: 'ePat' },
      {
        use: 'usual',
        type: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v2-0203', code: 'MR' }], text: 'MRN' },
        value: '   204',
      },
    ],
    name: [
      { use: 'old', family: 'Former', given: ['Ada'] },
      { use: 'official', family: 'Example', given: ['Ada', 'Maria'] },
    ],
    gender: 'female',
    birthDate: '1987-02-28',
    deceasedBoolean: false,
  },
  Condition: {
    resourceType: 'Condition',
    id: 'eCond',
    clinicalStatus: status('condition-clinical', 'active'),
    verificationStatus: status('condition-ver-status', 'confirmed'),
    category: [
      { coding: [{ system: 'http://open.epic.com/x', code: 'local' }] },
      status('condition-category', 'problem-list-item'),
    ],
    severity: { text: 'Moderate' },
    code: coded(SNOMED, '44054006', 'Type 2 diabetes'),
    subject: patient,
    encounter,
    onsetDateTime: '2015',
    recordedDate: '2015-03-09',
    recorder: doctor,
  },
  MedicationRequest: {
    resourceType: 'MedicationRequest',
    id: 'eMed',
    contained: [
      {
        resourceType: 'Medication',
        id: 'm',
        code: coded('http://www.nlm.nih.gov/research/umls/rxnorm', '6809', 'metformin'),
      },
    ],
    status: 'active',
    intent: 'order',
    medicationReference: { reference: '#m', display: 'metFORMIN 500 mg tablet' },
    subject: patient,
    authoredOn: '2026-01-05',
    requester: doctor,
    dosageInstruction: [
      {
        text: 'Take 1 tablet twice daily',
        timing: { repeat: { boundsPeriod: { start: '2026-01-06' }, frequency: 2, period: 1, periodUnit: 'd' } },
        route: { text: 'Oral' },
        doseAndRate: [{ doseQuantity: { value: 500, unit: 'mg' } }],
      },
    ],
  },
  AllergyIntolerance: {
    resourceType: 'AllergyIntolerance',
    id: 'eAll',
    clinicalStatus: status('allergyintolerance-clinical', 'active'),
    verificationStatus: status('allergyintolerance-verification', 'confirmed'),
    type: 'allergy',
    category: ['medication'],
    criticality: 'high',
    code: coded('http://www.nlm.nih.gov/research/umls/rxnorm', '7980', 'Penicillin G'),
    patient,
    onsetDateTime: '1999-05',
    recordedDate: '2020-01-01',
    reaction: [{ manifestation: [{ text: 'Hives' }], severity: 'moderate' }],
  },
  Immunization: {
    resourceType: 'Immunization',
    id: 'eImm',
    status: 'completed',
    vaccineCode: { coding: [{ system: 'http://hl7.org/fhir/sid/cvx', code: '115' }], text: 'Tdap' },
    patient,
    occurrenceDateTime: '2023-05-21',
    primarySource: true,
    lotNumber: 'A1',
    performer: [{ actor: doctor }],
    protocolApplied: [{ doseNumberPositiveInt: 1, seriesDosesPositiveInt: 3 }],
  },
  ImmunizationRecommendation: {
    resourceType: 'ImmunizationRecommendation',
    id: 'eAdvice',
    patient,
    date: '2026-10-02',
    authority: { display: 'State registry' },
    recommendation: [
      {
        vaccineCode: [{ coding: [{ system: 'http://hl7.org/fhir/sid/cvx', code: '115' }], text: 'Tdap' }],
        targetDisease: { text: 'Tetanus' },
        forecastStatus: status('immunization-recommendation-status', 'overdue'),
        dateCriterion: [
          { code: coded(LOINC, '30981-5', 'Earliest date to give'), value: '2026-05-21' },
          { code: coded(LOINC, '30980-7', 'Date vaccine due'), value: '2026-06-21' },
          { code: coded(LOINC, '59778-1', 'Date when overdue'), value: '2026-07-21' },
        ],
        doseNumberPositiveInt: 2,
        seriesDosesPositiveInt: 3,
      },
    ],
  },
  Observation: {
    resourceType: 'Observation',
    id: 'eObs',
    status: 'final',
    category: [{ coding: [{ system: 'urn:oid:1.2', code: 'Lab' }] }, status('observation-category', 'laboratory')],
    code: coded(LOINC, '2823-3', 'Potassium'),
    subject: patient,
    effectiveDateTime: '2026-10-02T08:00:00Z',
    issued: '2026-10-02T10:00:00Z',
    performer: [doctor],
    valueQuantity: { value: 4.1, unit: 'mmol/L', system: 'http://unitsofmeasure.org', code: 'mmol/L' },
    referenceRange: [
      { low: { value: 3.5, unit: 'mmol/L' }, high: { value: 5.1, unit: 'mmol/L' }, text: '3.5 - 5.1 mmol/L' },
    ],
    note: [{ text: 'Slightly haemolysed' }],
  },
  BloodPressure: {
    resourceType: 'Observation',
    id: 'eBp',
    status: 'final',
    category: [status('observation-category', 'vital-signs')],
    code: coded(LOINC, '85354-9', 'BP'),
    subject: patient,
    effectiveDateTime: '2026-10-02T08:00:00Z',
    interpretation: [status('v3-ObservationInterpretation', 'A')],
    component: [
      { code: coded(LOINC, '8480-6', 'Systolic'), valueQuantity: { value: 152, unit: 'mm[Hg]' } },
      { code: coded(LOINC, '8462-4', 'Diastolic'), valueQuantity: { value: 84, unit: 'mm[Hg]' } },
    ],
  },
  Procedure: {
    resourceType: 'Procedure',
    id: 'eProc',
    status: 'completed',
    code: coded(SNOMED, '73761001', 'Colonoscopy'),
    subject: patient,
    performedPeriod: { start: '2020-02-03', end: '2020-02-03' },
    performer: [{ actor: doctor }],
    outcome: { text: 'Complete' },
    note: [{ text: 'To the cecum.' }],
  },
  DiagnosticReport: {
    resourceType: 'DiagnosticReport',
    id: 'eRep',
    status: 'amended',
    category: [status('v2-0074', 'LAB')],
    code: coded(LOINC, '57698-3', 'Lipid panel'),
    subject: patient,
    encounter,
    effectiveDateTime: '2026-09-01',
    issued: '2026-09-02T10:00:00Z',
    performer: [doctor],
    result: [
      { reference: 'Observation/eObs' },
      { reference: 'https://fhir.example.org/api/Observation/eTwo/_history/3' },
    ],
    conclusion: 'LDL above goal.\nRepeat in 3 months.',
    presentedForm: [{ contentType: 'application/pdf', url: 'Binary/ePdf', title: 'Lipid panel', size: 1200 }],
  },
  DocumentReference: {
    resourceType: 'DocumentReference',
    id: 'eDocRef',
    status: 'current',
    docStatus: 'final',
    type: coded(LOINC, '11506-3', 'Progress Notes'),
    category: [{ text: 'Clinical Note' }],
    subject: patient,
    date: '2026-04-24T21:10:18Z',
    author: [doctor],
    content: [
      { attachment: { contentType: 'text/html', url: 'Binary/eHtml' } },
      { attachment: { contentType: 'text/rtf', url: 'Binary/eRtf' } },
    ],
    context: { encounter: [encounter], period: { start: '2026-04-24T20:00:00Z' } },
  },
  Encounter: {
    resourceType: 'Encounter',
    id: 'eEnc',
    status: 'finished',
    class: { system: 'urn:oid:1.2.840.114350.1.72.1.7.7.10.696784.13260', code: '13', display: 'Support OP Encounter' },
    type: [
      { coding: [{ system: 'urn:oid:1.2.840.114350.1.13.0.1.7.10.698084.10110', code: '102' }], text: 'Outpatient' },
      { coding: [{ system: 'urn:oid:1.2.840.114350.1.13.861.1.7.10.698084.30', code: '101' }], text: 'Office Visit' },
    ],
    subject: patient,
    participant: [
      {
        type: [status('v3-ParticipationType', 'REF')],
        individual: { reference: 'Practitioner/eRef', display: 'Rita Referrer, NP' },
      },
      { individual: { display: 'XRAY ROOM 1' } },
      { type: [{ text: 'Participation' }], individual: doctor },
      {
        type: [status('v3-ParticipationType', 'ATND')],
        individual: { reference: 'Practitioner/eAtt', display: 'Ann Attending, MD' },
      },
    ],
    period: { start: '2026-04-24T20:00:00Z', end: '2026-04-24T20:30:00Z' },
    reasonCode: [{ text: 'Cough' }],
    location: [{ location: { display: 'Family Medicine' } }],
  },
  Appointment: {
    resourceType: 'Appointment',
    id: 'eApp',
    status: 'booked',
    appointmentType: { text: 'Follow-up' },
    start: '2026-12-01T15:00:00Z',
    end: '2026-12-01T15:20:00Z',
    created: '2026-11-01',
    reasonCode: [{ text: 'Blood pressure' }],
    participant: [
      { actor: patient, status: 'accepted' },
      { actor: doctor, status: 'accepted' },
      { actor: { reference: 'Location/eLoc', display: 'Room 4' }, status: 'accepted' },
    ],
  },
  Practitioner: {
    resourceType: 'Practitioner',
    id: 'eDoc',
    name: [{ use: 'usual', family: 'Sample', given: ['Grace'], prefix: ['Dr.'], suffix: ['MD'] }],
  },
} as const

export const CONTEXT: ReadContext = { query: 'Thing?category=some', included: () => undefined }
