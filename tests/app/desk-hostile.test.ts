import { describe, expect, test } from 'vitest';
import { type DeskFile, deskSettings, readDeskFile } from '../../src/main/app/desk/desk-file.ts';
import { type DeskHere, planImport } from '../../src/main/app/desk/plan-import.ts';
import { readShortcut } from '../../src/main/desktop/shortcut-rules.ts';
import { longest, mostInList } from '../../src/main/lib/plain-text.ts';
import { providerOf } from '../../src/main/providers/registry.ts';
import { connectionSchema } from '../../src/shared/contract.ts';
import { readPage } from '../../src/shared/provider-page.ts';
import { defaultSettings, settingsSchema } from '../../src/shared/settings.ts';
import { connection } from '../helpers/accounts.ts';
import { fc } from '../helpers/any-input.ts';
import { bytesOf, unwrap } from '../helpers/temp-directory.ts';

// Files that no Latchkey wrote.

const file = {
  latchkey: 'desk',
  version: 1,
  exportedAt: '2026-01-01T00:00:00.000Z',
  settings: { ...defaultSettings },
  connections: [
    {
      provider: 'brevo',
      region: 'global',
      label: 'Agency',
      colour: 'red',
      reasonRequired: true,
      adminEmail: 'ann@agency.example',
      opensIn: 'window',
      namesPaused: false,
      customers: [
        { id: '5000', name: 'Hargreaves', note: 'Ask Ann', pin: 1 },
        { id: '5001', fromFiles: { name: 'Globex', email: '', domain: '', aliases: ['G'], tags: [], note: '' } },
      ],
    },
  ],
};

const here: DeskHere = {
  settings: { ...defaultSettings, windowLimitMinutes: 60 },
  connections: [
    connection({ provider: 'brevo', region: 'global', label: 'Agency', reasonRequired: true }),
    connection({ connectionId: 'sample01', provider: 'brevo', region: 'global', label: 'Samples', sandbox: true }),
  ],
  providerOf,
  allowsShortcut: (accelerator) => readShortcut(accelerator, 'linux') !== null,
};
const plan = (read: DeskFile) => planImport(read, here, () => 'abcdef0123456789', 0);

/** Every place in a value, as a path to it. */
function pathsIn(value: unknown, path: readonly string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return [[...path]];
  return [[...path], ...Object.entries(value).flatMap(([key, inside]) => pathsIn(inside, [...path, key]))];
}

function withValueAt(path: readonly string[], value: unknown): unknown {
  const [last] = path.slice(-1);
  if (last === undefined) return value;
  const whole = structuredClone(file);
  const parent = path.slice(0, -1).reduce<Record<string, unknown>>((at, key) => at[key] as never, whole as never);
  Object.defineProperty(parent, last, { value, enumerable: true, configurable: true, writable: true });
  return whole;
}

const hostile = fc.oneof(
  fc.jsonValue(),
  fc.string({ unit: 'binary', maxLength: 3_000 }),
  fc.constantFrom(
    'constructor',
    '__proto__',
    '../..',
    '\u202eevil',
    '=HYPERLINK("x")',
    'https://evil.example/',
    1e308,
    -1,
    [],
    {},
  ),
);

/** What must hold of whatever was read. */
function expectHarmless(read: DeskFile): void {
  for (const { customers, label } of read.connections) {
    expect(label.length).toBeLessThanOrEqual(60);
    expect(new Set(customers.map(({ remoteId }) => remoteId)).size).toBe(customers.length);
    for (const { remoteId, name, note, pin, fromFiles } of customers) {
      expect(remoteId).toMatch(/^[^\p{Cc}]{1,200}$/u);
      expect(name.length).toBeLessThanOrEqual(longest.name);
      expect(note.length).toBeLessThanOrEqual(longest.note);
      for (const text of [name, ...(fromFiles ? [fromFiles.name, ...fromFiles.aliases, ...fromFiles.tags] : [])])
        expect(text).not.toMatch(/[\p{Cc}\u202e]/u);
      expect(pin === null || (Number.isInteger(pin) && pin > 0)).toBe(true);
      expect(fromFiles?.aliases.length ?? 0).toBeLessThanOrEqual(mostInList);
    }
  }
  const { added, raised, settings } = plan(read);
  for (const one of added) {
    expect(connectionSchema.safeParse(one).success).toBe(true);
    expect(one).toMatchObject({ connectionId: 'abcdef0123456789', sandbox: false });
    expect(['brevo', 'sendgrid']).toContain(one.provider);
  }
  // The one that is here requires a reason already.
  expect(raised).toEqual([]);
  for (const { name, after } of settings) {
    expect(deskSettings).toContain(name);
    expect(settingsSchema.shape[name].safeParse(after).success).toBe(true);
    expect([name, after]).not.toEqual(['showNotices', false]);
    if (name === 'launcherShortcut') expect(readShortcut(after, 'linux')).not.toBeNull();
    if (name === 'windowLimitMinutes') expect(after).toBeLessThanOrEqual(60);
  }
  const pages = settings.flatMap((change) => (change.name === 'savedPages' ? change.after : []));
  for (const { name, page, provider } of pages) {
    expect(name).toMatch(/^[^\p{Cc}\u202e]{1,40}$/u);
    expect(readPage(page, providerOf(provider)?.facts.pages ?? null)).toBe(page);
  }
}

describe('a desk file from a stranger', { tags: ['slips-guarded'] }, () => {
  test('with any value in any place costs at most that place', async () => {
    const anywhere = fc.tuple(fc.constantFrom(...pathsIn(file)), hostile);
    const property = fc.asyncProperty(anywhere, async ([path, value]) => {
      const read = await readDeskFile(bytesOf(JSON.stringify(withValueAt(path, value)) ?? ''));
      if (read.ok) expectHarmless(read.value);
      else expect(read.problem.kind).toBe('desk-file-unreadable');
      const isDeep = path.length > 2 && path[0] === 'connections' && path[2] === 'customers';
      // A bad customer costs the others nothing.
      if (isDeep && path.length > 3) expect(read.ok && read.value.connections[0]?.customers.length).toBeGreaterThan(0);
    });
    await fc.assert(property, { numRuns: 800 });
  });

  test('of any bytes is no desk file', async () => {
    const property = fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async (bytes) => {
      expect(await readDeskFile(bytes)).toMatchObject({ ok: false, problem: { why: 'not-a-desk' } });
    });
    await fc.assert(property, { numRuns: 500 });
  });

  test('that is nested without end is no desk file', async () => {
    const deep = `{"latchkey":"desk","version":1,"connections":${'['.repeat(2_000_000)}`;
    expect(await readDeskFile(bytesOf(deep))).toMatchObject({ problem: { why: 'not-a-desk' } });
    const closed = `{"latchkey":"desk","version":1,"connections":[${'['.repeat(5_000)}${']'.repeat(5_000)}]}`;
    expect(unwrap(await readDeskFile(bytesOf(closed)))).toMatchObject({ connections: [], unreadable: 1 });
  });

  test('keeps what can be read, counts what cannot, and knows no provider by a name that every object has', async () => {
    const [agency] = file.connections;
    const read = unwrap(
      await readDeskFile(
        bytesOf(
          JSON.stringify({
            ...file,
            settings: { theme: 'pink', syncEveryMinutes: 30, linkHandOver: 'off', launcherShortcut: '' },
            connections: [
              { ...agency, customers: [...(agency?.customers ?? []), { id: '5000', name: 'Twice' }, { id: 5 }, null] },
              { ...agency, label: 'Samples', customers: [] },
              { ...agency, region: 'constructor' },
              { ...agency, provider: 'mailgun' },
              { label: 'Nothing else' },
            ],
          }),
        ),
      ),
    );
    expect(read.settings).toEqual({ syncEveryMinutes: 30 });
    // Two settings, three customers, one connection.
    expect(read.unreadable).toBe(6);
    const { added, connections, unknown } = plan(read);
    // Sample customers belong to no reseller: a connection that is called like them is another one.
    expect(added).toMatchObject([{ label: 'Samples', sandbox: false }]);
    expect(connections).toMatchObject([
      { label: 'Agency', what: 'merged', requiresReason: false, customers: 2 },
      { label: 'Samples', what: 'added' },
    ]);
    expect(unknown).toBe(6);
  });

  test('takes no key from typing, and names no page by what is not drawn', async () => {
    const page = 'https://app.brevo.com/senders/domain/list';
    const savedPages = ['\u202esniamod', '\u200b\u200b', 'domains'].map((name) => ({ provider: 'brevo', name, page }));
    const text = JSON.stringify({
      ...file,
      settings: { launcherShortcut: 'E', clipboardShortcut: 'Shift+\u202eY', savedPages },
    });
    const { settings, unknown } = plan(unwrap(await readDeskFile(bytesOf(text))));
    expect(unknown).toBe(2);
    expect(settings).toEqual([
      {
        name: 'savedPages',
        before: [],
        after: ['sniamod', 'domains'].map((name) => ({ provider: 'brevo', name, page })),
      },
    ]);
    const fitting = JSON.stringify({
      ...file,
      settings: { launcherShortcut: 'Control+Alt+E', clipboardShortcut: null },
    });
    expect(plan(unwrap(await readDeskFile(bytesOf(fitting)))).settings).toMatchObject([{ after: 'Control+Alt+E' }]);
  });
});
