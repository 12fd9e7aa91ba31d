import { getCACertificates } from 'node:tls';
import type { Connection } from '../../shared/connection.ts';
import { AccountDetailsReader } from '../accounts/account-details-reader.ts';
import { AccountIndex } from '../accounts/account-index.ts';
import { Frecency } from '../accounts/frecency.ts';
import { VisibleRows } from '../accounts/visible-rows.ts';
import { ProviderClients } from '../connections/clients.ts';
import { HealthBoard } from '../connections/health.ts';
import { Samples } from '../connections/samples.ts';
import type { Desktop } from '../desktop/desktop.ts';
import type { Directory } from '../directory/directory.ts';
import { createDispatcher } from '../http/dispatcher.ts';
import { createHttp } from '../http/http.ts';
import { RateBudget } from '../http/rate-budget.ts';
import type { Http } from '../http/types.ts';
import type { Log } from '../log/log.ts';
import { copyLoginLinkWith } from '../log-in/copy-login-link.ts';
import { Guards } from '../log-in/guards.ts';
import { logInWith } from '../log-in/log-in.ts';
import type { LoginLinkDeps } from '../log-in/obtain-login-link.ts';
import type { Provider } from '../providers/provider.ts';
import { providerOf, providers } from '../providers/registry.ts';
import { Keychain } from '../secrets/keychain.ts';
import type { SettingsFile } from '../settings/settings-file.ts';
import { BackgroundWork } from '../sync/background-work.ts';
import { ProfileBackfill } from '../sync/profile-backfill.ts';
import { syncAccounts } from '../sync/sync-accounts.ts';
import { SyncScheduler } from '../sync/sync-scheduler.ts';
import { AppStateBoard } from './app-state.ts';
import { catchFault, faultAsProblem, problemOfFault } from './directory-faults.ts';
import type { Overrides } from './overrides.ts';

export interface ProgramParts {
  desktop: Desktop;
  settings: SettingsFile;
  directory: Directory;
  log: Log;
  overrides: Overrides;
  /** Something that windows and tray show of the program has changed. */
  stateChanged: () => void;
  accountsChanged: (connectionId: string) => void;
  /** The browser was asked to open a customer. */
  opened: (accountName: string, connection: Connection) => void;
}

export type Program = ReturnType<typeof assemble>;

/** Joins the rooms: gives every action and every runner what it needs. Starts nothing. */
export function assemble(parts: ProgramParts) {
  const { desktop, settings, directory, log, overrides } = parts;
  const { accounts, ledger } = directory;
  const now = Date.now;
  const ending = new AbortController();
  const keychain = new Keychain({ fork: () => desktop.forkKeychain() });
  // Loaded only for those who explore sample customers.
  const samples = new Samples(async () => (await import('../sandbox/sandbox.ts')).startSandbox(overrides.sandbox));
  const health = new HealthBoard(parts.stateChanged);
  const frecency = new Frecency(ledger, now);
  const index = new AccountIndex({ accounts, frecency, rowsChanged: parts.accountsChanged, ending: ending.signal });
  const shown = new VisibleRows();
  const dispatcher = createDispatcher({
    resolveProxy: (url) => desktop.network.resolveProxy(url),
    systemCertificates: () => getCACertificates('system'),
  });
  const crashed = (error: unknown): void => log.bug('background', error);
  const openHttp = ({ connectionId, sandbox }: Connection, provider: Provider): Http => {
    const { defaultBudgetPerHour, parseRateLimitHeaders, facts } = provider;
    // Sample customers have no default limit; what the sandbox's headers say counts for them too.
    const defaultPerHour = sandbox ? null : defaultBudgetPerHour;
    const budget = new RateBudget({ defaultPerHour, parseRateLimitHeaders, now });
    return createHttp({ dispatcher, budget, about: { connectionId, provider: facts.shortName }, now });
  };
  const clients = new ProviderClients({
    settings,
    keychain,
    samples,
    providerOf,
    endpointOverrides: overrides.endpoints,
    openHttp,
    ending: ending.signal,
  });

  const backfill = new ProfileBackfill({
    clients,
    accounts,
    index,
    health,
    visibleRows: shown,
    problemOfFault,
    crashed,
    now,
    random: Math.random,
  });

  const state = new AppStateBoard({
    version: desktop.version,
    platform: desktop.platform,
    providers,
    connections: () => settings.connections,
    settings: () => settings.settings,
    health,
    isOnline: () => desktop.network.isOnline(),
  });

  const syncs = new SyncScheduler({
    settings,
    accounts,
    run: (connectionId, signal) =>
      faultAsProblem(() => syncAccounts({ clients, accounts, index, health, now }, connectionId, signal)),
    completed: (connectionId) => {
      log.event('sync-complete', { accounts: accounts.count(connectionId) });
      // A directory that was set aside is made good when every list is whole again.
      if (settings.connections.every((each) => accounts.lastSyncedAt(each.connectionId)))
        state.settle('directory-set-aside');
      index.rowsChanged(connectionId);
      backfill.start(connectionId);
    },
    health,
    crashed,
    now,
    random: Math.random,
  });

  const work = new BackgroundWork({ syncs, backfill, accounts, settings, crashed });

  /** The customer is open or is not, whatever the disk says: what cannot be written down reads "unknown" after a restart. */
  const finishLogIn: LoginLinkDeps['ledger']['finish'] = (rowId, outcome, problemKind) => {
    catchFault(
      () => ledger.finish(rowId, outcome, problemKind),
      (problem) => log.event('log-in-unfinished', { problem: problem.kind }),
    );
  };

  const loginLinks: LoginLinkDeps = {
    accounts,
    clients,
    guards: new Guards({
      settings,
      ledger,
      shownRows: () => (desktop.launcher.isVisible() ? shown.rows() : []),
      now,
    }),
    ledger: { begin: (begun) => ledger.begin(begun), finish: finishLogIn },
    health,
    who: desktop.userName,
    now,
  };

  const logIn = logInWith({
    ...loginLinks,
    browser: desktop.browser,
    opened: (account, openedAt) => {
      frecency.changed();
      parts.opened(account.name, openedAt);
    },
  });

  const copyLink = copyLoginLinkWith({
    ...loginLinks,
    clipboard: desktop.clipboard,
    copied: () => {
      frecency.changed();
      parts.stateChanged();
    },
    announce: (link) => desktop.announce('linkOnClipboard', link),
  });

  return {
    ...parts,
    providerOf,
    accounts,
    ledger,
    keychain,
    samples,
    index,
    health,
    frecency,
    shown,
    clients,
    backfill,
    syncs,
    work,
    crashed,
    ending,
    logIn,
    copyLink,
    details: new AccountDetailsReader({ accounts, clients, index, now }),
    now,
    state,
    /** Ends all work; what was acknowledged is on the disk already. */
    async end(): Promise<void> {
      ending.abort();
      // One that cannot end must not keep the directory open.
      await Promise.allSettled([work.end(), copyLink.clear(), keychain.close(), samples.close(), dispatcher.close()]);
      directory.close();
    },
  };
}
