import { latchkey } from './api.ts';

/** When Latchkey quits, leaves the field that has the focus, as a click elsewhere does: what was half-typed is saved. */
export function leaveFieldsAtQuit(): void {
  latchkey.on('quitting', () => {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    // After what leaving the field has sent: main reads requests in their order.
    void latchkey.noteFieldsLeft({});
  });
}
