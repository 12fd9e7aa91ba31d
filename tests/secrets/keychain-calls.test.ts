import { describe, expect, test } from 'vitest';
import { answerCall, type KeychainStore } from '../../src/main/secrets/keychain-calls.ts';

const connectionId = 'abcdefgh';
const key = 'SG.a-key';

/** A keychain in memory that fails as real ones do. */
class FakeStore implements KeychainStore {
  items = new Map<string, string>();
  locked = false;
  /** Whether writing unlocks it, as when the user answers its prompt. */
  unlocksOnWrite = false;
  failure: Error | null = null;
  ignoresWrites = false;
  ignoresRemovals = false;

  async getPassword(_service: string, account: string) {
    if (this.failure) throw this.failure;
    return this.locked ? null : (this.items.get(account) ?? null);
  }

  async setPassword(_service: string, account: string, password: string) {
    if (this.failure) throw this.failure;
    if (this.unlocksOnWrite) this.locked = false;
    if (this.locked) throw new Error('Cannot create an item in a locked collection');
    if (!this.ignoresWrites) this.items.set(account, password);
  }

  async deletePassword(_service: string, account: string) {
    if (this.failure) throw this.failure;
    return !this.locked && !this.ignoresRemovals && this.items.delete(account);
  }
}

const read = (store: KeychainStore, platform: NodeJS.Platform = 'linux') =>
  answerCall(store, platform, { what: 'read', connectionId });
const save = (store: KeychainStore) => answerCall(store, 'linux', { what: 'save', connectionId, key });
const remove = (store: KeychainStore) => answerCall(store, 'linux', { what: 'remove', connectionId });

describe('a call to the keychain', () => {
  test('reports a missing key only if the keyring can be written', async () => {
    const store = new FakeStore();
    expect(await read(store)).toEqual({ ok: true, key: null });
    expect(store.items.size).toBe(0);
    store.locked = true;
    expect(await read(store)).toEqual({ ok: false, trouble: 'locked' });
  });

  test('finds the key of a locked keyring once writing has unlocked it', async () => {
    const store = new FakeStore();
    await save(store);
    Object.assign(store, { locked: true, unlocksOnWrite: true });
    expect(await read(store)).toEqual({ ok: true, key });
  });

  test('writes nothing on macOS and Windows, which report a missing key correctly', async () => {
    const store = new FakeStore();
    store.locked = true;
    expect(await read(store, 'darwin')).toEqual({ ok: true, key: null });
    expect(await read(store, 'win32')).toEqual({ ok: true, key: null });
  });

  test('is broken if a key was accepted but not stored', { tags: ['keychain-proves'] }, async () => {
    const store = new FakeStore();
    store.ignoresWrites = true;
    expect(await save(store)).toEqual({ ok: false, trouble: 'broken' });
  });

  test('proves that a key was removed, and is broken if it is still there', { tags: ['keychain-proves'] }, async () => {
    const store = new FakeStore();
    await save(store);
    expect(await remove(store)).toEqual({ ok: true, key: null });
    expect(store.items.size).toBe(0);
    expect(await remove(store)).toEqual({ ok: true, key: null });
    await save(store);
    store.ignoresRemovals = true;
    expect(await remove(store)).toEqual({ ok: false, trouble: 'broken' });
  });

  test('removes the key of a locked keyring that opens during the call, and claims nothing if it stays locked', async () => {
    const store = new FakeStore();
    await save(store);
    store.locked = true;
    expect(await remove(store)).toEqual({ ok: false, trouble: 'locked' });
    expect(store.items.get(connectionId)).toBe(key);
    store.unlocksOnWrite = true;
    expect(await remove(store)).toEqual({ ok: true, key: null });
    expect(store.items.has(connectionId)).toBe(false);
  });

  test.each([
    ['Cannot create an item in a locked collection', 'locked'],
    ['The name org.freedesktop.secrets was not provided by any .service files', 'missing'],
    ['Cannot autolaunch D-Bus without X11 $DISPLAY', 'missing'],
    ['Could not connect: Connection refused', 'missing'],
    [
      "No such interface 'org.freedesktop.Secret.Collection' on object at path /org/freedesktop/secrets/collection/login",
      'missing',
    ],
    [
      'No such interface “org.freedesktop.Secret.Collection” on object at path /org/freedesktop/secrets/collection/login',
      'missing',
    ],
    ["No such object path '/org/freedesktop/secrets/aliases/default'", 'missing'],
    ['No such secret collection at path: /org/freedesktop/secrets/collection/login', 'missing'],
    ['Object does not exist at path “/org/freedesktop/secrets/collection/login”', 'missing'],
    ['Timeout was reached', 'waiting'],
    ['Rejected send message, 2 matched rules; type="method_call"', 'denied'],
    ['Error calling StartServiceByName for org.freedesktop.secrets: Process exited with status 1', 'missing'],
    ['The user name or passphrase you entered is not correct.', 'locked'],
    ['User canceled the operation.', 'denied'],
    ['Access is denied.\r\n', 'denied'],
    ['A specified logon session does not exist. It may already have been terminated.', 'missing'],
    [`something new about ${key}`, 'broken'],
  ])(
    'turns "%s" into a closed word and tells nothing else',
    { tags: ['errors-closed-codes'] },
    async (message, trouble) => {
      const store = new FakeStore();
      store.failure = new Error(message);
      expect(await read(store)).toEqual({ ok: false, trouble });
      expect(await save(store)).toEqual({ ok: false, trouble });
      expect(await remove(store)).toEqual({ ok: false, trouble });
    },
  );
});
