import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserWindow, ipcMain } from 'electron';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { serveRequests } from '../../src/main/desktop/ipc.ts';
import type { SenderFrame } from '../../src/main/desktop/trusted-sender.ts';
import { Windows } from '../../src/main/desktop/windows.ts';
import { SettingsFile } from '../../src/main/settings/settings-file.ts';
import { type Handlers, requests } from '../../src/shared/contract.ts';
import { fail, ok } from '../../src/shared/result.ts';

const page = 'app://latchkey/launcher.html';
const refused = fail({ kind: 'input-invalid', request: 'unknown' });

type Handler = (event: { sender: { id: number }; senderFrame: SenderFrame | null }, ...message: unknown[]) => unknown;

/** Serves one window with id 7; `ask` returns the answer to a message on the channel for requests. */
function serve() {
  const handle = vi.spyOn(ipcMain, 'handle');
  const reached: unknown[] = [];
  const windows = new Windows();
  const sent: unknown[][] = [];
  const window = { webContents: { id: 7, send: (...message: unknown[]) => sent.push(message) }, on() {} };
  windows.add({ ...window, isDestroyed: () => false } as unknown as BrowserWindow, page);
  const answer = (input: unknown) => {
    reached.push(input);
    return ok('MIT');
  };
  const all = Object.fromEntries(Object.keys(requests).map((name) => [name, answer])) as Handlers;
  serveRequests({ handlers: all, log: () => {} }, windows);
  const handlers = handle.mock.calls.map(([channel, handler]) => [channel, handler as unknown as Handler] as const);
  const ask = (message: unknown[], { id = 7, frame = {} as Partial<SenderFrame> | null } = {}) =>
    handlers[0]?.[1](
      { sender: { id }, senderFrame: frame && { url: page, parent: null, detached: false, ...frame } },
      ...message,
    );
  return { ask, reached, sent, windows, channels: handlers.map(([channel]) => channel) };
}

beforeEach(() => ipcMain.removeHandler('latchkey:request'));
afterEach(() => void vi.restoreAllMocks());

test('leaves no way for a window to ask anything but our own requests', () => {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-ipc-'));
  try {
    SettingsFile.open(folder);
    expect(ipcMain.eventNames()).toEqual(['electron-store-get-data']);
    expect(serve().channels).toEqual(['latchkey:request']);
    expect(ipcMain.eventNames()).toEqual([]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('answers the top frame of one of our windows', async () => {
  const { ask, reached } = serve();
  expect(await ask(['getLicences', {}])).toEqual(ok('MIT'));
  expect(reached).toEqual([{}]);
});

test.each([
  ['web contents that are not ours', { id: 8 }],
  ['a frame that is gone', { frame: null }],
  ['a frame inside the page', { frame: { parent: {} } }],
  ['another address', { frame: { url: 'https://evil.example/' } }],
])('refuses %s alike, whether the request exists or not', async (_who, sender) => {
  const { ask, reached, sent, windows } = serve();
  windows.announce('launcherHidden', null);
  for (const name of ['getLicences', 'constructor', 'no such request'])
    expect(await ask([name, {}], sender)).toEqual(refused);
  expect(reached).toEqual([]);
  // An untrusted sender does not make our page ready: that page may still be loading.
  expect(sent).toEqual([]);
});

test.each(['__proto__', 'constructor', 'toString', 'no such request', undefined])(
  'refuses %s as a name',
  { tags: ['bridge-known-names'] },
  async (name) => {
    const { ask, reached } = serve();
    expect(await ask([name, {}])).toEqual(refused);
    expect(reached).toEqual([]);
  },
);

test('checks the input by the schema of its request', async () => {
  const { ask, reached } = serve();
  expect(await ask(['getLicences', { more: 1 }])).toEqual(fail({ kind: 'input-invalid', request: 'getLicences' }));
  expect(await ask(['getLicences'])).toEqual(fail({ kind: 'input-invalid', request: 'getLicences' }));
  expect(reached).toEqual([]);
});
