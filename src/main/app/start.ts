import { fail, ok } from '../../shared/result.ts';
import type { Desktop } from '../desktop/desktop.ts';
import { openDirectory } from '../directory/directory.ts';
import { openLog } from '../log/log.ts';
import { SettingsFile } from '../settings/settings-file.ts';
import { announceChanges } from './announce-changes.ts';
import { applySettings } from './change-settings.ts';
import { compose, type Program } from './compose.ts';
import { finishPendingDesks } from './desk/pending-desk.ts';
import { catchFault, faultAsProblem, faultsAsProblems } from './directory-faults.ts';
import { handlersFor } from './handlers/index.ts';
import { overridesFrom } from './overrides.ts';
import { showLauncher } from './show-launcher.ts';
import { startWithoutDirectory } from './start-without-directory.ts';

/**
 * Starts the program on a desktop. Requests are answered and the tray is there at once; resolves when search knows all
 * accounts. The environment goes to browsers; of it only overrides are read, and only if the program is not packaged.
 */
export async function start(desktop: Desktop, environment: NodeJS.ProcessEnv): Promise<void> {
  const log = openLog(desktop.logsFolder, !desktop.packaged);
  log.event('start', { version: desktop.version, platform: desktop.platform });
  const settings = SettingsFile.open(desktop.folder);
  const opened = openDirectory({ folder: desktop.folder });
  if (!opened.ok) {
    log.event('directory-unusable', { problem: opened.problem.kind });
    return startWithoutDirectory(desktop, settings.file, opened.problem, log);
  }
  const { directory, problem: directoryProblem } = opened.value;
  const overrides = overridesFrom(environment, desktop.packaged);
  const program = compose({ desktop, settings: settings.file, directory, log, overrides, environment });
  for (const problem of [settings.problem, directoryProblem]) if (problem) program.state.noteProblem(problem);
  const finished = catchFault(() => finishPendingDesks(program), fail);
  if (!finished.ok) program.noteFault(finished.problem);

  const stopAnnouncing = announceChanges(program);
  desktop.onQuit(async () => {
    stopAnnouncing();
    await program.end();
  });
  noteWhatLastRunLeft(program);
  program.openWindows.own.adopt();
  desktop.serve(faultsAsProblems(handlersFor(program)), (reference, error) => log.bug(reference, error));
  applySettings(program, settings.file.settings, null);
  listenToDesktop(program);
  program.events.emit('favourites');
  showFirstWindow(program);
  await loadAccounts(program);
}

/** Log-ins that were under way when the program last ended, and what is known of each connection. */
function noteWhatLastRunLeft({ accounts, health, ledger, log, lost, noteFault, settings }: Program): void {
  catchFault(() => {
    const interrupted = ledger.markInterrupted();
    if (interrupted) log.event('log-ins-interrupted', { count: interrupted });
  }, noteFault);
  catchFault(() => {
    lost.refresh();
    if (lost.all.length > 0) log.event('connections-lost', { count: lost.all.length });
    for (const { connectionId } of settings.connections) {
      health.note(connectionId, {
        lastSyncedAt: accounts.lastSyncedAt(connectionId),
        accountCount: accounts.count(connectionId),
      });
    }
  }, noteFault);
}

function listenToDesktop({ desktop, door, opener, settings, shortcuts, use, work }: Program): void {
  desktop.onSecondInstance(() => {
    if (!settings.settings.firstRunDone) desktop.settings.open(null);
    // A link that is not one of ours starts the program like this, too: it must not take over.
    else if (!use.isBusy()) showLauncher(desktop, 'start');
  });
  desktop.onDeepLink((url) => door.selectFromLink(url));
  desktop.launcher.keepOnBlur(() => use.staysOnBlur());
  desktop.network.onWake(() => work.wake());
  desktop.network.onSleep(() => opener.endAll());
  shortcuts.grabAll();
}

function showFirstWindow({ desktop, settings }: Program): void {
  if (!settings.settings.firstRunDone) desktop.settings.open(null);
  // A user who starts the program by hand wants to see it, and their desktop may not show a tray.
  else if (!desktop.startedAtLogin && !desktop.launcher.isVisible()) showLauncher(desktop, 'start');
}

/** Loads the search index, finishes what the last run left undone, and begins the background work. */
async function loadAccounts({ directory, ending, index, log, noteFault, settings, work }: Program): Promise<void> {
  try {
    const loaded = await faultAsProblem(async () => ok(await index.load()));
    if (!loaded.ok) noteFault(loaded.problem);
    log.event('index-ready', { accounts: index.size });
    for (const { connectionId } of settings.connections) index.rowsChanged(connectionId);
    const finished = await faultAsProblem(async () => ok(await directory.finishInterrupted()));
    if (!finished.ok) noteFault(finished.problem);
    work.beginAll();
  } catch (error) {
    // The user may quit before everything is read; by then the directory is closed.
    if (!ending.signal.aborted) throw error;
  }
}
