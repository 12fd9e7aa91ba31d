import type { Page } from 'playwright-core';
import type { ConnectionHealth, ConnectionView } from '../../src/shared/connection.ts';
import type { RequestName } from '../../src/shared/contract.ts';
import type { LedgerRow } from '../../src/shared/ledger.ts';
import type { ImportRecord, NamesPreview } from '../../src/shared/names.ts';
import type { Problem } from '../../src/shared/problems.ts';
import type { SettingsSection } from '../../src/shared/settings-sections.ts';
import { health as anyHealth, connectionView } from './accounts.ts';
import { namesProgress } from './fake-accounts.ts';
import type { FakeOptions } from './fake-latchkey.ts';
import type { Harness, OpenOptions } from './window-harness.ts';

// Data, actions and questions that the tests of the settings window share.

/** A first start: nothing connected, nothing set. */
export const firstStart: FakeOptions = { settings: { firstRunDone: false }, connections: [] };

export const health = (change: Partial<ConnectionHealth> = {}): ConnectionHealth =>
  anyHealth({ accountCount: 5012, ...change });

export const connection = (change: Partial<ConnectionView> = {}): ConnectionView =>
  connectionView({
    connectionId: 'sendgrid1',
    createdAt: '2026-01-10T08:00:00.000Z',
    health: health(),
    ...change,
  });

/** One connection of each kind of health. */
export const allHealths: readonly ConnectionView[] = [
  connection({ health: health({ names: namesProgress({ known: 1200, total: 5000, status: 'waiting' }) }) }),
  connection({
    connectionId: 'brevo0001',
    provider: 'brevo',
    label: 'Brevo Agency',
    colour: 'green',
    adminEmail: 'ops@agency.example',
    health: health({ status: 'syncing', progress: { seen: 1450, total: 4210 } }),
  }),
  connection({
    connectionId: 'sendgrid2',
    label: 'SendGrid EU',
    colour: 'violet',
    health: health({ status: 'attention', problem: { kind: 'key-rejected', provider: 'SendGrid' } }),
  }),
  connection({
    connectionId: 'brevosample',
    provider: 'brevo',
    label: 'Brevo samples',
    colour: 'teal',
    sandbox: true,
    health: health({
      status: 'waiting',
      problem: { kind: 'timeout', provider: 'Brevo', afterSeconds: 15 },
      resumesAt: '2026-03-02T13:05:00.000Z',
    }),
  }),
];

export const preview: NamesPreview = {
  importId: 'import1',
  fileName: 'customers.csv',
  encoding: 'UTF-8',
  encodingIsGuess: false,
  delimiter: ';',
  headingLine: 1,
  firstLines: [
    { line: 1, text: 'No, Company, Domain' },
    { line: 2, text: '10021, Acme Corp, acme.example' },
  ],
  columns: [
    { heading: 'No', meaning: 'ignore', samples: ['10021', '10022'] },
    { heading: 'Company', meaning: 'name', samples: ['Acme Corp', 'Globex'] },
    { heading: 'Domain', meaning: 'account', samples: ['acme.example', 'globex.example'] },
  ],
  changes: [
    { accountId: 'sendgrid1/1', before: 'acme.example', after: 'Acme Corp' },
    { accountId: 'sendgrid1/2', before: 'Globex Ltd', after: 'Globex' },
  ],
  doubts: [],
  sameNames: null,
  unlikelyNames: null,
  counts: { rows: 1204, matched: 1180, unmatched: 20, skipped: 4, toStore: 1180 },
  lines: [
    { line: 14, why: 'unknown-account' },
    { line: 88, why: 'ambiguous-account' },
  ],
};

/** What main replies once a file was imported, by default the one of `preview`. */
export const importRecord = (change: Partial<ImportRecord> = {}): ImportRecord => ({
  importId: 'import1',
  fileName: 'customers.csv',
  at: '2026-03-01T10:00:00.000Z',
  accounts: 1180,
  undone: false,
  isDesk: false,
  ...change,
});

/** `count` rows of the ledger, newest first. `newest` is the row id of the first. */
export const ledgerRows = (newest: number, count: number): LedgerRow[] =>
  Array.from({ length: count }, (_, at) => ({
    rowId: newest - at,
    at: '2026-03-02T12:40:00.000Z',
    who: 'maria',
    accountId: 'brevo0001/1',
    accountName: `Customer ${newest - at}`,
    provider: 'brevo',
    connectionLabel: 'Brevo Agency',
    target: 'email_campaign',
    landing: null,
    as: null,
    reason: '#48211',
    how: 'open',
    outcome: 'opened',
    problemKind: null,
    sessionEnd: null,
    sessionEndAt: null,
  }));

export async function openSection(
  harness: Harness,
  section: SettingsSection,
  options: OpenOptions = {},
): Promise<Page> {
  const page = await harness.open('settings', options);
  await goTo(page, section);
  return page;
}

export const goTo = (page: Page, section: SettingsSection): Promise<void> => page.locator(`#tab-${section}`).click();

/** Makes this request return this value from now on. */
export const answer = (page: Page, name: RequestName, value: unknown): Promise<void> =>
  page.evaluate(([request, given]) => window.fake.answer(request, () => ({ ok: true, value: given }) as never), [
    name,
    value,
  ] as const);

export const failing = (page: Page, name: RequestName, problem: Problem): Promise<void> =>
  page.evaluate(([request, given]) => window.fake.answer(request, () => ({ ok: false, problem: given }) as never), [
    name,
    problem,
  ] as const);

/** Makes this request return its usual answer again. */
export const working = (page: Page, name: RequestName): Promise<void> =>
  page.evaluate((request) => window.fake.answer(request, null), name);

/** The inputs of every request of this name, oldest first. */
export const callsOf = (page: Page, name: RequestName): Promise<unknown[]> =>
  page.evaluate((wanted) => window.fake.calls.filter((call) => call.name === wanted).map((call) => call.input), name);

/** The name of the focused element, as a screen reader reads it. */
export const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const element = document.activeElement;
    if (!(element instanceof HTMLElement)) return '';
    const isLabelable = element instanceof HTMLInputElement || element instanceof HTMLButtonElement;
    const label = isLabelable ? (element.labels?.[0]?.textContent ?? '') : '';
    return (element.getAttribute('aria-label') ?? (label || (element.textContent ?? ''))).trim();
  });

/** All text of the page: elements, attributes and the values of fields. */
export const everythingIn = (page: Page): Promise<string> =>
  page.evaluate(() =>
    [
      document.documentElement.outerHTML,
      ...[...document.querySelectorAll('input, textarea')].map((field) => (field as HTMLInputElement).value),
    ].join('\n'),
  );
