import { app, dialog } from 'electron';

/**
 * Shows that the program could not start, and ends this process with exit code 1. Without that it would go on without a
 * window or a tray, and no later instance could start. `facts` must not contain the error's own text.
 */
export function endFailedStart(facts: string): void {
  dialog.showErrorBox(
    'Latchkey could not start',
    `Please start it again. If that does not help, its folder may not be readable or writable for you.\n\n${facts}`,
  );
  app.exit(1);
}
