import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { runInChild } from '../helpers/child-runner.ts';
import { get, tempFolder } from '../helpers/program-at-scale.ts';
import { opened } from '../helpers/temp-directory.ts';

vi.setConfig({ testTimeout: 120_000 });

// The whole main process runs in a child process and is killed as the system kills: no handler runs, nothing is flushed.

const customers = 8_000;

function deskFile(): string {
  const path = join(tempFolder(), 'latchkey-desk.json');
  const connection = {
    provider: 'brevo',
    region: 'global',
    label: 'Agency',
    colour: 'red',
    reasonRequired: true,
    adminEmail: '',
    opensIn: 'browser',
    namesPaused: false,
    customers: Array.from({ length: customers }, (_, n) => ({
      id: `${5000 + n}`,
      name: `Given ${n}`,
      ...(n < 10 ? { pin: n + 1 } : {}),
      ...(n % 2 === 0 ? { fromFiles: { aliases: [`Alias ${n}`] } } : {}),
    })),
  };
  const settings = { theme: 'dark', syncEveryMinutes: 120 };
  writeFileSync(path, JSON.stringify({ latchkey: 'desk', version: 1, settings, connections: [connection] }));
  return path;
}

/** What a restart finds of the import. */
async function found(folder: string) {
  const program = await runInChild({ folder, environment: {} });
  const { connections, lostConnections, settings } = await get(program, 'getState', {});
  const imports = await get(program, 'listImports', {});
  await program.quit();
  const { directory } = opened(folder);
  const connectionId = connections[0]?.connectionId ?? '';
  const kept = [...directory.desk.customersOf(connectionId)].flat();
  directory.close();
  return {
    connections: connections.length,
    lost: lostConnections.length,
    theme: settings.theme,
    interval: settings.syncEveryMinutes,
    imports: imports.length,
    names: kept.filter(({ name }) => name.startsWith('Given ')).length,
    pins: kept.filter(({ pin }) => pin !== null).length,
    aliases: kept.filter(({ fromFiles }) => fromFiles?.aliases.length === 1).length,
  };
}

const nothing = { connections: 0, lost: 0, theme: 'system', interval: 60, imports: 0, names: 0, pins: 0, aliases: 0 };
const everything = {
  connections: 1,
  lost: 0,
  theme: 'dark',
  interval: 120,
  imports: 1,
  names: customers,
  pins: 10,
  aliases: customers / 2,
};

test('killed in the middle of an import of a desk: all of it is there, or none', {
  tags: ['storage-killed'],
}, async () => {
  const file = deskFile();
  const outcomes = new Set<string>();
  for (const killAfterMs of [10, 200]) {
    const folder = tempFolder();
    const program = await runInChild({ folder, environment: {} });
    await program.bend({ fileToRead: file });
    const preview = await get(program, 'chooseDeskFile', {});
    expect(preview?.counts).toMatchObject({ names: customers, pins: 10, fromFiles: customers / 2, waiting: customers });
    void program.ask('importDesk', { importId: preview?.importId }).catch(() => {});
    await new Promise((resume) => setTimeout(resume, killAfterMs));
    await program.kill();
    const left = await found(folder);
    expect([nothing, everything]).toContainEqual(left);
    if (left.imports === 0) expect(readFileSync(join(folder, 'directory.db')).includes('Given 7')).toBe(false);
    outcomes.add(left.imports === 0 ? 'nothing' : 'everything');
    // The last moments are those in which all is stored already.
    if (left.imports > 0) break;
  }
  expect(outcomes).toContain('nothing');
});
