import { start } from './app/start.ts';
import { createDesktop } from './desktop/create-desktop.ts';
import { endFailedStart } from './desktop/start-failed.ts';
import { leaveMemoryOutOfDumps } from './lib/core-dumps.ts';
import { describeError, openLog } from './log/log.ts';
import { UncaughtErrors } from './log/uncaught-errors.ts';

leaveMemoryOutOfDumps(process.platform);
const uncaught = new UncaughtErrors(process);

async function run(): Promise<void> {
  const desktop = await createDesktop();
  if (!desktop) return;
  const log = openLog(desktop.logsFolder, !desktop.packaged);
  uncaught.reportTo((error) => log.bug('uncaught', error));
  await start(desktop, process.env);
}

// Not awaited at the top level: Electron becomes ready only after this module has run, and the desktop waits for that.
void run().catch((error: unknown) => {
  uncaught.note(error);
  endFailedStart(describeError(error));
});
