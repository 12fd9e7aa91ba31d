import { type Account, type AccountDetails, type AccountRow, accountIdOf } from '../../src/shared/account.ts';
import type { Connection, ConnectionHealth, ConnectionView } from '../../src/shared/connection.ts';

/** A customer with nothing special about it; pass the facts that matter to the test. */
export function account(change: Partial<Account> = {}): Account {
  const connectionId = change.connectionId ?? 'c0nnect10n';
  const remoteId = change.remoteId ?? '1001';
  return {
    accountId: accountIdOf(connectionId, remoteId),
    connectionId,
    kind: 'customer',
    remoteId,
    name: 'Acme Corp',
    nameSource: 'provider',
    email: 'ops@acme.example',
    domain: 'acme.example',
    aliases: [],
    tags: [],
    state: null,
    note: '',
    pinned: false,
    lastLogInAt: null,
    createdAt: null,
    ...change,
  };
}

/** The same as a window shows it when nothing was typed. */
export const accountRow = ({
  idTail = null,
  showsConnection = false,
  match = null,
  ...facts
}: Partial<AccountRow> = {}): AccountRow => ({
  ...account(facts),
  idTail,
  showsConnection,
  match,
});

/** The details of a customer of whom the provider says nothing. */
export const noDetails: AccountDetails = {
  state: null,
  email: null,
  companyName: null,
  plan: null,
  groups: [],
  credits: [],
  offerings: [],
};

/** A SendGrid connection with nothing special about it. */
export function connection(change: Partial<Connection> = {}): Connection {
  return {
    connectionId: 'c0nnect10n',
    provider: 'sendgrid',
    label: 'SendGrid (Main)',
    colour: 'blue',
    region: 'global',
    sandbox: false,
    reasonRequired: false,
    adminEmail: '',
    suggestedAdminEmail: '',
    namesPaused: false,
    opensIn: 'browser',
    createdAt: '2026-11-01T08:00:00.000Z',
    ...change,
  };
}

/** Nothing is under way, and nothing is wrong. */
export const health = (change: Partial<ConnectionHealth> = {}): ConnectionHealth => ({
  status: 'idle',
  problem: null,
  lastSyncedAt: '2026-03-02T09:00:00.000Z',
  accountCount: 200,
  progress: null,
  resumesAt: null,
  names: null,
  ...change,
});

/** A connection as a window shows it. */
export const connectionView = ({ health: has = health(), ...facts }: Partial<ConnectionView> = {}): ConnectionView => ({
  ...connection(facts),
  health: has,
});
