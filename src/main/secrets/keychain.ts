import type { Problem } from '../../shared/problems.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { ChildLink } from '../lib/child-link.ts';
import { whyMalformed } from '../lib/malformed-key.ts';
import type { KeychainAnswer, KeychainAsk, KeychainTrouble } from './keychain-protocol.ts';

export interface KeychainDeps {
  /** Starts keychain-process.ts. Called on first use, and again after the process ended. */
  fork(): ChildLink;
  /** How long a call may take, waiting for its turn included; 10 s by default. */
  deadlineMs?: number;
}

interface Call {
  id: number;
  ask: KeychainAsk;
  /** Null once the caller has its answer, which may be "still waiting" while the child goes on. */
  settle: ((answer: Result<string | null>) => void) | null;
  timer: NodeJS.Timeout;
  retried: boolean;
  sentAtMs: number;
}

/** A child that has been stuck this many deadlines is given up at the next call; until then a late unlock helps it. */
const patienceDeadlines = 6;

/**
 * Keys of connections in the OS keychain, under the service `Latchkey`. Asked one call at a time in a process of its
 * own. Every call answers within the deadline; `keychain-waiting` then means that the keyring may be asking the user.
 *
 * Problems of every call: keychain-missing, keychain-locked, keychain-waiting, keychain-denied, keychain-broken. None
 * of them says anything about whether the key is there: they never mean "remove the connection".
 */
export class Keychain {
  readonly #fork: () => ChildLink;
  readonly #deadlineMs: number;
  #child: ChildLink | null = null;
  #running: Call | null = null;
  #waiting: Call[] = [];
  #lastId = 0;
  #closed = false;

  constructor(deps: KeychainDeps) {
    this.#fork = deps.fork;
    this.#deadlineMs = deps.deadlineMs ?? 10_000;
  }

  /** Stores a key and reads it back. Also key-malformed. After a problem the key may be there all the same: remove it. */
  async save(connectionId: string, key: string): Promise<Result<null>> {
    // SECURITY: a key that an error about a header could print is never stored.
    const why = whyMalformed(key);
    if (why) return fail({ kind: 'key-malformed', why });
    return withoutValue(await this.#ask({ what: 'save', connectionId, key }));
  }

  /** Null: the keychain is open and surely has no such key. */
  read(connectionId: string): Promise<Result<string | null>> {
    return this.#ask({ what: 'read', connectionId });
  }

  /** Ok only once the key is proved gone, also where there was none. */
  async remove(connectionId: string): Promise<Result<null>> {
    return withoutValue(await this.#ask({ what: 'remove', connectionId }));
  }

  /** Kills the child at once, whatever it is doing; calls under way answer keychain-waiting. Never blocks quitting. */
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
    // A call whose turn never came is not made later: nobody would know of its effect.
    this.#waiting = this.#waiting.filter((other) => other !== call);
    settle(call, fail({ kind: 'keychain-waiting' }));
  }

  #next(): void {
    const stuckMs = this.#running?.settle === null ? performance.now() - this.#running.sentAtMs : 0;
    if (stuckMs > patienceDeadlines * this.#deadlineMs) {
      this.#dropChild();
      this.#running = null;
    }
    if (this.#running) return;
    const call = this.#waiting.shift();
    if (!call) return;
    call.sentAtMs = performance.now();
    this.#running = call;
    this.#child ??= this.#start();
    this.#child.post({ id: call.id, ask: call.ask });
  }

  #start(): ChildLink {
    const child = this.#fork();
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
    settle(call, answer.ok ? ok(answer.key) : fail(problems[answer.trouble]));
    this.#next();
  }

  #childEnded(): void {
    this.#child = null;
    const call = this.#running;
    this.#running = null;
    if (call?.settle && !call.retried) {
      call.retried = true;
      this.#waiting.unshift(call);
    } else if (call) {
      settle(call, fail({ kind: 'keychain-broken' }));
    }
    this.#next();
  }

  #dropChild(): void {
    const child = this.#child;
    // First forgotten, then killed: its end is no news.
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
