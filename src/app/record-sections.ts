// The rest of the record, in one file: a dozen small ones would each wait for a connection.
export { DocumentsSection } from '#features/documents/DocumentsSection.tsx'
export { ImmunizationsSection } from '#features/immunizations/ImmunizationsSection.tsx'
export { ProceduresSection } from '#features/procedures/ProceduresSection.tsx'
export { ResultsSection } from '#features/results/ResultsSection.tsx'
export { SinceLastVisitSection } from '#features/since-last-visit/SinceLastVisitSection.tsx'
export { SocialHistorySection } from '#features/social-history/SocialHistorySection.tsx'
export { VisitsSection } from '#features/visits/VisitsSection.tsx'
export { VitalsSection } from '#features/vitals/VitalsSection.tsx'
