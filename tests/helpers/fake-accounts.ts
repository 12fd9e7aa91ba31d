import { homeOf } from '../../src/main/accounts/home.ts';
import { providers } from '../../src/main/providers/registry.ts';
import { type AccountRow, adminConsoleRemoteId } from '../../src/shared/account.ts';
import type { ConnectionView, NamesProgress } from '../../src/shared/connection.ts';
import type { AppState, Home } from '../../src/shared/contract.ts';
import type { ProviderFacts } from '../../src/shared/provider-facts.ts';
import { accountRow, connectionView, health } from './accounts.ts';

// Believable data for the windows' tests and pictures. Without a clock or chance: the same rows each time.

/** What windows learn about each provider: the real facts. */
export const fakeProviders: readonly ProviderFacts[] = providers.map(({ facts }) => facts);

/** None of these names is known yet, until the test says otherwise. */
export const namesProgress = (change: Partial<NamesProgress> = {}): NamesProgress => ({
  known: 0,
  blank: 0,
  failed: 0,
  total: 0,
  status: 'running',
  resumesAt: null,
  minutesLeft: null,
  ...change,
});

export const fakeConnections: readonly ConnectionView[] = [
  connectionView({
    connectionId: 'sendgrid1',
    createdAt: '2026-01-10T08:00:00.000Z',
    health: health({ names: namesProgress({ known: 200, total: 200, status: 'done' }) }),
  }),
  connectionView({
    connectionId: 'brevo0001',
    provider: 'brevo',
    label: 'Brevo Agency',
    colour: 'green',
    createdAt: '2026-01-11T08:00:00.000Z',
  }),
];

const firsts =
  'Acme Northwind Globex Initech Umbrella Hooli Vandelay Stark Wonka Tyrell Bluebird Cobalt Driftwood Ember Fjord Granite Harbour Juniper Kestrel Lantern'.split(
    ' ',
  );
const seconds = 'Corp Labs Traders Foods Travel Studio Health Motors Books Energy'.split(' ');
const plans = ['Pro 100k', 'Essentials', 'Free', 'Premier'];

/** How long ago each was opened, in minutes; all others were never opened. */
const openedMinutesAgo: Record<string, number> = {
  'Acme Corp': 3,
  'Globex Foods': 42,
  'Hooli Health': 190,
  'Fjord Travel': 1500,
  'Kestrel Books': 4400,
};

const pinned = new Set(['Northwind Traders', 'Umbrella Labs']);
const states: Record<string, AccountRow['state']> = {
  'Initech Foods': 'suspended',
  'Wonka Foods': 'inactive',
  'Acme Motors': 'deactivated',
};

const slug = (name: string): string => name.toLowerCase().replace(/ /g, '-');

/** `count` customers, spread over both connections, and Brevo's own console. `now` in ms. */
export function fakeAccounts(now: number, count = 400): AccountRow[] {
  const rows: AccountRow[] = [];
  for (let i = 0; i < count; i++) {
    const first = firsts[i % firsts.length] ?? '';
    const second = seconds[Math.floor(i / firsts.length) % seconds.length] ?? '';
    const round = Math.floor(i / (firsts.length * seconds.length));
    const name = `${first} ${second}${round > 0 ? ` ${['', 'GmbH', 'Ltd', 'SARL', 'Inc'][round] ?? round}` : ''}`;
    const connection = fakeConnections[(i + Math.floor(i / firsts.length)) % 2];
    if (!connection) continue;
    const remoteId =
      connection.provider === 'sendgrid' ? `sg${(7_340_021 + i * 7919).toString(36)}x` : `${48_211_000 + i}`;
    const domain = `${slug(name)}.example`;
    const minutesAgo = openedMinutesAgo[name];
    rows.push(
      accountRow({
        connectionId: connection.connectionId,
        remoteId,
        name,
        email: `${['ops', 'marketing', 'hello', 'it'][i % 4]}@${domain}`,
        domain,
        tags: connection.provider === 'sendgrid' ? [plans[i % 4] ?? ''] : i % 3 === 0 ? ['Agency', 'EU'] : [],
        state: states[name] ?? null,
        pinned: pinned.has(name),
        lastLogInAt: minutesAgo === undefined ? null : new Date(now - minutesAgo * 60_000).toISOString(),
        createdAt: '2023-05-04T10:00:00.000Z',
        note: name === 'Acme Corp' ? 'Ask Dana before changing DNS.' : '',
      }),
    );
  }
  if (count === 0) return rows;
  rows.push(
    accountRow({
      connectionId: 'brevo0001',
      kind: 'admin-console',
      remoteId: adminConsoleRemoteId,
      name: 'Brevo admin console',
      email: '',
      domain: '',
    }),
  );
  return rows;
}

/** What main answers if nothing was typed. */
export function homeRows(accounts: readonly AccountRow[], limit = 50): { rows: AccountRow[]; home: Home } {
  const opened = accounts
    .filter((row) => row.lastLogInAt !== null)
    .sort((a, b) => (b.lastLogInAt ?? '').localeCompare(a.lastLogInAt ?? ''));
  const pinned = accounts.filter((row) => row.pinned);
  const { rows, home } = homeOf({ opened, pinned, some: () => accounts, hasNames: false }, limit);
  return { rows: rows.map((row) => ({ ...row, match: null })), home };
}

/** A plain search, good enough to drive a window: each word must begin a word of the name, email, tags or the id. */
export function findAccounts(accounts: readonly AccountRow[], text: string, limit = 50): AccountRow[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return homeRows(accounts, limit).rows;
  const found: AccountRow[] = [];
  for (const row of accounts) {
    const fields = [
      ['name', row.name],
      ['email', row.email],
      ['id', row.remoteId],
      ...row.tags.map((tag) => ['tag', tag] as const),
    ] as const;
    for (const [field, content] of fields) {
      const ranges = words.map((word) => {
        const at = ` ${content.toLowerCase().replace(/[^a-z0-9]/g, ' ')}`.indexOf(
          ` ${word.replace(/[^a-z0-9]/g, ' ')}`,
        );
        return [at, at + word.length] as const;
      });
      if (ranges.some(([from]) => from < 0)) continue;
      found.push({ ...row, match: { field, text: content, ranges: ranges.sort((a, b) => a[0] - b[0]) } });
      break;
    }
    if (found.length === limit) break;
  }
  // As main does: if names are equal, the tail of the id distinguishes them.
  const twice = new Set(found.map((row) => row.name).filter((name, i, all) => all.indexOf(name) !== i));
  return found.map((row) => (twice.has(row.name) ? { ...row, idTail: row.remoteId.slice(-4) } : row));
}

/** Shortcuts that work. */
export const fakeShortcuts: AppState['shortcuts'] = {
  launcher: null,
  clipboard: null,
  launcherActive: true,
  portal: false,
  launcherUnconfirmed: false,
};

/** The row with this name, which must be there. */
export function rowCalled(rows: readonly AccountRow[], name: string): AccountRow {
  const row = rows.find((one) => one.name === name);
  if (!row) throw new Error(`no account is called ${name}`);
  return row;
}
