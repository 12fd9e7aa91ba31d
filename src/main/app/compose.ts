import type { Connection } from '../../shared/connection.ts';
import { handsOver } from '../../shared/hand-over.ts';
import type { Problem } from '../../shared/problems.ts';
import { AccountDetailsReader } from '../accounts/account-details-reader.ts';
import { AccountIndex } from '../accounts/account-index.ts';
import { Changes } from '../accounts/changes.ts';
import { Frecency } from '../accounts/frecency.ts';
import { Namesakes } from '../accounts/namesakes.ts';
import { VisibleRows } from '../accounts/visible-rows.ts';
import { LinkOpener, ownConnections } from '../browsers/link-opener.ts';
import { ProviderClients } from '../connections/clients.ts';
import { HealthBoard } from '../connections/health.ts';
import { LostConnections } from '../connections/lost-connections.ts';
import { Samples } from '../connections/samples.ts';
import type { Desktop } from '../desktop/desktop.ts';
import type { Directory } from '../directory/directory.ts';
import { DirectoryFault } from '../directory/sqlite/database.ts';
import { createDispatcher } from '../http/dispatcher.ts';
import { createHttp } from '../http/http.ts';
import { RateBudget } from '../http/rate-budget.ts';
import { readSystemCertificates } from '../http/system-certificates.ts';
import type { Http } from '../http/types.ts';
import { pauseFor } from '../lib/pause-for.ts';
import type { Log } from '../log/log.ts';
import { BroughtLandings } from '../log-in/brought-landings.ts';
import { Guards } from '../log-in/guards.ts';
import { LinkOnClipboard } from '../log-in/link-on-clipboard.ts';
import { LogIns } from '../log-in/log-ins.ts';
import { Sessions } from '../log-in/sessions.ts';
import type { Provider } from '../providers/provider.ts';
import { providerOf, providers } from '../providers/registry.ts';
import { Keychain } from '../secrets/keychain.ts';
import type { SettingsFile } from '../settings/settings-file.ts';
import { BackgroundWork } from '../sync/background-work.ts';
import { ProfileBackfill } from '../sync/profile-backfill.ts';
import { ShortLists } from '../sync/short-lists.ts';
import { syncAccounts } from '../sync/sync-accounts.ts';
import { SyncScheduler } from '../sync/sync-scheduler.ts';
import { AppStateBoard } from './app-state.ts';
import { DeskMover } from './desk/desk-mover.ts';
import { catchFault, faultAsProblem, problemOfFault } from './directory-faults.ts';
import { LauncherUse } from './launcher-use.ts';
import { LogInDoor } from './log-in-door.ts';
import { LogInReminders } from './log-in-reminders.ts';
import { Notifications } from './notifications.ts';
import { OpenWindows } from './open-windows.ts';
import type { Overrides } from './overrides.ts';
import { openProgramEvents } from './program-events.ts';
import { Shortcuts } from './shortcuts.ts';
import { Tray } from './tray.ts';

export interface ProgramParts {
  desktop: Desktop;
  settings: SettingsFile;
  directory: Directory;
  log: Log;
  overrides: Overrides;
  /** Of this process. */
  environment: NodeJS.ProcessEnv;
}

export type Program = ReturnType<typeof compose>;

/**
 * Makes every part of the program and gives each what it needs. Starts nothing. Most actions name what they need as the
 * program names it, so that they can be called with the whole program.
 */
export function compose(parts: ProgramParts) {
  const base = composeBase(parts);
  const connected = { ...base, ...composeClients(base) };
  const background = composeBackground(connected);
  const logIns = composeLogIns(connected);
  const program = { ...connected, ...background, ...logIns };
  const shortcuts = new Shortcuts(program);
  const reminders = new LogInReminders(program);
  return {
    ...program,
    shortcuts,
    desk: new DeskMover({ ...program, shortcuts }),
    tray: new Tray({ ...program, shortcuts }),
    details: new AccountDetailsReader(program),
    reminders,
    /** Ends all work. What was acknowledged is on the disk already. */
    async end(): Promise<void> {
      const { clipboard, directory, dispatcher, ending, keychain, opener, openWindows, samples, work } = program;
      ending.abort();
      reminders.end();
      opener.endAll();
      openWindows.own.end();
      // If one of them cannot end, the directory must be closed all the same.
      await Promise.allSettled([work.end(), clipboard.clear(), keychain.close(), samples.close(), dispatcher.close()]);
      directory.close();
    },
  };
}

/** The parts that the others build on. */
function composeBase(parts: ProgramParts) {
  const { desktop, settings, directory, log } = parts;
  const { accounts, ledger } = directory;
  const now = Date.now;
  const ending = new AbortController();
  /** Reports a bug in work that nothing awaits. */
  const crashed = (error: unknown): void => log.bug('background', error);
  /** A fault of the directory in work that nothing awaits: windows and tray show it. */
  function noteFault(problem: Problem): void {
    if (!state.noteProblem(problem)) return;
    log.event('directory-fault', { problem: problem.kind });
    events.emit('state');
  }
  const events = openProgramEvents((error) => {
    if (error instanceof DirectoryFault) noteFault(error.problem);
    else crashed(error);
  });
  const frecency = new Frecency(ledger, now);
  const rowsChanged = (connectionId: string): void => void events.emit('rows', connectionId);
  const health = new HealthBoard(() => events.emit('state'));
  const changes = new Changes(() => events.emit('state'));
  const keychain = new Keychain({ fork: () => desktop.forkKeychain() });
  const index = new AccountIndex({ accounts, frecency, rowsChanged, ending: ending.signal });
  const namesakes = new Namesakes({ index, settings });
  const lost = new LostConnections({ accounts, changes, directory, index, keychain, ledger, settings });
  const state = new AppStateBoard({ desktop, settings, health, providers, changes, lost });
  return {
    ...parts,
    providers,
    providerOf,
    accounts,
    changes,
    ledger,
    now,
    ending,
    events,
    frecency,
    health,
    state,
    index,
    keychain,
    lost,
    namesakes,
    visibleRows: new VisibleRows(),
    use: new LauncherUse({ desktop, elapsedMs: () => performance.now(), wait: pauseFor }),
    notifications: new Notifications(parts),
    crashed,
    noteFault,
  };
}

type Base = ReturnType<typeof composeBase>;

/** Keys, and the clients that use them. */
function composeClients({ desktop, keychain, settings, overrides, now, ending }: Base) {
  // Loaded only for users who explore sample customers.
  const samples = new Samples(async () => (await import('../sandbox/sandbox.ts')).startSandbox(overrides.sandbox));
  const dispatcher = createDispatcher({
    resolveProxy: (url) => desktop.network.resolveProxy(url),
    systemCertificates: readSystemCertificates,
  });
  const openHttp = ({ connectionId, sandbox }: Connection, provider: Provider): Http => {
    const { defaultBudgetPerHour, parseRateLimitHeaders, facts } = provider;
    // Sample customers have no default limit; what the sandbox's headers say counts for them too.
    const defaultPerHour = sandbox ? null : defaultBudgetPerHour;
    const budget = new RateBudget({ defaultPerHour, parseRateLimitHeaders, now });
    const about = { connectionId, provider: facts.shortName };
    return createHttp({ dispatcher, budget, about, userAgent: `Latchkey/${desktop.version}`, now });
  };
  const clients = new ProviderClients({
    settings,
    keychain,
    samples,
    providers,
    providerOf,
    endpointOverrides: overrides.endpoints,
    openHttp,
    ending: ending.signal,
  });
  return { samples, dispatcher, clients };
}

type Connected = Base & ReturnType<typeof composeClients>;

function composeBackground(connected: Connected) {
  const { accounts, index, log, settings, state } = connected;
  const backfill = new ProfileBackfill({ ...connected, problemOfFault, random: Math.random });
  const shortLists = new ShortLists(connected.now);
  const syncs = new SyncScheduler({
    ...connected,
    run: (connectionId, signal) =>
      faultAsProblem(() => syncAccounts({ ...connected, shortLists }, connectionId, signal)),
    completed: (connectionId) => {
      log.event('sync-complete', { accounts: accounts.count(connectionId) });
      // A directory that was set aside is restored when every list is whole again.
      const isWhole = settings.connections.every((each) => accounts.lastSyncedAt(each.connectionId));
      if (isWhole) state.clearProblem('directory-set-aside');
      index.rowsChanged(connectionId);
      backfill.start(connectionId);
    },
    random: Math.random,
  });
  return { backfill, syncs, work: new BackgroundWork({ ...connected, backfill, shortLists, syncs }) };
}

function composeLogIns(connected: Connected) {
  const { desktop, events, ledger, log, now, overrides, settings, state, use, visibleRows } = connected;
  const shownRows = () => (desktop.launcher.isVisible() ? visibleRows.rows() : []);
  const sessions = new Sessions(connected);
  const brought = new BroughtLandings();
  const clipboard = new LinkOnClipboard({
    desktop,
    linkOrigins: [...providers, overrides].flatMap(({ endpoints }) =>
      Object.values(endpoints).flatMap(({ linkOrigins }) => linkOrigins),
    ),
    now,
  });
  const openWindows = new OpenWindows(connected);
  const opener = new LinkOpener({
    browser: desktop.browser,
    handsOver: () => handsOver(settings.settings, desktop.platform),
    isOwn: ownConnections(desktop.platform),
    windows: openWindows.own,
    now,
    crashed: connected.crashed,
  });
  const logIns = new LogIns({
    ...connected,
    clipboard,
    opener,
    hand: use,
    who: desktop.userName,
    sessions,
    guards: new Guards({
      ...connected,
      sessions,
      brought,
      shownRows,
      openWindows: () => openWindows.own.list().map(({ windowId }) => windowId),
    }),
    ledger: {
      begin: (row) => ledger.begin(row),
      // The customer was opened or was not, whatever the disk says. A row without an outcome is "unknown" after a restart.
      finish: (rowId, outcome, problemKind) =>
        catchFault(
          () => ledger.finish(rowId, outcome, problemKind),
          (problem) => log.event('log-in-unfinished', { problem: problem.kind }),
        ),
    },
    changed(inFlight) {
      state.noteLogIn(inFlight);
      events.emit('log-in', inFlight);
    },
    succeeded: (logIn) => void events.emit('logged-in', logIn),
  });
  const door = new LogInDoor({ ...connected, logIns, brought, copiedLink: clipboard });
  return { clipboard, opener, openWindows, logIns, door };
}
