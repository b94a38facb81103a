import type { Allergy } from '#clinical/allergy.ts'
import { Tag } from '#ui/Tag.tsx'

/** Substance, reactions, and what the record says of how sure and how grave it is. */
export function AllergyWords({ allergy }: { readonly allergy: Allergy }) {
  const { substance, reactions, criticality, verification, status, kind, says } = allergy
  if (verification === 'refuted' || verification === 'entered-in-error') {
    return (
      <>
        <Tag tone="mute">{verification === 'refuted' ? 'Refuted' : 'Entered in error'}</Tag>
        {substance.text}
      </>
    )
  }
  if (says !== 'allergy') {
    return (
      <>
        {substance.text}{' '}
        <span className="quiet">
          · {says === 'none' ? 'recorded in the chart as none' : 'allergies have not been asked about, so unknown'}
        </span>
      </>
    )
  }
  const words = [
    kind === 'intolerance' ? 'intolerance' : '',
    verification === 'confirmed' || verification === 'unconfirmed' ? verification : '',
    status === 'active' ? '' : status === 'unknown' ? 'status not recorded' : status,
  ].filter(Boolean)
  return (
    <>
      {criticality === 'high' && <Tag tone="over">High criticality</Tag>}
      <b>{substance.text}</b>
      {reactions.length > 0 ? ` — ${reactions.join(', ')}` : <span className="quiet"> · reaction not recorded</span>}
      {words.length > 0 && <span className="quiet"> · {words.join(', ')}</span>}
    </>
  )
}
