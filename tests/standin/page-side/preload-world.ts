import type Electron from 'electron';
import type { fromText as readText, toText as writeText } from './clone.ts';
import type { EventNames, joinWorlds as join } from './worlds.ts';

// The world in which a preload runs: the module 'electron' for pages, and the globals of a sandboxed preload. The
// function is sent to pages as text, so it must not use anything outside itself.

/** A message from a page to main, as text. */
export type FromPage =
  | { kind: 'invoke'; id: number; channel: string; args: unknown[] }
  | { kind: 'send'; channel: string; args: unknown[] }
  | { kind: 'preload-error'; message: string };

/** A message from main to a page, as text. */
export type ToPage =
  | { kind: 'answer'; id: number; value: unknown }
  | { kind: 'failure'; id: number; message: string }
  | { kind: 'message'; channel: string; args: unknown[] };

export interface PreloadFacts {
  preload: string;
  platform: string;
  versions: Record<string, string | undefined>;
  argv: readonly string[];
  inSubFrames: boolean;
  /** Names by which this world and main reach each other. Neither exists in the page's own world. */
  binding: string;
  receiver: string;
  names: EventNames;
}

type RunPreload = (require: unknown, module: { exports: object }, exports: object, process: object) => void;
type IpcListener = (event: Electron.IpcRendererEvent, ...args: unknown[]) => void;

export function startPreload(
  window: Window & typeof globalThis,
  facts: PreloadFacts,
  toText: typeof writeText,
  fromText: typeof readText,
  joinWorlds: typeof join,
  run: RunPreload,
): void {
  const world = window as unknown as Record<string, unknown>;
  const toMain = world[facts.binding] as (text: string) => void;
  delete world[facts.binding];
  const isMainFrame = window === window.top;
  if (!isMainFrame && !facts.inSubFrames) return;

  const strict = <T extends object>(name: string, part: T): T =>
    new Proxy(part, {
      get(target, key, receiver) {
        if (typeof key === 'symbol' || key in target) return Reflect.get(target, key, receiver) as unknown;
        throw new Error(`stand-in: ${name}.${key} is not implemented`);
      },
    });
  const say = (message: FromPage): void => toMain(toText(message));

  let asked = 0;
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  const listeners = new Map<string, { listener: IpcListener; once: boolean }[]>();
  const add = (channel: string, listener: IpcListener, once: boolean): Electron.IpcRenderer => {
    listeners.set(channel, [...(listeners.get(channel) ?? []), { listener, once }]);
    return ipcRenderer;
  };
  const remove = (channel: string, listener: IpcListener): Electron.IpcRenderer => {
    const known = listeners.get(channel) ?? [];
    const at = known.findLastIndex((entry) => entry.listener === listener);
    listeners.set(
      channel,
      known.filter((_entry, index) => index !== at),
    );
    return ipcRenderer;
  };
  const ipcPart = {
    invoke: (channel, ...args) =>
      new Promise((resolve, reject) => {
        asked += 1;
        const id = asked;
        // Throws for what cannot be cloned, so the promise rejects, as in Electron.
        say({ kind: 'invoke', id, channel, args });
        waiting.set(id, { resolve, reject });
      }),
    send: (channel, ...args) => say({ kind: 'send', channel, args }),
    on: (channel, listener) => add(channel, listener, false),
    addListener: (channel, listener) => add(channel, listener, false),
    once: (channel, listener) => add(channel, listener, true),
    off: remove,
    removeListener: remove,
    removeAllListeners(channel) {
      if (channel === undefined) listeners.clear();
      else listeners.delete(channel);
      return ipcRenderer;
    },
  } satisfies Partial<Electron.IpcRenderer>;
  const ipcRenderer = strict('ipcRenderer', ipcPart) as unknown as Electron.IpcRenderer;

  const hear = (message: ToPage): void => {
    if (message.kind === 'message') {
      const known = listeners.get(message.channel) ?? [];
      const event = { sender: ipcRenderer, ports: [], preventDefault() {}, defaultPrevented: false };
      for (const { listener, once } of known) {
        if (once) remove(message.channel, listener);
        listener(event, ...message.args);
      }
      return;
    }
    const promise = waiting.get(message.id);
    waiting.delete(message.id);
    if (message.kind === 'answer') promise?.resolve(message.value);
    else promise?.reject(new Error(message.message));
  };
  Object.defineProperty(window, facts.receiver, { value: (text: string) => hear(fromText(text) as ToPage) });

  const expose = joinWorlds(window, facts.names, toText, fromText);
  const electron = strict('electron', {
    contextBridge: strict('contextBridge', {
      exposeInMainWorld: expose,
    } satisfies Partial<Electron.ContextBridge>),
    ipcRenderer,
  });
  const require = (name: string): unknown => {
    if (name === 'electron' || name === 'electron/renderer') return electron;
    // A sandboxed preload has only these three.
    if (['events', 'timers', 'url'].includes(name)) throw new Error(`stand-in: require('${name}') is not implemented`);
    throw new Error(`module not found: ${name}`);
  };
  const module = { exports: {} };
  try {
    run(require, module, module.exports, {
      type: 'renderer',
      sandboxed: true,
      contextIsolated: true,
      isMainFrame,
      platform: facts.platform,
      versions: facts.versions,
      argv: facts.argv,
      env: {},
    });
  } catch (error) {
    console.error(`Unable to load preload script: ${facts.preload}`);
    console.error(error);
    say({ kind: 'preload-error', message: String(error instanceof Error ? (error.stack ?? error) : error) });
  }
}
