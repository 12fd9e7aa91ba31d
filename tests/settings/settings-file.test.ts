import { mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
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

test('a connection is replaced where it is, and can be removed', () => {
  const { file } = SettingsFile.open(folder);
  file.putConnection(connection());
  file.putConnection(connection({ connectionId: 'second000', label: 'Brevo' }));
  file.putConnection(connection({ label: 'Renamed' }));
  expect(file.connections.map(({ label }) => label)).toEqual(['Renamed', 'Brevo']);
  file.removeConnection('c0nnect10n');
  expect(SettingsFile.open(folder).file.connections.map(({ connectionId }) => connectionId)).toEqual(['second000']);
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
    expect(problem).toEqual({ kind: 'settings-set-aside' });
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
  expect(problem).toEqual({ kind: 'settings-set-aside' });
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
