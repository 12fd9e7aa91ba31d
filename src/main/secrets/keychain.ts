import type { Problem } from '../../shared/problems.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { ChildLink } from '../lib/child-link.ts';
import { whyMalformed } from '../lib/malformed-key.ts';
import type { KeychainAnswer, KeychainAsk, KeychainTrouble } from './keychain-protocol.ts';

export interface KeychainDeps {
  /** Starts keychain-process.ts. Called on first use, and again after the process has ended. */
  fork(): ChildLink;
  /** How long a call may take, including the wait for earlier calls; 10 s by default. */
  deadlineMs?: number;
}

interface Call {
  id: number;
  ask: KeychainAsk;
  /** Null once the caller has an answer, which may be `keychain-waiting` while the child goes on. */
  settle: ((answer: Result<string | null>) => void) | null;
  timer: NodeJS.Timeout;
  retried: boolean;
  sentAtMs: number;
}

/**
 * What a child also says if the keyring has been started anew since: libsecret keeps its session with the one before, for as
 * long as the process lives.
 */
const staleTroubles: ReadonlySet<KeychainTrouble> = new Set(['missing', 'broken']);

/** A child stuck for this many deadlines is killed at the next call. Until then a late unlock can still free it. */
const stuckDeadlines = 6;

/**
 * Keys of connections in the OS keychain, under the service `Latchkey`. A process of its own makes one call at a time.
 * Every call settles within the deadline; after it, `keychain-waiting` means that the keyring may be asking the user.
 *
 * Problems of every call: keychain-missing, keychain-locked, keychain-waiting, keychain-denied, keychain-broken. None of
 * them says whether the key exists, so none of them is a reason to remove the connection.
 */
export class Keychain {
  readonly #fork: () => ChildLink;
  readonly #deadlineMs: number;
  #child: ChildLink | null = null;
  /** Whether this child has reached the keyring. */
  #hasReached = false;
  #running: Call | null = null;
  #waiting: Call[] = [];
  #lastId = 0;
  #closed = false;

  constructor(deps: KeychainDeps) {
    this.#fork = deps.fork;
    this.#deadlineMs = deps.deadlineMs ?? 10_000;
  }

  /** Stores a key and reads it back. Also returns key-malformed. After a problem the key may be stored: remove it. */
  async save(connectionId: string, key: string): Promise<Result<null>> {
    // SECURITY: a key that an error about a header could print is never stored.
    const why = whyMalformed(key);
    if (why) return fail({ kind: 'key-malformed', why });
    return withoutValue(await this.#ask({ what: 'save', connectionId, key }));
  }

  /** Returns null if the keychain is open and certainly has no such key. */
  read(connectionId: string): Promise<Result<string | null>> {
    return this.#ask({ what: 'read', connectionId });
  }

  /** Returns ok only if the key is proved to be gone, or there was none. */
  async remove(connectionId: string): Promise<Result<null>> {
    return withoutValue(await this.#ask({ what: 'remove', connectionId }));
  }

  /** Kills the child at once, whatever it is doing; calls in progress return keychain-waiting. Never blocks quitting. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#dropChild();
    const calls = [...(this.#running ? [this.#running] : []), ...this.#waiting.splice(0)];
    this.#running = null;
    for (const call of calls) settle(call, fail({ kind: 'keychain-waiting' }));
  }

  #ask(ask: KeychainAsk): Promise<Result<string | null>> {
    if (this.#closed) return Promise.resolve(fail({ kind: 'keychain-broken' }));
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.#giveUp(call), this.#deadlineMs);
      const call: Call = { id: ++this.#lastId, ask, settle: resolve, timer, retried: false, sentAtMs: 0 };
      this.#waiting.push(call);
      this.#next();
    });
  }

  #giveUp(call: Call): void {
    // A call that was not sent yet is dropped: its caller would not learn about its effect.
    this.#waiting = this.#waiting.filter((other) => other !== call);
    settle(call, fail({ kind: 'keychain-waiting' }));
  }

  #next(): void {
    const stuckMs = this.#running?.settle === null ? performance.now() - this.#running.sentAtMs : 0;
    if (stuckMs > stuckDeadlines * this.#deadlineMs) {
      this.#dropChild();
      this.#running = null;
    }
    if (this.#running) return;
    const call = this.#waiting.shift();
    if (!call) return;
    call.sentAtMs = performance.now();
    this.#running = call;
    try {
      this.#child ??= this.#start();
      this.#child.post({ id: call.id, ask: call.ask });
    } catch {
      // The system cannot start a process now. The call must not keep the others waiting.
      this.#childEnded();
    }
  }

  #start(): ChildLink {
    const child = this.#fork();
    this.#hasReached = false;
    child.onMessage((message) => {
      if (child === this.#child) this.#heard(message);
    });
    child.onExit(() => {
      if (child === this.#child) this.#childEnded();
    });
    return child;
  }

  #heard(message: unknown): void {
    const { id, answer } = message as { id: number; answer: KeychainAnswer };
    const call = this.#running;
    if (call?.id !== id) return;
    this.#running = null;
    const isStale = !answer.ok && staleTroubles.has(answer.trouble);
    const isWorthRetrying = isStale && this.#hasReached && call.settle !== null && !call.retried;
    if (isStale) this.#dropChild();
    else this.#hasReached = true;
    if (isWorthRetrying) this.#retry(call);
    else settle(call, answer.ok ? ok(answer.key) : fail(problems[answer.trouble]));
    this.#next();
  }

  /** The child is gone, so that the call is made by another one. */
  #retry(call: Call): void {
    call.retried = true;
    this.#waiting.unshift(call);
  }

  #childEnded(): void {
    this.#child = null;
    const call = this.#running;
    this.#running = null;
    if (call?.settle && !call.retried) this.#retry(call);
    else if (call) settle(call, fail({ kind: 'keychain-broken' }));
    this.#next();
  }

  #dropChild(): void {
    const child = this.#child;
    // Forget it before killing it, so that its exit is ignored.
    this.#child = null;
    child?.kill();
  }
}

function settle(call: Call, answer: Result<string | null>): void {
  clearTimeout(call.timer);
  call.settle?.(answer);
  call.settle = null;
}

const withoutValue = (answer: Result<string | null>): Result<null> => (answer.ok ? ok(null) : answer);

const problems: Record<KeychainTrouble, Problem> = {
  missing: { kind: 'keychain-missing' },
  locked: { kind: 'keychain-locked' },
  waiting: { kind: 'keychain-waiting' },
  denied: { kind: 'keychain-denied' },
  broken: { kind: 'keychain-broken' },
};
