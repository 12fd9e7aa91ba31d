import { app, dialog } from 'electron';

/**
 * Says that the program could not start, and ends this process with exit code 1: left alone it would stand there without
 * a window or a tray, and keep every later start from running. `facts` without any text of the error's own.
 */
export function endFailedStart(facts: string): void {
  dialog.showErrorBox(
    'Latchkey could not start',
    `Please start it again. If that does not help, its folder may not be readable or writable for you.\n\n${facts}`,
  );
  app.exit(1);
}
