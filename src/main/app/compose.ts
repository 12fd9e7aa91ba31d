import { getCACertificates } from 'node:tls';
import { splitAccountId } from '../../shared/account.ts';
import type { Connection } from '../../shared/connection.ts';
import type { Result } from '../../shared/result.ts';
import { AccountIndex } from '../accounts/account-index.ts';
import { Frecency } from '../accounts/frecency.ts';
import { getAccountDetailsWith } from '../accounts/get-account-details.ts';
import { VisibleRows } from '../accounts/visible-rows.ts';
import { conversationsWith } from '../connections/clients.ts';
import { type ConnectRequest, connectProvider } from '../connections/connect-provider.ts';
import { disconnectProvider } from '../connections/disconnect-provider.ts';
import { HealthBoard } from '../connections/health.ts';
import { Samples } from '../connections/samples.ts';
import type { Desktop } from '../desktop/desktop.ts';
import type { Directory } from '../directory/directory.ts';
import { createDispatcher } from '../http/dispatcher.ts';
import { createHttp } from '../http/http.ts';
import { RateBudget } from '../http/rate-budget.ts';
import type { Http } from '../http/types.ts';
import { yieldToEventLoop } from '../lib/yield-to-event-loop.ts';
import type { Log } from '../log/log.ts';
import { copyLoginLinkWith } from '../log-in/copy-login-link.ts';
import { Guards } from '../log-in/guards.ts';
import { logInWith } from '../log-in/log-in.ts';
import type { LoginLinkDeps } from '../log-in/obtain-login-link.ts';
import type { Endpoint } from '../providers/provider.ts';
import { providerOf, providers } from '../providers/registry.ts';
import { Keychain } from '../secrets/keychain.ts';
import type { SettingsFile } from '../settings/settings-file.ts';
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
  const connection = (connectionId: string): Connection | undefined => settings.connection(connectionId);
  const connections = (): readonly Connection[] => settings.connections;

  const endpoint = async ({ provider, region, sandbox }: Connection): Promise<Endpoint | undefined> =>
    sandbox ? samples.endpoint(provider) : (overrides.endpoints[provider] ?? providerOf(provider)?.endpoints[region]);

  const openWay = ({ connectionId, provider: kind, sandbox }: Connection): Http => {
    const provider = providerOf(kind);
    if (!provider) throw new Error('a connection to a provider that is not registered');
    const { defaultBudgetPerHour, parseRateLimitHeaders, facts } = provider;
    const budget = new RateBudget({
      // Sample customers are asked as often as we like; what the sandbox's headers say holds there too.
      defaultPerHour: sandbox ? null : defaultBudgetPerHour,
      ...(parseRateLimitHeaders ? { parseRateLimitHeaders } : {}),
      now,
    });
    return createHttp({ dispatcher, budget, about: { connectionId, provider: facts.shortName }, now });
  };
  const ways = new Map<string, Http>();
  /** One way per connection, with its rate budget: a budget belongs to a key. */
  const http = (asked: Connection): Http => {
    const way = ways.get(asked.connectionId) ?? openWay(asked);
    ways.set(asked.connectionId, way);
    return way;
  };

  const converse = conversationsWith({
    connection,
    provider: providerOf,
    endpoint,
    http,
    readKey: (connectionId) => keychain.read(connectionId),
  });

  const names = new ProfileBackfill({
    connection,
    provider: providerOf,
    converse,
    accounts,
    index,
    health,
    shown: () => shown.accountIds(),
    problemOfFault,
    crashed,
    now,
    random: Math.random,
  });

  const state = new AppStateBoard({
    version: desktop.version,
    platform: desktop.platform,
    providers,
    connections,
    settings: () => settings.settings,
    health,
    isOnline: () => desktop.network.isOnline(),
  });

  const syncs = new SyncScheduler({
    connections,
    run: (connectionId, signal) =>
      faultAsProblem(() =>
        syncAccounts(
          {
            converse,
            accounts,
            index,
            progress: (id, seen, total) =>
              health.note(id, { progress: { seen, total }, accountCount: accounts.count(id) }),
            pause: yieldToEventLoop,
            now,
          },
          connectionId,
          signal,
        ),
      ),
    completed: (connectionId) => {
      log.event('sync-complete', { accounts: accounts.count(connectionId) });
      // A directory that was set aside is made good when every list is whole again.
      if (connections().every((each) => accounts.lastSyncedAt(each.connectionId))) state.settle('directory-set-aside');
      index.rowsChanged(connectionId);
      names.start(connectionId);
    },
    lastSyncedAt: (connectionId) => accounts.lastSyncedAt(connectionId),
    accountCount: (connectionId) => accounts.count(connectionId),
    health,
    everyMinutes: () => settings.settings.syncEveryMinutes,
    crashed,
    now,
    random: Math.random,
  });

  /** An answer that says how the whole connection is doing, not only one account. */
  const noteOutcome = (connectionId: string, outcome: Result<unknown>): void => {
    if (outcome.ok) health.clearProblem(connectionId);
    else if (concernsConnection.has(outcome.problem.kind)) health.noteProblem(connectionId, outcome.problem);
  };

  /** The customer is open or is not, whatever the disk says: what cannot be written down reads "unknown" after a restart. */
  const finishLogIn: LoginLinkDeps['ledger']['finish'] = (rowId, outcome, problemKind) => {
    catchFault(
      () => ledger.finish(rowId, outcome, problemKind),
      (problem) => log.event('log-in-unfinished', { problem: problem.kind }),
    );
  };

  const loginLinks: LoginLinkDeps = {
    account: (accountId) => accounts.get(accountId),
    connection,
    provider: providerOf,
    guards: new Guards({
      connections,
      lastOpened: (connectionId, since) => ledger.lastOpened(connectionId, since),
      shownRows: () => (desktop.launcher.isVisible() ? shown.rows() : []),
      now,
    }),
    ledger: { begin: (begun) => ledger.begin(begun), finish: finishLogIn },
    converse,
    who: desktop.userName,
    now,
    ending: ending.signal,
    noteOutcome,
  };

  const logIn = logInWith({
    ...loginLinks,
    openLogin: (url, linkOrigins, provider) =>
      desktop.browser.openLogin(url, linkOrigins, providerOf(provider)?.facts.shortName ?? provider),
    opened: (account, openedAt) => {
      frecency.changed();
      parts.opened(account.name, openedAt);
    },
  });

  const copyLink = copyLoginLinkWith({
    ...loginLinks,
    writeConcealed: (text) => desktop.clipboard.writeConcealed(text),
    clearIfHolds: (text) => desktop.clipboard.clearIfHolds(text),
    copied: () => {
      frecency.changed();
      parts.stateChanged();
    },
    announce: (link) => desktop.announce('linkOnClipboard', link),
  });

  const disconnect = (connectionId: string): Promise<Result<null>> =>
    disconnectProvider(
      {
        isKnown: (id) => connection(id) !== undefined,
        removeKey: (id) => keychain.remove(id),
        removeConnection: (id) => settings.removeConnection(id),
        stopWork: async (id) => {
          names.forget(id);
          await syncs.forget(id);
        },
        resumeWork: (id) => {
          syncs.schedule();
          names.start(id);
        },
        forgetAccounts: async (id) => {
          await index.forget(id, await directory.forgetConnection(id));
          ways.delete(id);
          health.forget(id);
          // A ticket's words may name one of the customers that are gone.
          if (connections().length === 0) settings.change({ lastReason: '' });
        },
      },
      connectionId,
    );

  const connect = (request: ConnectRequest) =>
    connectProvider(
      {
        provider: providerOf,
        connections,
        endpoint,
        // A key that is only being tried leaves nothing behind.
        http: openWay,
        keychain,
        putConnection: (added) => settings.putConnection(added),
        connected: (connectionId) => {
          log.event('connected', { provider: request.provider });
          void syncs.sync(connectionId).catch(crashed);
        },
        now,
        ending: ending.signal,
      },
      request,
    );

  /** Another key or another region is another list: the one that is being read ends, and none is taken up half-way. */
  const syncAfresh = async (connectionId: string): Promise<void> => {
    await syncs.forget(connectionId);
    accounts.abandonRun(connectionId);
    await syncs.sync(connectionId);
  };

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
    names,
    syncs,
    converse,
    connection,
    endpoint,
    openWay,
    /** A connection has another key, and so another rate budget. */
    keyReplaced(connectionId: string): void {
      ways.delete(connectionId);
      health.clearProblem(connectionId);
      void syncAfresh(connectionId).catch(crashed);
    },
    moved: (connectionId: string): void => void syncAfresh(connectionId).catch(crashed),
    noteOutcome,
    crashed,
    ending,
    logIn,
    copyLink,
    connect,
    disconnect,
    getAccountDetails: getAccountDetailsWith({
      account: loginLinks.account,
      converse,
      storeState: (accountId, accountState) => {
        accounts.storeState(accountId, accountState);
        index.rowsChanged(splitAccountId(accountId)?.connectionId ?? '');
      },
      ending: ending.signal,
      now,
    }),
    state,
    /** Ends all work; what was acknowledged is on the disk already. */
    async end(): Promise<void> {
      ending.abort();
      // One that cannot end must not keep the directory open.
      await Promise.allSettled([
        syncs.stop(),
        names.stop(),
        copyLink.clear(),
        keychain.close(),
        samples.close(),
        dispatcher.close(),
      ]);
      directory.close();
    },
  };
}

const concernsConnection: ReadonlySet<string> = new Set([
  'key-rejected',
  'key-not-reseller',
  'key-missing',
  'ip-not-authorised',
  'keychain-missing',
  'keychain-locked',
  'keychain-denied',
  'keychain-broken',
]);
