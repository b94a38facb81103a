import type { SectionProps } from '#features/section.ts'
import { ForecastList } from './ForecastList.tsx'

/** Which vaccines are due. It stands also where no immunization is recorded. */
export function ForecastSection(props: SectionProps) {
  return (
    <section id="vaccines-due" className="section" aria-labelledby="vaccines-due-title" tabIndex={-1}>
      <header>
        <h2 id="vaccines-due-title">Vaccines due</h2>
      </header>
      <ForecastList {...props} />
    </section>
  )
}
