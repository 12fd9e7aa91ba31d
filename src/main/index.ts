import { start } from './app/start.ts';
import { createDesktop } from './desktop/create-desktop.ts';
import { endFailedStart } from './desktop/start-failed.ts';
import { describeError, openLog } from './log/log.ts';
import { UncaughtErrors } from './log/uncaught-errors.ts';

const strays = new UncaughtErrors(process);

async function run(): Promise<void> {
  const desktop = await createDesktop();
  if (!desktop) return;
  const log = openLog(desktop.logsFolder, !desktop.packaged);
  strays.tellTo((error) => log.bug('stray', error));
  await start(desktop, process.env);
}

// Not awaited at the top level: Electron waits for this module before it becomes ready, and the desktop for readiness.
void run().catch((error: unknown) => {
  strays.note(error);
  endFailedStart(describeError(error));
});
