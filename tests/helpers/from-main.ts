import type { AccountRow } from '../../src/shared/account.ts';
import type { AppState } from '../../src/shared/contract.ts';
import type { LogInInFlight, Question } from '../../src/shared/log-in.ts';
import { defaultSettings } from '../../src/shared/settings.ts';
import { fakeConnections, fakeProviders, fakeShortcuts } from './fake-accounts.ts';

// What main sends to its windows.

/** Two connections, the first run done, and nothing special. */
export const appState = (change: Partial<AppState> = {}): AppState => ({
  version: '0.1.0',
  locale: 'en-GB',
  platform: 'linux',
  providers: fakeProviders,
  connections: fakeConnections,
  settings: { ...defaultSettings, firstRunDone: true },
  defaultSettings,
  shortcuts: fakeShortcuts,
  online: true,
  problems: [],
  logInFlight: null,
  openWindows: [],
  lastChange: null,
  lostConnections: [],
  ...change,
});

/** A log-in to this customer that is under way. */
export const logInTo = (
  { accountId, name }: Pick<AccountRow, 'accountId' | 'name'>,
  change: Partial<LogInInFlight> = {},
): LogInInFlight => ({
  accountId,
  accountName: name,
  connectionLabel: 'SendGrid (Main)',
  how: 'open',
  replaces: null,
  browserSilent: false,
  ...change,
});

/** The log-in replaces the session of another customer. */
export const replacesSession: Extract<Question, { kind: 'replaces-session' }> = {
  kind: 'replaces-session',
  otherName: 'Globex Foods',
  otherUser: null,
  sameCustomer: false,
  minutesAgo: 6,
  copied: false,
};
