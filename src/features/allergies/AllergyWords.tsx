import type { Allergy } from '#clinical/allergy.ts'
import { Tag } from '#ui/Tag.tsx'

/** Substance, reactions, and what the record says of how sure and how grave it is. */
export function AllergyWords({ allergy }: { readonly allergy: Allergy }) {
  const { substance, reactions, criticality, verification, status, kind, assertsNone } = allergy
  if (verification === 'refuted' || verification === 'entered-in-error') {
    return (
      <>
        <Tag tone="mute">{verification === 'refuted' ? 'Refuted' : 'Entered in error'}</Tag>
        {substance.text}
      </>
    )
  }
  if (assertsNone) {
    return (
      <>
        {substance.text} <span className="quiet">· recorded in the chart as none</span>
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
