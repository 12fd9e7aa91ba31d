import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { SettingsFile } from '../../src/main/settings/settings-file.ts';
import { defaultSettings } from '../../src/shared/settings.ts';
import { connection } from '../helpers/accounts.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'latchkey-settings-'));
});
const path = () => join(folder, 'settings.json');
const setAside = () => readdirSync(folder).filter((name) => name.includes('damaged'));

test('a first start has the defaults and no connection', () => {
  const { file, problem } = SettingsFile.open(folder);
  expect(file.settings).toEqual(defaultSettings);
  expect(file.connections).toEqual([]);
  expect(problem).toBeNull();
});

test('settings and connections survive a restart', () => {
  const { file } = SettingsFile.open(folder);
  expect(file.change({ theme: 'dark' }).ok).toBe(true);
  expect(file.putConnection(connection()).ok).toBe(true);
  const { file: again } = SettingsFile.open(folder);
  expect(again.settings).toEqual({ ...defaultSettings, theme: 'dark' });
  expect(again.connection('c0nnect10n')).toEqual(connection());
});

test('a change that the disk does not take is a problem, and is not kept', () => {
  const { file } = SettingsFile.open(folder);
  expect(file.change({ theme: 'dark' }).ok).toBe(true);
  rmSync(path());
  // No user can write into a folder as into a file, not even root.
  mkdirSync(path());
  expect(file.change({ theme: 'light' })).toEqual({ ok: false, problem: { kind: 'disk-read-only' } });
  expect(file.settings.theme).toBe('dark');
});

test('a connection is replaced where it is, and can be removed', () => {
  const { file } = SettingsFile.open(folder);
  file.putConnection(connection());
  file.putConnection(connection({ connectionId: 'second000', label: 'Brevo' }));
  file.putConnection(connection({ label: 'Renamed' }));
  expect(file.connections.map(({ label }) => label)).toEqual(['Renamed', 'Brevo']);
  file.removeConnection('c0nnect10n');
  expect(SettingsFile.open(folder).file.connections.map(({ connectionId }) => connectionId)).toEqual(['second000']);
});

test.each([
  ['Nord', 'nord', 'nord 2'],
  ['Nord', 'Nord\u200b', 'Nord 2'],
  ['Nord', '\u2066Nord\u2069 ', 'Nord 2'],
  ['Nord', 'N\u043erd', 'N\u043erd 2'],
  ['Nord', 'N0rd', 'N0rd 2'],
  ['Süd', 'Sud', 'Sud 2'],
  ['Brevo (EU)', 'Brevo EU', 'Brevo EU 2'],
  ['Nord 2', 'Nord2', 'Nord2 2'],
  ['Illinois', 'lllinois', 'lllinois 2'],
  ['★', '★\ufe0e', '★ 2'],
])('of labels that look alike one gets a number: %j and %j', (first, second, numbered) => {
  const { file } = SettingsFile.open(folder);
  file.putConnection(connection({ label: first }));
  file.putConnection(connection({ connectionId: 'second000', label: second }));
  expect(file.connections.map(({ label }) => label)).toEqual([first, numbered]);
  // Also those that an earlier version kept.
  const kept = JSON.parse(readFileSync(path(), 'utf8'));
  kept.connections[1].label = second;
  writeFileSync(path(), JSON.stringify(kept));
  expect(SettingsFile.open(folder).file.connections.map(({ label }) => label)).toEqual([first, numbered]);
});

test.each([
  ['Team 1', 'Team 2'],
  ['Nord GmbH', 'Nord AG'],
  ['北', '南'],
  ['🎉 Team', '👩 Team'],
  ['🎉', '👩'],
  ['+', '−'],
  ['Brevo North', 'Brevo South'],
  ['brevo', 'Brevo EU'],
])('labels that only resemble each other stay as they are: %j and %j', (first, second) => {
  const { file } = SettingsFile.open(folder);
  file.putConnection(connection({ label: first }));
  file.putConnection(connection({ connectionId: 'second000', label: second }));
  expect(file.connections.map(({ label }) => label)).toEqual([first, second]);
});

test('a label shows all that it holds, and never nothing', () => {
  const { file } = SettingsFile.open(folder);
  file.putConnection(connection({ label: '\u200b\u2800' }));
  file.putConnection(connection({ connectionId: 'second000', label: 'No\u00adrd\n West' }));
  expect(file.connections.map(({ label }) => label)).toEqual(['sendgrid', 'Nord West']);
});

test('no two connections have one label: the later one gets a number', () => {
  const { file } = SettingsFile.open(folder);
  for (const connectionId of ['first0000', 'second000', 'third0000']) file.putConnection(connection({ connectionId }));
  file.putConnection(connection({ connectionId: 'long00000', label: 'x'.repeat(60) }));
  file.putConnection(connection({ connectionId: 'long00001', label: 'x'.repeat(60) }));
  const labels = ['SendGrid (Main)', 'SendGrid (Main) 2', 'SendGrid (Main) 3', 'x'.repeat(60), `${'x'.repeat(56)} 2`];
  expect(file.connections.map(({ label }) => label)).toEqual(labels);
  // Changing something else keeps the label.
  file.putConnection(connection({ connectionId: 'second000', label: 'SendGrid (Main) 2', colour: 'red' }));
  expect(file.connections.map(({ label }) => label)).toEqual(labels);
  const kept = JSON.parse(readFileSync(path(), 'utf8'));
  kept.connections[1].label = 'SendGrid (Main)';
  writeFileSync(path(), JSON.stringify(kept));
  expect(SettingsFile.open(folder).file.connections.map(({ label }) => label)).toEqual(labels);
});

test('only its owner can read the file', { tags: ['storage-private'] }, () => {
  SettingsFile.open(folder).file.change({ theme: 'light' });
  expect(statSync(path()).mode & 0o777).toBe(0o600);
});

test.each(['{"settings": {"theme": "da', '', '[]', 'null'])(
  'a damaged file (%j) is set aside, not overwritten',
  (content) => {
    writeFileSync(path(), content);
    const { file, problem } = SettingsFile.open(folder);
    expect(problem).toEqual({ kind: 'settings-set-aside', lost: 'everything' });
    expect(file.settings).toEqual(defaultSettings);
    expect(setAside().map((name) => readFileSync(join(folder, name), 'utf8'))).toEqual([content]);
  },
);

test('one bad value does not cost the others, and a copy of the file is kept', () => {
  const { file } = SettingsFile.open(folder);
  file.change({ theme: 'dark', syncEveryMinutes: 15 });
  file.putConnection(connection());
  const kept = JSON.parse(readFileSync(path(), 'utf8'));
  kept.settings.syncEveryMinutes = 'often';
  kept.connections.push({ connectionId: '../../etc', provider: 7 });
  writeFileSync(path(), JSON.stringify(kept));
  const { file: again, problem } = SettingsFile.open(folder);
  expect(problem).toEqual({ kind: 'settings-set-aside', lost: 'connections' });
  expect(again.settings).toEqual({ ...defaultSettings, theme: 'dark' });
  expect(again.connections).toEqual([connection()]);
  expect(setAside()).toHaveLength(1);
});

test('a setting of an older version costs nothing, and is removed from the file, because it held a reason', () => {
  SettingsFile.open(folder).file.change({ theme: 'dark' });
  const kept = JSON.parse(readFileSync(path(), 'utf8'));
  kept.settings.lastReason = 'ZD-4711 Acme';
  writeFileSync(path(), JSON.stringify(kept));
  const { file, problem } = SettingsFile.open(folder);
  expect(problem).toBeNull();
  expect(file.settings).toEqual({ ...defaultSettings, theme: 'dark' });
  expect(readFileSync(path(), 'utf8')).not.toContain('ZD-4711');
  expect(setAside()).toEqual([]);
});

test('a connection is not lost for a suggested admin email or a pause of names, missing or wrong', () => {
  SettingsFile.open(folder).file.putConnection(connection());
  const kept = JSON.parse(readFileSync(path(), 'utf8'));
  const { suggestedAdminEmail: _, namesPaused: __, ...older } = kept.connections[0];
  const second = { connectionId: 'second000', label: 'Second' };
  kept.connections = [older, { ...older, ...second, suggestedAdminEmail: 'no email', namesPaused: 'yes' }];
  writeFileSync(path(), JSON.stringify(kept));
  const { file, problem } = SettingsFile.open(folder);
  expect(problem).toBeNull();
  expect(file.connections).toEqual([connection(), connection(second)]);
});

const kept = () => JSON.parse(readFileSync(path(), 'utf8'));
const rewrite = (change: (content: ReturnType<typeof kept>) => void): void => {
  const content = kept();
  change(content);
  writeFileSync(path(), JSON.stringify(content));
};

test.each([
  ['with a byte order mark', (text: string) => `\ufeff${text}`],
  ['with commas after the last entries', (text: string) => text.replace(/([}\]"\w])(\s*)(?=[}\]])/g, '$1,$2')],
])('a file %s costs nothing', (_, edit) => {
  SettingsFile.open(folder).file.putConnection(connection({ label: 'a,] b\\"' }));
  SettingsFile.open(folder).file.change({ theme: 'dark' });
  const text = edit(readFileSync(path(), 'utf8'));
  expect(() => JSON.parse(text)).toThrow();
  writeFileSync(path(), text);
  const { file, problem } = SettingsFile.open(folder);
  expect(problem).toBeNull();
  expect(file.connections).toEqual([connection({ label: 'a,] b\\"' })]);
  expect(file.settings.theme).toBe('dark');
  expect(file.change({ theme: 'light' }).ok).toBe(true);
  expect(kept().settings.theme).toBe('light');
  expect(setAside()).toEqual([]);
});

test('what a newer version wrote costs nothing and stays in the file', () => {
  const { file } = SettingsFile.open(folder);
  file.change({ theme: 'dark' });
  file.putConnection(connection());
  rewrite((content) => {
    content.ofTomorrow = { a: 1 };
    content.settings.sound = 'loud';
    content.connections[0].team = ['north'];
  });
  const { file: again, problem } = SettingsFile.open(folder);
  expect(problem).toBeNull();
  expect(again.connections).toEqual([connection()]);
  expect(again.settings).toEqual({ ...defaultSettings, theme: 'dark' });
  again.change({ theme: 'light' });
  again.putConnection(connection({ colour: 'red' }));
  again.putConnection(connection({ connectionId: 'second000', label: 'Second' }));
  expect(kept()).toMatchObject({
    ofTomorrow: { a: 1 },
    settings: { sound: 'loud', theme: 'light' },
    connections: [{ colour: 'red', team: ['north'] }, { connectionId: 'second000' }],
  });
  again.removeConnection('c0nnect10n');
  expect(readFileSync(path(), 'utf8')).not.toContain('north');
  expect(setAside()).toEqual([]);
});

test.each([
  ['label', 'x'.repeat(61), 'x'.repeat(60)],
  ['label', '', 'sendgrid'],
  ['label', 7, 'sendgrid'],
  ['colour', 'ultraviolet', 'grey'],
  ['region', null, ''],
  ['sandbox', 'no', false],
  ['reasonRequired', 'yes', true],
  ['adminEmail', 'nobody', ''],
  ['createdAt', '2026-11-21T14:00:00+02:00', '2026-11-21T12:00:00.000Z'],
  ['createdAt', 'yesterday', '1970-01-01T00:00:00.000Z'],
])('a connection is not lost for its %s (%j)', (field, value, replaced) => {
  SettingsFile.open(folder).file.putConnection(connection());
  rewrite((content) => {
    content.connections[0][field] = value;
  });
  const { file, problem } = SettingsFile.open(folder);
  expect(problem).toEqual({ kind: 'settings-set-aside', lost: 'values' });
  expect(file.connections).toEqual([{ ...connection(), [field]: replaced }]);
  expect(setAside()).toHaveLength(1);
});

test.each([{ provider: 7 }, { provider: 'No Provider' }, { connectionId: 'A' }])(
  'a connection that cannot be distinguished from others is lost, and that is said (%j)',
  (change) => {
    SettingsFile.open(folder).file.putConnection(connection());
    rewrite((content) => content.connections.push({ ...connection({ connectionId: 'second000' }), ...change }));
    const { file, problem } = SettingsFile.open(folder);
    expect(problem).toEqual({ kind: 'settings-set-aside', lost: 'connections' });
    expect(file.connections).toEqual([connection()]);
  },
);

test('of a connection that is there twice, the first one counts', () => {
  SettingsFile.open(folder).file.putConnection(connection());
  rewrite((content) => content.connections.push({ ...connection(), colour: 'red' }));
  const { file, problem } = SettingsFile.open(folder);
  expect(problem).toEqual({ kind: 'settings-set-aside', lost: 'connections' });
  expect(file.connections).toEqual([connection()]);
});

test.each<[string, () => void]>([
  ['larger than any of ours', () => writeFileSync(path(), `${' '.repeat(9 * 1024 * 1024)}{}`)],
  [
    'of a depth that can be read but not written',
    () => writeFileSync(path(), `{"a":${'['.repeat(2e5)}${']'.repeat(2e5)}}`),
  ],
  ['zeros after a power cut', () => writeFileSync(path(), '\0'.repeat(900))],
])('a file that is %s is set aside, and the next change is kept', (_, spoil) => {
  SettingsFile.open(folder).file.putConnection(connection());
  spoil();
  const { file, problem } = SettingsFile.open(folder);
  expect(problem).toEqual({ kind: 'settings-set-aside', lost: 'everything' });
  expect(file.change({ theme: 'dark' }).ok).toBe(true);
  expect(setAside()).toHaveLength(1);
});

test.skipIf(process.platform === 'win32').each<[string, () => void]>([
  ['a folder', () => mkdirSync(path())],
  ['a pipe without a writer', () => execFileSync('mkfifo', [path()])],
])('%s in its place is set aside', (_, make) => {
  make();
  const { file, problem } = SettingsFile.open(folder);
  expect(problem).toEqual({ kind: 'settings-set-aside', lost: 'everything' });
  expect(file.change({ theme: 'dark' }).ok).toBe(true);
  expect(setAside()).toHaveLength(1);
});

test('a write that a kill interrupted leaves nothing behind', { tags: ['storage-forgets'] }, () => {
  SettingsFile.open(folder).file.putConnection(connection());
  for (const end of ['1732190000000abc', '9'])
    writeFileSync(`${path()}.tmp-${end}`, '{"connections":[{"label":"Acme"}]}');
  const { file, problem } = SettingsFile.open(folder);
  expect(problem).toBeNull();
  expect(file.connections).toEqual([connection()]);
  expect(readdirSync(folder)).toEqual(['settings.json']);
});

test.skipIf(process.platform === 'win32').each(['{ damaged', '{"settings":{"theme":"sepia"}}'])(
  'only its owner can read a file that was set aside (%j)',
  { tags: ['storage-private'] },
  (content) => {
    writeFileSync(path(), content);
    chmodSync(path(), 0o644);
    SettingsFile.open(folder);
    expect(setAside().map((name) => statSync(join(folder, name)).mode & 0o777)).toEqual([0o600]);
  },
);
