import type { Handlers } from '../../shared/contract.ts';
import { sentenceFor } from '../../shared/problem-sentences.ts';
import type { Problem } from '../../shared/problems.ts';
import { fail, ok } from '../../shared/result.ts';
import { HealthBoard } from '../connections/health.ts';
import type { Desktop } from '../desktop/desktop.ts';
import { openDirectory } from '../directory/directory.ts';
import { throttle } from '../lib/throttle.ts';
import { openLog } from '../log/log.ts';
import { providers } from '../providers/registry.ts';
import { SettingsFile } from '../settings/settings-file.ts';
import { AppStateBoard } from './app-state.ts';
import { assemble, type Program } from './compose.ts';
import { catchFault, faultAsProblem, faultsAsProblems } from './directory-faults.ts';
import { handlersFor } from './handlers/index.ts';
import { overridesFrom } from './overrides.ts';
import { shellFor } from './shell.ts';

/** Windows are told of changes at most this often; a first sync would otherwise tell them fifty times a second. */
const tellEveryMs = 150;

/**
 * Starts the program on a desktop. Requests are answered and the tray is there at once; resolves when all accounts can be
 * found. Of the environment only overrides are read, and only unpackaged.
 */
export async function start(desktop: Desktop, environment: NodeJS.ProcessEnv): Promise<void> {
  const log = openLog(desktop.logsFolder, !desktop.packaged);
  log.event('start', { version: desktop.version, platform: desktop.platform });
  const bug = (reference: string, error: unknown): void => log.bug(reference, error);
  const settings = SettingsFile.open(desktop.folder);
  const opened = openDirectory({ folder: desktop.folder });
  if (!opened.ok) {
    log.event('directory-unusable', { problem: opened.problem.kind });
    return startWithoutDirectory(desktop, settings.file, opened.problem, bug);
  }

  const { directory, problem: directoryProblem } = opened.value;
  const tellState = throttle(tellEveryMs, () => {
    desktop.announce('stateChanged', program.state.get());
    surviving(program, shell.trayChanged);
  });
  const changedConnections = new Set<string>();
  const tellAccounts = throttle(tellEveryMs, () => {
    for (const connectionId of changedConnections) desktop.announce('accountsChanged', { connectionId });
    changedConnections.clear();
  });
  const program: Program = assemble({
    desktop,
    settings: settings.file,
    directory,
    log,
    overrides: overridesFrom(environment, desktop.packaged),
    stateChanged: tellState.run,
    accountsChanged: (connectionId) => {
      changedConnections.add(connectionId);
      tellAccounts.run();
    },
    // The customer is open by then, whatever the tray can show of it.
    opened: (accountName, connection) => surviving(program, () => shell.opened(accountName, connection)),
  });
  const shell = shellFor(() => program);
  for (const problem of [settings.problem, directoryProblem]) if (problem) program.state.noteProblem(problem);

  // Whatever was under way when the program last ended: nobody knows how it came out.
  surviving(program, () => {
    const interrupted = program.ledger.markInterrupted();
    if (interrupted) log.event('log-ins-interrupted', { count: interrupted });
  });
  surviving(program, () => noteKnownHealth(program));

  desktop.onQuit(async () => {
    tellState.stop();
    tellAccounts.stop();
    await program.end();
  });
  desktop.serve(faultsAsProblems(handlersFor(program, shell)), bug);
  shell.applySettings(settings.file.settings, null);
  shell.watch();
  surviving(program, shell.trayChanged);
  if (!settings.file.settings.firstRunDone) desktop.settings.open(null);
  // Whoever starts it by hand wants to see it, and may be on a desktop that shows no tray.
  else if (!desktop.startedAtLogin && !desktop.launcher.isVisible()) shell.showLauncher('start');

  try {
    await findAll(program);
  } catch (error) {
    // The user may end it before it has read everything.
    if (!program.ending.signal.aborted) throw error;
  }
}

/** Reads all accounts into the search index, finishes what the last run left, and begins the work in the background. */
async function findAll(program: Program): Promise<void> {
  const { directory, index, log, settings, work } = program;
  const loaded = await faultAsProblem(async () => ok(await index.load()));
  if (!loaded.ok) noteFault(program, loaded.problem);
  log.event('index-ready', { accounts: index.size });
  for (const { connectionId } of settings.connections) index.rowsChanged(connectionId);
  const finished = await faultAsProblem(async () => ok(await directory.finishInterrupted()));
  if (!finished.ok) noteFault(program, finished.problem);
  work.beginAll();
}

/**
 * Does what nobody waits for an answer of. Damage among the customers is found only when they are read; by then an empty
 * directory stands in its place, and a sync fills it.
 */
function surviving(program: Program, work: () => void): void {
  catchFault(work, (problem) => noteFault(program, problem));
}

function noteFault({ log, state, stateChanged }: Program, problem: Problem): void {
  if (!state.noteProblem(problem)) return;
  log.event('directory-fault', { problem: problem.kind });
  stateChanged();
}

/** What is known of each connection before anything was asked in this session. */
function noteKnownHealth({ accounts, health, settings }: Program): void {
  for (const { connectionId } of settings.connections) {
    health.note(connectionId, {
      lastSyncedAt: accounts.lastSyncedAt(connectionId),
      accountCount: accounts.count(connectionId),
    });
  }
}

/** The directory cannot be used, and nothing may be opened unrecorded: windows and tray show why, and no more. */
function startWithoutDirectory(
  desktop: Desktop,
  settings: SettingsFile,
  problem: Problem,
  bug: (reference: string, error: unknown) => void,
): void {
  const state = new AppStateBoard({
    version: desktop.version,
    platform: desktop.platform,
    providers,
    connections: () => settings.connections,
    settings: () => settings.settings,
    health: new HealthBoard(() => {}),
    isOnline: () => desktop.network.isOnline(),
  });
  state.noteProblem(problem);
  const answered: Partial<Handlers> = {
    getState: () => ok(state.get()),
    searchAccounts: ({ text }) => ok({ text, rows: [], target: null, total: 0 }),
    hideLauncher() {
      desktop.launcher.hide();
      return ok(null);
    },
    openSettings({ section }) {
      desktop.settings.open(section);
      return ok(null);
    },
    showLogs() {
      desktop.files.showInFolder(desktop.logsFolder);
      return ok(null);
    },
  };
  const refusing = new Proxy(answered, {
    get: (known, name) => Reflect.get(known, name) ?? (() => fail(problem)),
  });
  desktop.serve(refusing as Handlers, bug);
  const showWhy = (): void => desktop.settings.open(null);
  desktop.tray.set({
    icon: 'attention',
    tooltip: `Latchkey: ${sentenceFor(problem).what}`,
    items: [
      { type: 'action', label: 'Settings…', click: showWhy },
      { type: 'separator' },
      // With its window closed there would be no other way to end it.
      { type: 'action', label: 'Quit Latchkey', click: () => desktop.quit() },
    ],
  });
  desktop.onSecondInstance(showWhy);
  showWhy();
}
