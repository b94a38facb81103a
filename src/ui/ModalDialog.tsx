import { Dialog, Heading } from 'react-aria-components/Dialog'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'
import { Button } from './Button.tsx'
import type { DialogProps } from './PlainDialog.tsx'

export function ModalDialog({ title, onClose, wide, children }: DialogProps) {
  return (
    <ModalOverlay className="veil" isOpen isDismissable onOpenChange={(open) => !open && onClose()}>
      <Modal className={wide ? 'modal wide' : 'modal'}>
        <Dialog>
          <header>
            <Heading slot="title" level={2}>
              {title}
            </Heading>
            <Button onClick={onClose}>Close</Button>
          </header>
          {children}
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}
