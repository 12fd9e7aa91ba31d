import { describe, expect, test, vi } from 'vitest';
import type { ChildLink } from '../../src/main/lib/child-link.ts';
import { Keychain } from '../../src/main/secrets/keychain.ts';
import type { KeychainAnswer, KeychainAsk, KeychainTrouble } from '../../src/main/secrets/keychain-protocol.ts';

/** A child that answers on demand. */
class FakeChild implements ChildLink {
  readonly posted: { id: number; ask: KeychainAsk }[] = [];
  killed = false;
  #onMessage: (message: unknown) => void = () => undefined;
  #onExit: () => void = () => undefined;

  post(message: unknown) {
    this.posted.push(message as { id: number; ask: KeychainAsk });
  }
  onMessage(listener: (message: unknown) => void) {
    this.#onMessage = listener;
  }
  onExit(listener: () => void) {
    this.#onExit = listener;
  }
  kill() {
    this.killed = true;
  }
  answer(key: string | null, id = this.posted.at(-1)?.id) {
    this.#onMessage({ id, answer: { ok: true, key } satisfies KeychainAnswer });
  }
  fail(trouble: KeychainTrouble) {
    this.#onMessage({ id: this.posted.at(-1)?.id, answer: { ok: false, trouble } satisfies KeychainAnswer });
  }
  crash() {
    this.#onExit();
  }
}

function keychainWith(deadlineMs = 60_000) {
  const children: FakeChild[] = [];
  const keychain = new Keychain({
    deadlineMs,
    fork: () => {
      const child = new FakeChild();
      children.push(child);
      return child;
    },
  });
  return { keychain, children };
}

const waiting = { ok: false, problem: { kind: 'keychain-waiting' } };
const broken = { ok: false, problem: { kind: 'keychain-broken' } };

describe('the keychain', () => {
  test('starts no process before it is needed', () => {
    expect(keychainWith().children).toHaveLength(0);
  });

  test('makes one call at a time', { tags: ['keychain-one-call'] }, async () => {
    const { keychain, children } = keychainWith();
    const first = keychain.read('aaaaaaaa');
    const second = keychain.read('bbbbbbbb');
    expect(children[0]?.posted).toHaveLength(1);
    children[0]?.answer('A');
    expect(await first).toEqual({ ok: true, value: 'A' });
    expect(children[0]?.posted).toHaveLength(2);
    children[0]?.answer('B');
    expect(await second).toEqual({ ok: true, value: 'B' });
    expect(children).toHaveLength(1);
  });

  test('takes an answer that comes twice once: it is not that of the next call', async () => {
    const { keychain, children } = keychainWith();
    const first = keychain.read('aaaaaaaa');
    const second = keychain.read('bbbbbbbb');
    const [child] = children;
    child?.answer('A');
    child?.answer('A', child.posted[0]?.id);
    child?.answer('B');
    expect(await Promise.all([first, second])).toEqual([
      { ok: true, value: 'A' },
      { ok: true, value: 'B' },
    ]);
  });

  test('settles at the deadline while the child goes on; the next call uses the same child', async () => {
    const { keychain, children } = keychainWith(20);
    expect(await keychain.read('aaaaaaaa')).toEqual(waiting);
    const [child] = children;
    expect(child?.killed).toBe(false);
    const retry = keychain.read('aaaaaaaa');
    child?.answer('late', child.posted[0]?.id);
    child?.answer('now');
    expect(await retry).toEqual({ ok: true, value: 'now' });
    expect(children).toHaveLength(1);
  });

  test('is waited for ten seconds, or for as long as the caller asks', { tags: ['keychain-waiting'] }, async () => {
    vi.useFakeTimers();
    try {
      const keychain = new Keychain({ fork: () => new FakeChild() });
      const said = vi.fn();
      void keychain.read('aaaaaaaa').then(said);
      await vi.advanceTimersByTimeAsync(9_999);
      expect(said).not.toHaveBeenCalled();
      await vi.advanceTimersByTimeAsync(1);
      expect(said).toHaveBeenCalledWith(waiting);
    } finally {
      vi.useRealTimers();
    }
  });

  test('never makes a call that timed out before it was sent', async () => {
    const { keychain, children } = keychainWith(20);
    const hung = keychain.read('aaaaaaaa');
    const removal = keychain.remove('bbbbbbbb');
    expect(await Promise.all([hung, removal])).toEqual([waiting, waiting]);
    children[0]?.answer('late');
    expect(children[0]?.posted.map(({ ask }) => ask.what)).toEqual(['read']);
  });

  test('replaces a child that has been stuck for long', async () => {
    const { keychain, children } = keychainWith(5);
    await keychain.read('aaaaaaaa');
    for (let tries = 0; children.length < 2; tries++) {
      expect(await keychain.read('aaaaaaaa')).toEqual(waiting);
      expect(tries).toBeLessThan(100);
    }
    expect(children[0]?.killed).toBe(true);
    expect(children[1]?.posted).toHaveLength(1);
  });

  test('retries once if no child can be started, is broken if it still cannot be, and works when it can', async () => {
    const child = new FakeChild();
    const fork = vi.fn((): ChildLink => child);
    const fails = (): never => {
      throw new Error('no process can be started');
    };
    const keychain = new Keychain({ fork, deadlineMs: 60_000 });
    fork.mockImplementationOnce(fails).mockImplementationOnce(fails).mockImplementationOnce(fails);
    expect(await keychain.read('aaaaaaaa')).toEqual(broken);
    const read = keychain.read('aaaaaaaa');
    child.answer('A');
    expect(await read).toEqual({ ok: true, value: 'A' });
  });

  test('retries once if the child dies, and is broken if the next one dies too', async () => {
    const { keychain, children } = keychainWith();
    const read = keychain.read('aaaaaaaa');
    children[0]?.crash();
    children[1]?.answer('A');
    expect(await read).toEqual({ ok: true, value: 'A' });
    const again = keychain.read('aaaaaaaa');
    children[1]?.crash();
    children[2]?.crash();
    expect(await again).toEqual(broken);
    expect(children).toHaveLength(3);
  });

  test.each(['broken', 'missing'] as const)(
    'asks a new child if one that worked says %s: the keyring may have been started again',
    async (trouble) => {
      const { keychain, children } = keychainWith();
      const first = keychain.read('aaaaaaaa');
      children[0]?.answer('A');
      await first;
      const again = keychain.read('aaaaaaaa');
      children[0]?.fail(trouble);
      expect(children[0]?.killed).toBe(true);
      children[1]?.answer('B');
      expect(await again).toEqual({ ok: true, value: 'B' });
      // What a child says that has never worked is so, and so is what a second one says.
      const last = keychain.read('aaaaaaaa');
      children[1]?.fail(trouble);
      children[2]?.fail(trouble);
      expect(await last).toMatchObject({ ok: false, problem: { kind: `keychain-${trouble}` } });
      expect(children).toHaveLength(3);
      const later = keychain.read('aaaaaaaa');
      children[3]?.answer('C');
      expect(await later).toEqual({ ok: true, value: 'C' });
    },
  );

  test.each(['locked', 'denied', 'waiting'] as const)('keeps a child that says %s', async (trouble) => {
    const { keychain, children } = keychainWith();
    const first = keychain.read('aaaaaaaa');
    children[0]?.fail(trouble);
    expect(await first).toMatchObject({ ok: false, problem: { kind: `keychain-${trouble}` } });
    const again = keychain.read('aaaaaaaa');
    children[0]?.answer('A');
    expect(await again).toEqual({ ok: true, value: 'A' });
    expect(children).toHaveLength(1);
  });

  test('closes at once: the child is killed, calls settle, and nothing starts again', async () => {
    const { keychain, children } = keychainWith();
    const settled = vi.fn();
    void Promise.all([keychain.read('aaaaaaaa'), keychain.remove('bbbbbbbb')]).then(settled);
    await keychain.close();
    expect(children[0]?.killed).toBe(true);
    // Not only at the deadline.
    await new Promise(setImmediate);
    expect(settled).toHaveBeenCalledWith([waiting, waiting]);
    expect(await keychain.read('aaaaaaaa')).toEqual(broken);
    expect(children).toHaveLength(1);
  });

  test.each([
    ['', 'empty'],
    ['a'.repeat(2_561), 'too-long'],
    ['two\nlines', 'characters'],
    ['with space', 'characters'],
    ['clé', 'characters'],
  ])('refuses a key that would not fit or could leak: %j', { tags: ['keychain-checked-keys'] }, async (key, why) => {
    const { keychain, children } = keychainWith();
    expect(await keychain.save('aaaaaaaa', key)).toEqual({ ok: false, problem: { kind: 'key-malformed', why } });
    expect(children).toHaveLength(0);
  });
});
