import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

// The preload as it runs in every window, on a pretend ipcRenderer.

const electron = vi.hoisted(() => ({
  exposed: new Map<string, Exposed>(),
  invoked: [] as unknown[][],
  ipc: null as EventEmitter | null,
}));

interface Exposed {
  request(...message: unknown[]): unknown;
  on(name: string, listener: (...told: unknown[]) => void): () => void;
}

vi.mock('electron', () => ({
  contextBridge: { exposeInMainWorld: (name: string, value: Exposed) => electron.exposed.set(name, value) },
  ipcRenderer: {
    invoke: async (...message: unknown[]) => void electron.invoked.push(message),
    on: (channel: string, listener: () => void) => electron.ipc?.on(channel, listener),
  },
}));

const announce = (...message: unknown[]) => electron.ipc?.emit('latchkey:announcement', { sender: 'ipc' }, ...message);
const bridge = (): Exposed => {
  const exposed = electron.exposed.get('latchkey');
  if (!exposed) throw new Error('the preload exposed nothing');
  return exposed;
};

beforeEach(async () => {
  electron.ipc = new EventEmitter();
  await import('../../src/preload/index.ts');
});
afterEach(() => {
  vi.resetModules();
  electron.exposed.clear();
  electron.invoked.length = 0;
});

test('a window gets two functions and nothing else', () => {
  expect([...electron.exposed.keys()]).toEqual(['latchkey']);
  expect(Object.keys(bridge()).sort()).toEqual(['on', 'request']);
});

test('every request goes through one channel, with its name and one input', async () => {
  await bridge().request('logIn', { accountId: 'a/1' }, 'more');
  expect(electron.invoked).toEqual([['latchkey:request', 'logIn', { accountId: 'a/1' }]]);
});

test('a listener gets what was announced under its name, and never the event', () => {
  const told: unknown[][] = [];
  bridge().on('launcherShown', (...given) => told.push(given));
  announce('launcherShown', { text: 'acme' }, 'more');
  announce('launcherHidden', null);
  expect(told).toEqual([[{ text: 'acme' }]]);
});

test('a listener of a name that is never announced is never called', () => {
  const told: unknown[] = [];
  for (const name of ['__proto__', 'constructor', 'toString', '']) bridge().on(name, () => told.push(name));
  announce('stateChanged', {});
  expect(told).toEqual([]);
});

test('a listener that stops is not called again, even if it stops while it is called', () => {
  const told: string[] = [];
  const stop = bridge().on('stateChanged', () => {
    told.push('first');
    stop();
  });
  bridge().on('stateChanged', () => told.push('second'));
  announce('stateChanged', {});
  announce('stateChanged', {});
  expect(told).toEqual(['first', 'second', 'second']);
});
