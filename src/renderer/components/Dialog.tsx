import { Dialog as Modal } from '@base-ui/react/dialog';
import type { ReactNode } from 'react';
import './dialog.css';

interface DialogProps {
  title: string;
  children: ReactNode;
  /** Buttons, the safe one first. */
  actions: ReactNode;
  /** Called on Escape and on a click beside the dialog. */
  onClose: () => void;
}

/**
 * Open while it is rendered. Focuses its first control, keeps the focus inside, and returns it when it is gone. No control inside
 * may have `autoFocus`: that comes first, and the way back would be lost.
 */
export function Dialog({ title, children, actions, onClose }: DialogProps) {
  return (
    <Modal.Root open onOpenChange={onClose}>
      <Modal.Portal>
        <Modal.Backdrop className="dialog-backdrop" />
        <Modal.Popup className="dialog">
          <Modal.Title>{title}</Modal.Title>
          {children}
          <div className="dialog-actions">{actions}</div>
        </Modal.Popup>
      </Modal.Portal>
    </Modal.Root>
  );
}
