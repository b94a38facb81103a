import { Link } from 'react-router-dom'
import { Dialog } from '#ui/Dialog.tsx'
import { JUMPS } from './shortcuts.ts'

type ShortcutDialogProps = {
  readonly sessionKey: string
  readonly on: boolean
  readonly onTurn: (on: boolean) => void
  readonly onClose: () => void
}

export function ShortcutDialog({ sessionKey, on, onTurn, onClose }: ShortcutDialogProps) {
  return (
    <Dialog title="Keyboard" onClose={onClose}>
      <p>
        <kbd>Tab</kbd> reaches everything, <kbd>Space</kbd> ticks a line into the note, <kbd>Esc</kbd> closes what is
        open.
      </p>
      <dl className="keys">
        {JUMPS.map(({ key, title }) => (
          <Keys key={key} keys={['g', key]} does={`Go to ${title}`} />
        ))}
        <Keys keys={['c']} does="In a row of Due: confirm what is probable" />
        <Keys keys={['r']} does="Read everything again" />
        <Keys keys={['?']} does="This list" />
      </dl>
      <label>
        <input type="checkbox" checked={on} onChange={(event) => onTurn(event.target.checked)} /> Single keys do this
      </label>
      <p>
        Something cannot be read? <Link to={`/s/${sessionKey}/doctor`}>Check this connection</Link>
      </p>
    </Dialog>
  )
}

function Keys({ keys, does }: { readonly keys: readonly string[]; readonly does: string }) {
  return (
    <>
      <dt>
        {keys.map((key, index) => (
          <span key={key}>
            {index > 0 && ' '}
            <kbd>{key}</kbd>
          </span>
        ))}
      </dt>
      <dd>{does}</dd>
    </>
  )
}
