import { describe, expect, test } from 'vitest';
import { noDetails } from '../../helpers/accounts.ts';
import { connectionId, id, noon, opened, syncAll, tempDirectory, tempFolder } from '../../helpers/temp-directory.ts';

const names = (accounts: readonly { name: string }[]): string[] => accounts.map(({ name }) => name);

describe('reading a list', () => {
  test('makes accounts findable page by page, before the list is complete', () => {
    const { accounts } = tempDirectory();
    expect(accounts.beginRun(connectionId)).toEqual({ cursor: null, seen: 0 });
    const { changed } = accounts.storePage(connectionId, [{ remoteId: '1', name: 'Acme' }], 'next');
    expect(changed).toEqual([id('1')]);
    expect(accounts.get(id('1'))).toMatchObject({ name: 'Acme', nameSource: 'provider' });
    expect(accounts.count(connectionId)).toBe(1);
    expect(accounts.lastSyncedAt(connectionId)).toBeNull();
  });

  test('keeps the old list whole if a sync run is abandoned half-way', async () => {
    const directory = tempDirectory();
    await syncAll(directory, [{ remoteId: '1' }, { remoteId: '2' }, { remoteId: '3' }]);
    directory.accounts.beginRun(connectionId);
    directory.accounts.storePage(connectionId, [{ remoteId: '2', name: 'Two' }], 'next');
    directory.accounts.abandonRun(connectionId);
    expect(directory.accounts.count()).toBe(3);
    expect(directory.accounts.lastSyncedAt(connectionId)).toBe(noon);
    expect(directory.accounts.beginRun(connectionId)).toEqual({ cursor: null, seen: 0 });
  });

  test('removes what a complete sync run did not see, and nothing else', async () => {
    const directory = tempDirectory();
    const many = Array.from({ length: 7_000 }, (_, n) => ({ remoteId: String(n) }));
    await syncAll(directory, many);
    await syncAll(directory, [{ remoteId: '5' }], 'connection2');
    const { removed } = await syncAll(
      directory,
      many.filter((_, n) => n % 3 !== 0),
    );
    expect(removed).toHaveLength(2_334);
    expect(new Set(removed)).toEqual(new Set(many.filter((_, n) => n % 3 === 0).map(({ remoteId }) => id(remoteId))));
    expect(directory.accounts.count(connectionId)).toBe(4_666);
    expect([...directory.accounts.slices(1_000)].flat()).toHaveLength(4_667);
    expect(directory.accounts.get(id('5', 'connection2'))).not.toBeNull();
  });

  test('keeps an account that moved from one page to the next while the list was read', async () => {
    const directory = tempDirectory();
    const { accounts } = directory;
    await syncAll(directory, [{ remoteId: 'a' }, { remoteId: 'b' }, { remoteId: 'c' }]);
    accounts.beginRun(connectionId);
    accounts.storePage(connectionId, [{ remoteId: 'a' }, { remoteId: 'b' }], 'page 2');
    accounts.storePage(connectionId, [{ remoteId: 'b' }, { remoteId: 'c' }], null);
    const { removed } = await accounts.completeRun(connectionId, noon);
    expect(removed).toEqual([]);
    expect(accounts.count()).toBe(3);
  });

  test('counts an account once, however often a page repeats it', async () => {
    const directory = tempDirectory();
    const { changed } = await syncAll(directory, [
      { remoteId: '1', name: 'Old' },
      { remoteId: '1', name: 'New' },
    ]);
    expect(changed).toEqual([id('1')]);
    expect(directory.accounts.count()).toBe(1);
    expect(directory.accounts.get(id('1'))?.name).toBe('New');
  });

  test('a name that a form on the web wrote with entities has its signs, and keeps them over a sync', async () => {
    const directory = tempDirectory();
    const listed = [{ remoteId: '1', name: 'Noël &amp; Fils &#39;Nord&#39;' }];
    await syncAll(directory, listed);
    expect(directory.accounts.get(id('1'))?.name).toBe("Noël & Fils 'Nord'");
    expect((await syncAll(directory, listed)).changed).toEqual([]);
    directory.accounts.storeProfile(id('1'), { name: 'Smith &amp; Sons', email: '', domain: '' }, noon);
    expect(directory.accounts.get(id('1'))?.name).toBe('Smith & Sons');
  });

  test('reports only what is new or changed', async () => {
    const directory = tempDirectory();
    const listed = [
      { remoteId: '1', name: 'Acme', tags: ['gold'], state: 'activated' as const, createdAt: noon },
      { remoteId: '2', name: 'Globex' },
    ];
    await syncAll(directory, listed);
    expect((await syncAll(directory, listed)).changed).toEqual([]);
    const [acme, globex] = listed;
    const altered = [{ ...acme!, tags: ['gold', 'vip'] }, globex!, { remoteId: '3' }];
    expect((await syncAll(directory, altered)).changed).toEqual([id('1'), id('3')]);
  });

  test('keeps a fact that the list no longer gives, and stores one that it gives as empty', async () => {
    const directory = tempDirectory();
    await syncAll(directory, [{ remoteId: '1', name: 'Acme', email: 'a@acme.com' }]);
    directory.accounts.storeDetails(id('1'), { ...noDetails, state: 'suspended' }, new Date().toISOString());
    await syncAll(directory, [{ remoteId: '1' }]);
    expect(directory.accounts.get(id('1'))).toMatchObject({ name: 'Acme', email: 'a@acme.com', state: 'suspended' });
    await syncAll(directory, [{ remoteId: '1', name: '' }]);
    expect(directory.accounts.get(id('1'))).toMatchObject({ name: 'a@acme.com', nameSource: 'none' });
  });

  test('begins anew if the interrupted sync run is of a time to come: its clock was ahead', () => {
    let now = Date.parse('2027-11-21T12:00:00.000Z');
    const { accounts } = tempDirectory(() => now);
    accounts.beginRun(connectionId);
    accounts.storePage(connectionId, [{ remoteId: '1' }], 'next');
    expect(accounts.beginRun(connectionId)).toEqual({ cursor: 'next', seen: 1 });
    now = Date.parse(noon);
    expect(accounts.beginRun(connectionId)).toEqual({ cursor: null, seen: 0 });
  });

  test('continues an interrupted sync run after a restart', async () => {
    const folder = tempFolder();
    const before = opened(folder);
    await syncAll(before.directory, [{ remoteId: 'gone' }, { remoteId: '1' }]);
    before.directory.accounts.beginRun(connectionId);
    before.directory.accounts.storePage(connectionId, [{ remoteId: '1' }, { remoteId: '2' }], 'page 2');
    before.directory.close();
    const { accounts } = opened(folder).directory;
    expect(accounts.beginRun(connectionId)).toEqual({ cursor: 'page 2', seen: 2 });
    accounts.storePage(connectionId, [{ remoteId: '3' }], null);
    expect((await accounts.completeRun(connectionId, noon)).removed).toEqual([id('gone')]);
    expect(accounts.count()).toBe(3);
  });

  test('starts over if the interrupted sync run is so old that the list has moved on', () => {
    let now = Date.parse(noon);
    const { accounts } = tempDirectory(() => now);
    accounts.beginRun(connectionId);
    accounts.storePage(connectionId, [{ remoteId: '1' }], 'page 2');
    now += 5 * 60 * 60_000;
    expect(accounts.beginRun(connectionId)).toEqual({ cursor: 'page 2', seen: 1 });
    now += 2 * 60 * 60_000;
    expect(accounts.beginRun(connectionId)).toEqual({ cursor: null, seen: 0 });
  });

  test('refuses a page that belongs to no sync run', () => {
    const { accounts } = tempDirectory();
    expect(() => accounts.storePage(connectionId, [{ remoteId: '1' }], null)).toThrow('storePage: no sync run is open');
  });

  test('stores ids and names as they are, whatever they hold', async () => {
    const directory = tempDirectory();
    const hostile = [
      "x'); drop table account; --",
      '%',
      '_',
      'a/b',
      '9007199254740993',
      '{"$gt":""}',
      '1 or 1=1',
      '🙂',
    ];
    await syncAll(
      directory,
      hostile.map((remoteId) => ({ remoteId, name: remoteId })),
    );
    expect(new Set(names(directory.accounts.getMany(hostile.map((each) => id(each)))))).toEqual(new Set(hostile));
    expect(names(directory.accounts.findExact('%'))).toEqual(['%']);
    expect(directory.accounts.count()).toBe(hostile.length);
  });

  test('leaves out ids that it could not match again, and keeps the others of the page', async () => {
    const directory = tempDirectory();
    const unusable = ['', ' ', 'a\u0000b', '\ud800', 'x'.repeat(201), 'tail '].map((remoteId) => ({ remoteId }));
    await syncAll(directory, [...unusable, { remoteId: '1' }]);
    expect((await syncAll(directory, [{ remoteId: '1' }, ...unusable])).removed).toEqual([]);
    expect([...directory.accounts.slices(10)].flat().map(({ remoteId }) => remoteId)).toEqual(['1']);
    expect(directory.accounts.count()).toBe(1);
  });

  test('makes a hostile name harmless to look at: one line, of limited length, without marks that turn it around', async () => {
    const directory = tempDirectory();
    await syncAll(directory, [
      { remoteId: '1', name: 'Acme\u0000\r\n\tCorp\u202egpj.exe' },
      { remoteId: '2', name: 'x'.repeat(10_000) },
      { remoteId: '3', name: `${'x'.repeat(199)}🙂` },
    ]);
    const found = names(directory.accounts.getMany([id('1'), id('2'), id('3')]));
    expect(found).toEqual(['Acme Corpgpj.exe', 'x'.repeat(200), 'x'.repeat(199)]);
  });
});
