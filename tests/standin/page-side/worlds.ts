import type { fromText as readText, toText as writeText } from './clone.ts';

// Connects a page's own world and its preload's world. They share only the document: each call is an event on the
// window, with a secret name, that carries text. The function is sent to pages as text, so it must not use anything
// outside itself.

export interface EventNames {
  /** The event that this world listens to. */
  mine: string;
  /** The event that the other world listens to. */
  theirs: string;
}

/**
 * Exposes a value, and all that it refers to, to the other world: data as copies, functions and promises as proxies.
 */
export type Expose = (key: string, value: unknown) => void;

type Anything = (...args: unknown[]) => unknown;

type Message =
  | { kind: 'expose'; key: string; value: unknown }
  | { kind: 'call'; id: number; args: unknown[] }
  | { kind: 'settle'; id: number; resolved: boolean; value: unknown };

/** One half of the bridge. Each of the two worlds runs it once, before any script of the page. */
export function joinWorlds(
  window: Window & typeof globalThis,
  names: EventNames,
  toText: typeof writeText,
  fromText: typeof readText,
): Expose {
  // Keep the originals now: the page may replace them later, and could then learn the names.
  const { CustomEvent } = window;
  const { apply } = window.Reflect;
  const dispatchEvent = window.EventTarget.prototype.dispatchEvent;
  const addEventListener = window.EventTarget.prototype.addEventListener;
  const detailOf = Object.getOwnPropertyDescriptor(CustomEvent.prototype, 'detail')?.get as () => unknown;

  const given: Anything[] = [];
  const idOf = new WeakMap<Anything, number>();
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: unknown): void }>();
  let promises = 0;
  let reply: string | null = null;

  const tell = (name: string, text: string): void => {
    apply(dispatchEvent, window, [new CustomEvent(name, { detail: text })]);
  };
  const ask = (message: Message): unknown => {
    tell(names.theirs, pack(message));
    // The answer came while the event was dispatched, after the answers to all calls that it made itself.
    const text = reply;
    reply = null;
    if (text === null) throw new Error('the other world is not there');
    const answer = unpack(text) as { value: unknown } | { error: string };
    if ('error' in answer) throw new Error(answer.error);
    return answer.value;
  };
  const pack = (value: unknown): string =>
    toText(value, (part) => {
      if (typeof part === 'function') {
        const known = idOf.get(part as Anything);
        const id = known ?? given.push(part as Anything) - 1;
        idOf.set(part as Anything, id);
        return ['function', id];
      }
      if (part instanceof Promise) {
        promises += 1;
        const id = promises;
        const settle = (resolved: boolean) => (outcome: unknown) => {
          ask({ kind: 'settle', id, resolved, value: resolved ? outcome : messageOf(outcome) });
        };
        part.then(settle(true), settle(false));
        return ['promise', id];
      }
      return undefined;
    });
  const unpack = (text: string): unknown =>
    fromText(text, (kind, id) => {
      if (kind === 'function') return (...args: unknown[]) => ask({ kind: 'call', id, args });
      return new Promise((resolve, reject) => waiting.set(id, { resolve, reject }));
    });
  const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

  const freezeAll = (value: unknown): void => {
    if (typeof value !== 'object' || value === null || Object.isFrozen(value) || ArrayBuffer.isView(value)) return;
    Object.freeze(value);
    for (const part of Object.values(value)) freezeAll(part);
  };
  const answer = (message: Message): unknown => {
    if (message.kind === 'call') return given[message.id]?.(...message.args);
    if (message.kind === 'settle') {
      const promise = waiting.get(message.id);
      waiting.delete(message.id);
      if (message.resolved) promise?.resolve(message.value);
      else promise?.reject(new Error(String(message.value)));
      return undefined;
    }
    if (Object.hasOwn(window, message.key)) {
      throw new Error(`Cannot bind an API on top of an existing property on the window object: ${message.key}`);
    }
    freezeAll(message.value);
    Object.defineProperty(window, message.key, { value: message.value, enumerable: true });
    return undefined;
  };

  const listen = (name: string, heard: (text: string) => void): void => {
    const listener = (event: Event): void => heard(String(apply(detailOf, event, [])));
    apply(addEventListener, window, [name, listener]);
  };
  listen(`${names.mine}-reply`, (text) => {
    reply = text;
  });
  listen(names.mine, (text) => {
    let packed: string;
    try {
      packed = pack({ value: answer(unpack(text) as Message) });
    } catch (error) {
      packed = pack({ error: messageOf(error) });
    }
    tell(`${names.theirs}-reply`, packed);
  });
  return (key, value) => {
    ask({ kind: 'expose', key, value });
  };
}
