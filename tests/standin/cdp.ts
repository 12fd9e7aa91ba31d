import type { Readable, Writable } from 'node:stream';
import type { Protocol } from '../../node_modules/playwright-core/types/protocol.d.ts';

// A minimal DevTools client over Chromium's --remote-debugging-pipe: JSON messages, each ended by a NUL.

export type { Protocol };
export type CdpEvents = Protocol.Events;

interface Waiting {
  resolve(result: unknown): void;
  reject(error: Error): void;
  method: string;
  sessionId: string;
}

interface Message {
  id?: number;
  method?: string;
  params?: unknown;
  result?: unknown;
  error?: { message: string };
  sessionId?: string;
}

export class CdpConnection {
  readonly #input: Writable;
  readonly #waiting = new Map<number, Waiting>();
  readonly #sessions = new Map<string, CdpSession>();
  #lastId = 0;
  #closedBecause: string | null = null;
  /** Commands and events of the browser itself. */
  readonly browser: CdpSession;

  constructor(input: Writable, output: Readable) {
    this.#input = input;
    this.browser = this.session('');
    let unfinished: Buffer[] = [];
    output.on('data', (data: Buffer) => {
      let from = 0;
      for (let end = data.indexOf(0); end !== -1; end = data.indexOf(0, from)) {
        unfinished.push(data.subarray(from, end));
        const text = Buffer.concat(unfinished).toString('utf8');
        unfinished = [];
        from = end + 1;
        this.#hear(JSON.parse(text) as Message);
      }
      if (from < data.length) unfinished.push(data.subarray(from));
    });
    input.on('error', () => this.closed('the pipe broke'));
    output.on('error', () => this.closed('the pipe broke'));
  }

  session(sessionId: string): CdpSession {
    const session = new CdpSession((method, params) => this.#ask(sessionId, method, params));
    this.#sessions.set(sessionId, session);
    return session;
  }

  /** Rejects every pending command, and every later one. */
  closed(why: string): void {
    this.#closedBecause ??= why;
    this.#failAll(() => true, why);
  }

  #ask(sessionId: string, method: string, params: object | undefined): Promise<unknown> {
    if (this.#closedBecause !== null) return Promise.reject(new Error(`${method}: ${this.#closedBecause}`));
    this.#lastId += 1;
    const id = this.#lastId;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject, method, sessionId });
      const session = sessionId === '' ? {} : { sessionId };
      this.#input.write(`${JSON.stringify({ id, method, params: params ?? {}, ...session })}\0`);
    });
  }

  #hear(message: Message): void {
    if (message.id !== undefined) {
      const waiting = this.#waiting.get(message.id);
      this.#waiting.delete(message.id);
      if (message.error) waiting?.reject(new Error(`${waiting.method}: ${message.error.message}`));
      else waiting?.resolve(message.result);
      return;
    }
    if (message.method === 'Target.detachedFromTarget') {
      // Its pending commands will never get a reply.
      const { sessionId } = message.params as CdpEvents['Target.detachedFromTarget'];
      this.#sessions.delete(sessionId);
      this.#failAll((waiting) => waiting.sessionId === sessionId, 'the page is gone');
    }
    if (message.method !== undefined) {
      this.#sessions.get(message.sessionId ?? '')?.hear(message.method, message.params);
    }
  }

  #failAll(which: (waiting: Waiting) => boolean, why: string): void {
    for (const [id, waiting] of this.#waiting) {
      if (!which(waiting)) continue;
      this.#waiting.delete(id);
      waiting.reject(new Error(`${waiting.method}: ${why}`));
    }
  }
}

/** Commands and events of one target; checked against Chromium's protocol as Playwright ships it. */
export class CdpSession {
  readonly #ask: (method: string, params: object | undefined) => Promise<unknown>;
  readonly #listeners = new Map<string, (params: never) => void>();

  constructor(ask: (method: string, params: object | undefined) => Promise<unknown>) {
    this.#ask = ask;
  }

  async send<Method extends keyof Protocol.CommandParameters>(
    method: Method,
    params?: Protocol.CommandParameters[Method],
  ): Promise<Protocol.CommandReturnValues[Method]> {
    return (await this.#ask(method, params)) as Protocol.CommandReturnValues[Method];
  }

  /** One listener for each event. */
  on<Method extends keyof CdpEvents>(method: Method, listener: (params: CdpEvents[Method]) => void): void {
    this.#listeners.set(method, listener);
  }

  /** Removes all listeners. */
  deafen(): void {
    this.#listeners.clear();
  }

  hear(method: string, params: unknown): void {
    this.#listeners.get(method)?.(params as never);
  }
}
