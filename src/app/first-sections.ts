import type { ComponentType } from 'react'
import { AllergiesSection } from '#features/allergies/AllergiesSection.tsx'
import { MedicationsSection } from '#features/medications/MedicationsSection.tsx'
import { ProblemsSection } from '#features/problems/ProblemsSection.tsx'
import type { SectionProps } from '#features/section.ts'

/** What is drawn with the sheet itself, by the id of its entry: it lies in the same file, and waits for no other. */
export const firstSections: Readonly<Record<string, ComponentType<SectionProps>>> = {
  problems: ProblemsSection,
  allergies: AllergiesSection,
  medications: MedicationsSection,
}
