import type { AccountRow, KeptDetails } from '../../src/shared/account.ts';
import type { AccountChange, Undone } from '../../src/shared/change.ts';
import type { ConnectionView } from '../../src/shared/connection.ts';
import type {
  AnnouncementName,
  Announcements,
  AppState,
  Bridge,
  Handlers,
  RequestName,
} from '../../src/shared/contract.ts';
import type { PastLogIn } from '../../src/shared/ledger.ts';
import type { Platform } from '../../src/shared/platform.ts';
import type { Problem } from '../../src/shared/problems.ts';
import { fail, ok } from '../../src/shared/result.ts';
import type { Settings } from '../../src/shared/settings.ts';
import {
  fakeAccounts,
  fakeConnections,
  fakeProviders,
  fakeShortcuts,
  findAccounts,
  homeRows,
} from './fake-accounts.ts';

// `window.latchkey` without a main: in memory, several hundred customers, and every answer can be replaced. It is
// bundled into one script that runs before the page's own; tests steer it through `window.fake`. It imports only types
// of the contract, as the windows do: the schema library would break the page's content security policy.

/** What a test may choose, as plain data. */
export interface FakeOptions {
  accounts?: number;
  platform?: Platform;
  locale?: string;
  settings?: Partial<Settings>;
  connections?: readonly ConnectionView[];
  online?: boolean;
  problems?: readonly Problem[];
}

/** Given with the page's address. */
export interface FakeStart extends FakeOptions {
  defaultSettings: Settings;
}

interface FakeLatchkey {
  /** Every request, oldest first. */
  calls: { name: RequestName; input: unknown }[];
  state: AppState;
  accounts: AccountRow[];
  /** Accounts that a test holds back until a sync adds them. */
  notYet: AccountRow[];
  /** What a request returns from now on; null restores its ordinary answer. */
  answer<N extends RequestName>(name: N, handler: Handlers[N] | null): void;
  /** Every answer to this request waits until `release`. */
  hold(name: RequestName): void;
  release(name: RequestName): void;
  announce<N extends AnnouncementName>(name: N, announcement: Announcements[N]): void;
  /** Changes the state and announces it. */
  change(change: Partial<AppState>): void;
  changeHealth(connectionId: string, health: Partial<ConnectionView['health']>): void;
}

declare global {
  interface Window {
    fake: FakeLatchkey;
  }
}

type ChangeMade =
  | Pick<Extract<AccountChange, { kind: 'rename' }>, 'kind' | 'newName'>
  | Pick<Extract<AccountChange, { kind: 'note' }>, 'kind' | 'removed'>
  | { kind: 'pin' | 'unpin' };

const details: Omit<KeptDetails, 'askedAt'> = {
  state: 'activated',
  email: null,
  companyName: 'Acme Corporation',
  plan: 'Pro 100k',
  groups: ['Agency', 'EU'],
  credits: [{ name: 'emails', remaining: 61_200, quantity: 100_000 }],
  offerings: [
    { name: 'Pro 100k', type: 'package', quantity: 1 },
    { name: 'Dedicated IP', type: 'addon', quantity: 2 },
  ],
};

const pastLogIns = (lastLogInAt: string): PastLogIn[] => [
  {
    rowId: 2,
    at: lastLogInAt,
    how: 'open',
    reason: 'TICKET-4711 no mails',
    target: 'senders',
    landing: null,
    as: null,
  },
  {
    rowId: 1,
    at: '2025-10-12T09:00:00.000Z',
    how: 'copy',
    reason: '',
    target: null,
    landing: null,
    as: 'jo@acme.example',
  },
];

function createFake(options: FakeStart): { bridge: Bridge; fake: FakeLatchkey } {
  const listeners = new Set<(name: AnnouncementName, announced: unknown) => void>();
  const held = new Map<RequestName, Promise<void>>();
  const releases = new Map<RequestName, () => void>();

  const fake: FakeLatchkey = {
    calls: [],
    accounts: fakeAccounts(Date.now(), options.accounts ?? 400),
    notYet: [],
    state: {
      version: '0.1.0',
      platform: options.platform ?? 'linux',
      locale: options.locale ?? 'en-GB',
      providers: fakeProviders,
      connections: options.connections ?? fakeConnections,
      settings: { ...options.defaultSettings, firstRunDone: true, ...options.settings },
      defaultSettings: options.defaultSettings,
      shortcuts: fakeShortcuts,
      online: options.online ?? true,
      problems: options.problems ?? [],
      logInFlight: null,
      openWindows: [],
      lastChange: null,
      lostConnections: [],
    },
    answer(name, handler) {
      current[name] = handler ?? handlers[name];
    },
    hold(name) {
      held.set(name, new Promise((done) => releases.set(name, done)));
    },
    release(name) {
      held.delete(name);
      releases.get(name)?.();
    },
    announce(name, announced) {
      for (const hear of [...listeners]) hear(name, announced);
    },
    change(change) {
      fake.state = { ...fake.state, ...change };
      fake.announce('stateChanged', fake.state);
    },
    changeHealth(connectionId, health) {
      fake.change({
        connections: fake.state.connections.map((connection) =>
          connection.connectionId === connectionId
            ? { ...connection, health: { ...connection.health, ...health } }
            : connection,
        ),
      });
    },
  };

  const undos = new Map<string, () => Undone>();
  const account = (accountId: string): AccountRow | undefined =>
    fake.accounts.find((row) => row.accountId === accountId);
  const connectionOf = (row: AccountRow): ConnectionView | undefined =>
    fake.state.connections.find((connection) => connection.connectionId === row.connectionId);
  const alter = (accountId: string, facts: Partial<AccountRow>, made: ChangeMade) => {
    const row = account(accountId);
    if (!row) return fail({ kind: 'account-unknown' });
    fake.accounts = fake.accounts.map((other) => (other === row ? { ...row, ...facts } : other));
    fake.announce('accountsChanged', { connectionId: row.connectionId });
    const change: AccountChange = { changeId: `change ${fake.calls.length}`, accountId, name: row.name, ...made };
    undos.set(change.changeId, () => {
      fake.accounts = fake.accounts.map((other) => (other.accountId === accountId ? row : other));
      fake.announce('accountsChanged', { connectionId: row.connectionId });
      fake.change({ lastChange: null });
      return { name: row.name };
    });
    fake.change({ lastChange: change });
    return ok(change);
  };
  /** The problem that main would return before this log-in, or null. */
  const refusal = (row: AccountRow, reason: string) => {
    const connection = connectionOf(row);
    if (!connection) return fail({ kind: 'connection-unknown' });
    if (row.kind === 'admin-console' && connection.adminEmail === '')
      return fail({ kind: 'admin-email-needed', connectionId: row.connectionId });
    if (connection.reasonRequired && reason === '')
      return fail({ kind: 'reason-needed', connectionId: row.connectionId });
    return null;
  };
  const changeConnection = (connectionId: string, change: Partial<ConnectionView>): void =>
    fake.change({
      connections: fake.state.connections.map((connection) =>
        connection.connectionId === connectionId ? { ...connection, ...change } : connection,
      ),
    });

  const handlers: Handlers = {
    getState: () => ok(fake.state),
    searchAccounts: ({ text }) => {
      const words = text.trim().split(/\s+/);
      const last = words.at(-1)?.toLowerCase() ?? '';
      const target = fakeProviders.flatMap((facts) => facts.targets).find((known) => known.verbs.includes(last));
      const rest = target && words.length > 1 ? words.slice(0, -1).join(' ') : text;
      return ok({
        text,
        ...(text.trim() === '' ? homeRows(fake.accounts) : { rows: findAccounts(fake.accounts, rest) }),
        target: target && words.length > 1 ? target.id : null,
        total: fake.accounts.filter(({ kind }) => kind === 'customer').length,
      });
    },
    logIn: ({ accountId, reason }) => {
      const row = account(accountId);
      if (!row) return fail({ kind: 'account-unknown' });
      const refused = refusal(row, reason);
      if (refused) return refused;
      if (fake.state.settings.hideAfterOpening) fake.announce('launcherHidden', null);
      const connectionLabel = connectionOf(row)?.label ?? '';
      return ok({ result: 'opened', accountName: row.name, connectionLabel, replaces: null });
    },
    copyLoginLink: ({ accountId, reason }) => {
      const row = account(accountId);
      if (!row) return fail({ kind: 'account-unknown' });
      const refused = refusal(row, reason);
      if (refused) return refused;
      const expiresAt = new Date(Date.now() + 60_000).toISOString();
      fake.announce('linkOnClipboard', { accountName: row.name, expiresAt });
      return ok({ result: 'copied', accountName: row.name, expiresAt, replaces: null });
    },
    remindOfLogIn: () => ok(null),
    showWindow: () => ok(null),
    closeWindow: () => ok(null),
    closeAllWindows: () => ok(null),
    findWindowBrowsers: () => {
      const chromium = { id: 'chromium', name: 'Chromium' };
      return ok({ found: [chromium], used: chromium, confined: [] });
    },
    connectOtherRegion: ({ connectionId }) => ok({ connectionId, label: 'SendGrid (European Union)' }),
    cancelLogIn: () => ok({ result: 'nothing', accountName: null }),
    openDirectly: () => ok(null),
    showPastedLink: () => ok(null),
    noteTyped: () => ok(null),
    noteHand: () => ok(null),
    noteFieldsLeft: () => ok(null),
    noteQuestion: () => ok(null),
    readNames: ({ accountIds }) =>
      ok(
        fake.accounts
          .filter((one) => accountIds.includes(one.accountId))
          .map(({ accountId, name, email }) => ({ accountId, name, email })),
      ),
    suggestReasons: () => ok({ last: null, recent: [] }),
    suggestLandings: () => ok({ users: [], pages: [] }),
    listAdminUsers: () => ok(['admin@agency.example', 'sam@agency.example']),
    getPreview: ({ accountId }) => {
      const row = account(accountId);
      if (!row) return fail({ kind: 'account-unknown' });
      return ok({ logIns: row.lastLogInAt === null ? [] : pastLogIns(row.lastLogInAt), details: null });
    },
    getAccountDetails: () => ok({ ...details, askedAt: new Date().toISOString() }),
    copyAccountField: () => ok(null),
    renameAccount: ({ accountId, name }) =>
      alter(accountId, { name, nameSource: 'user' }, { kind: 'rename', newName: name }),
    noteAccount: ({ accountId, note }) => alter(accountId, { note }, { kind: 'note', removed: note === '' }),
    pinAccount: ({ accountId, pinned }) => alter(accountId, { pinned }, { kind: pinned ? 'pin' : 'unpin' }),
    undoChange: ({ changeId }) => {
      const undo = undos.get(changeId);
      if (!undo) return fail({ kind: 'change-unknown' });
      undos.delete(changeId);
      return ok(undo());
    },
    connectProvider: () => ok({ connectionId: 'sendgrid2', accountTotal: 214 }),
    exploreSamples: () => ok(null),
    removeSamples: () => ok(null),
    verifyConnection: () => ok({ accountTotal: 214 }),
    replaceKey: () => ok({ result: 'replaced' }),
    changeConnection: ({ connectionId, change }) => {
      changeConnection(connectionId, change as Partial<ConnectionView>);
      return ok(null);
    },
    disconnectProvider: ({ connectionId }) => {
      fake.change({ connections: fake.state.connections.filter((one) => one.connectionId !== connectionId) });
      return ok(null);
    },
    forgetLostConnection: () => ok(null),
    syncAccounts: () => ok([]),
    cancelSync: () => ok(null),
    pauseNames: () => ok(null),
    chooseNamesFile: () => ok(null),
    previewNames: () => fail({ kind: 'import-unknown' }),
    importNames: () => fail({ kind: 'import-unknown' }),
    undoImport: () => fail({ kind: 'import-unknown' }),
    listImports: () => ok([]),
    exportNames: () => ok(null),
    exportCustomers: () => ok(null),
    exportDesk: () => ok(null),
    chooseDeskFile: () => ok(null),
    importDesk: () => fail({ kind: 'import-unknown' }),
    selectInLauncher: () => ok(null),
    searchLedger: () => ok({ rows: [], more: false, intact: true, mismatches: [] }),
    countLogIns: () => ok([]),
    exportLedger: () => ok(null),
    changeSettings: (change) => {
      fake.change({ settings: { ...fake.state.settings, ...(change as Partial<Settings>) } });
      return ok(null);
    },
    finishFirstRun: () => {
      fake.change({ settings: { ...fake.state.settings, firstRunDone: true } });
      return ok(null);
    },
    hideLauncher: () => {
      fake.announce('launcherHidden', null);
      return ok(null);
    },
    openSettings: () => ok(null),
    returnToLauncher: () => ok(null),
    openProviderPage: () => ok(null),
    showLogs: () => ok(null),
    getLicences: () => ok('MIT'),
  };

  const current: Handlers = { ...handlers };

  const bridge: Bridge = {
    async request(name, input) {
      fake.calls.push({ name, input: structuredClone(input) });
      await held.get(name);
      return structuredClone(await current[name](input));
    },
    on(name, listener) {
      const hear = (announcedName: AnnouncementName, announced: unknown): void => {
        if (announcedName === name) listener(announced as Announcements[typeof name]);
      };
      listeners.add(hear);
      return () => void listeners.delete(hear);
    },
  };
  return { bridge, fake };
}

const given = new URLSearchParams(location.search).get('fake');
if (given) {
  const { bridge, fake } = createFake(JSON.parse(given));
  Object.assign(window, { latchkey: bridge, fake });
}
