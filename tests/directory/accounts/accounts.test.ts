import { describe, expect, test } from 'vitest';
import { type AccountDetails, adminConsoleRemoteId } from '../../../src/shared/account.ts';
import {
  connectionId,
  id,
  importCsv,
  logIn,
  noon,
  opened,
  syncAll,
  tempDirectory,
  tempFolder,
} from '../../helpers/temp-directory.ts';

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
    directory.accounts.storeDetails(id('1'), details({ state: 'suspended', email: null }), now());
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

describe('what is known about an account', () => {
  test("shows the user's name before the imported, the profile's and the provider's, and finds it under all of them", async () => {
    const directory = tempDirectory();
    const { accounts } = directory;
    const shown = (): string[] => {
      const account = accounts.get(id('1'));
      return [account?.name ?? '', account?.nameSource ?? '', ...(account?.aliases ?? [])];
    };
    await syncAll(directory, [{ remoteId: '1' }]);
    expect(shown()).toEqual(['1', 'none']);
    await syncAll(directory, [{ remoteId: '1', email: 'ops@acme.com' }]);
    expect(shown()).toEqual(['ops@acme.com', 'none']);
    await syncAll(directory, [{ remoteId: '1', name: 'From the list' }]);
    expect(shown()).toEqual(['From the list', 'provider']);
    accounts.storeProfile(id('1'), { name: 'From the profile', email: '', domain: '' }, noon);
    expect(shown()).toEqual(['From the profile', 'profile', 'From the list']);
    await importCsv(directory, 'id,name\n1,From the import\n');
    expect(shown()).toEqual(['From the import', 'import', 'From the profile', 'From the list']);
    directory.names.rename(id('1'), 'Mine');
    expect(shown()).toEqual(['Mine', 'user', 'From the import', 'From the profile', 'From the list']);
    directory.names.rename(id('1'), '');
    expect(shown()).toEqual(['From the import', 'import', 'From the profile', 'From the list']);
  });

  test.each([
    ['ops@acme.com', 'acme.com'],
    ['ops@Shop.ACME.co.uk', 'shop.acme.co.uk'],
    ['someone@gmail.com', ''],
    ['someone@Yahoo.co.uk', ''],
    ['someone@gmx.net', ''],
    ['', ''],
    ['not an email', ''],
  ])('takes the domain from an email if it says one: %s', async (email, domain) => {
    const directory = tempDirectory();
    await syncAll(directory, [{ remoteId: '1', email }]);
    expect(directory.accounts.get(id('1'))?.domain).toBe(domain);
  });

  test("prefers the profile's website to the email's domain", async () => {
    const directory = tempDirectory();
    await syncAll(directory, [{ remoteId: '1', email: 'ops@agency.com' }]);
    directory.accounts.storeProfile(id('1'), { name: 'Acme', email: '', domain: 'Acme.com' }, noon);
    expect(directory.accounts.get(id('1'))).toMatchObject({ email: 'ops@agency.com', domain: 'acme.com' });
  });

  test('returns many at once, in the requested order, without unknown ones', async () => {
    const directory = tempDirectory();
    await syncAll(directory, [{ remoteId: 'b' }, { remoteId: 'a' }]);
    await syncAll(directory, [{ remoteId: 'a' }], 'connection2');
    const asked = [id('b'), id('none'), id('a', 'connection2'), 'nonsense', id('a'), id('a', 'nowhere')];
    expect(directory.accounts.getMany(asked).map(({ accountId }) => accountId)).toEqual([
      id('b'),
      id('a', 'connection2'),
      id('a'),
    ]);
  });

  test('returns all accounts in slices while others are written', async () => {
    const directory = tempDirectory();
    const listed = Array.from({ length: 25 }, (_, n) => ({ remoteId: `r${n}` }));
    await syncAll(directory, listed);
    await syncAll(directory, listed.slice(0, 5), 'connection2');
    const seen: string[] = [];
    for (const slice of directory.accounts.slices(10)) {
      expect(slice.length).toBeLessThanOrEqual(10);
      directory.names.rename(slice[0]!.accountId, 'Renamed in between');
      seen.push(...slice.map(({ accountId }) => accountId));
    }
    expect(seen).toHaveLength(30);
    expect(new Set(seen).size).toBe(30);
  });
});

const now = (): string => new Date().toISOString();
const details = (said: Partial<AccountDetails>): AccountDetails => ({
  state: null,
  email: null,
  companyName: null,
  plan: null,
  groups: [],
  credits: [],
  offerings: [],
  ...said,
});

describe('details of one account', () => {
  test('give a state for a day, and until the clock is set back; a list’s state comes first', async () => {
    let ms = Date.parse('2026-11-27T12:00:00.000Z');
    const directory = tempDirectory(() => ms);
    const { accounts } = directory;
    await syncAll(directory, [{ remoteId: '1' }, { remoteId: '2', state: 'activated' }]);
    const at = new Date(ms).toISOString();
    accounts.storeDetails(id('1'), details({ state: 'suspended' }), at);
    accounts.storeDetails(id('2'), details({ state: 'suspended' }), at);
    const states = () => [accounts.get(id('1'))?.state, accounts.get(id('2'))?.state];
    expect(states()).toEqual(['suspended', 'activated']);
    ms += 24 * 3_600_000 - 1;
    expect(states()).toEqual(['suspended', 'activated']);
    ms += 1;
    expect(states()).toEqual([null, 'activated']);
    ms = Date.parse(at) - 1;
    expect(states()).toEqual([null, 'activated']);
  });

  test('give company, plan and groups, which stay when the state is old', async () => {
    const directory = tempDirectory(() => Date.parse('2026-11-30T12:00:00.000Z'));
    const { accounts } = directory;
    await syncAll(directory, [{ remoteId: '1', tags: ['gold'] }]);
    const said = details({ state: 'suspended', companyName: 'Acme GmbH', plan: 'pro', groups: ['Gold', 'North'] });
    accounts.storeDetails(id('1'), said, '2026-11-27T12:00:00.000Z');
    expect(accounts.get(id('1'))).toMatchObject({
      name: 'Acme GmbH',
      nameSource: 'provider',
      tags: ['gold', 'North', 'pro'],
      state: null,
    });
  });

  test('give the email that the list lacks: it is found, and no better source is replaced', async () => {
    const directory = tempDirectory();
    const { accounts } = directory;
    await syncAll(directory, [
      { remoteId: '1', name: 'Acme' },
      { remoteId: '2', email: 'list@globex.com' },
    ]);
    const email = (remoteId: string) => accounts.get(id(remoteId))?.email;
    accounts.storeDetails(id('1'), details({ state: null, email: 'Ops@Acme.com' }), now());
    accounts.storeDetails(id('2'), details({ state: 'suspended', email: 'details@globex.com' }), now());
    expect([email('1'), email('2')]).toEqual(['Ops@Acme.com', 'list@globex.com']);
    expect(accounts.get(id('1'))).toMatchObject({ domain: 'acme.com', state: null });
    expect(accounts.findExact('ops@acme.com').map(({ remoteId }) => remoteId)).toEqual(['1']);
    expect(accounts.findExact('acme.com').map(({ remoteId }) => remoteId)).toEqual(['1']);

    // Details without an email, and another list, take nothing away.
    accounts.storeDetails(id('1'), details({ state: 'inactive', email: null }), now());
    await syncAll(directory, [{ remoteId: '1', name: 'Acme' }, { remoteId: '2' }]);
    expect([email('1'), email('2')]).toEqual(['Ops@Acme.com', 'list@globex.com']);
    await syncAll(directory, [{ remoteId: '1', name: 'Acme', email: 'new@acme.com' }]);
    expect(email('1')).toBe('new@acme.com');
  });

  test('give an email by which a names file finds the account', async () => {
    const directory = tempDirectory();
    await syncAll(directory, [{ remoteId: '1' }]);
    directory.accounts.storeDetails(id('1'), details({ state: null, email: 'ops@acme.com' }), now());
    await importCsv(directory, 'email,name\nOPS@acme.com,Acme of the file\n');
    expect(directory.accounts.get(id('1'))?.name).toBe('Acme of the file');
  });
});

describe('exact matches', () => {
  test('finds by id, email and domain, in any case, ids first', async () => {
    const directory = tempDirectory();
    await syncAll(directory, [
      { remoteId: '1', email: 'Ops@Acme.com' },
      { remoteId: '2', email: 'x@gmail.com' },
      { remoteId: 'acme.com' },
      { remoteId: 'sg2002x' },
    ]);
    directory.accounts.storeProfile(id('2'), { name: '', email: 'boss@globex.com', domain: 'globex.io' }, noon);
    await importCsv(directory, 'id,email,domain\n2,new@initech.com,initech.org\n');
    const found = (text: string): string[] => directory.accounts.findExact(text).map(({ remoteId }) => remoteId);
    expect(found(' 1 ')).toEqual(['1']);
    expect(found(id('2'))).toEqual(['2']);
    expect(found('SG2002X')).toEqual(['sg2002x']);
    expect(found('ops@ACME.com')).toEqual(['1']);
    expect(found('acme.com')).toEqual(['acme.com', '1']);
    expect(found('https://www.acme.com/pricing')).toContain('1');
    for (const text of ['boss@globex.com', 'GLOBEX.io', 'new@initech.com', 'initech.org'])
      expect(found(text)).toEqual(['2']);
    for (const text of ['', '   ', 'acme', 'gmail.com', '%', '@', 'cme.com']) expect(found(text)).toEqual([]);
  });
});

describe('pins, recents, states', () => {
  test('keeps pins in their order, even if the account is removed and comes back', async () => {
    let now = Date.parse(noon);
    const directory = tempDirectory(() => now++);
    const { accounts } = directory;
    await syncAll(directory, [{ remoteId: 'a' }, { remoteId: 'b' }, { remoteId: 'c' }]);
    for (const remoteId of ['c', 'a', 'b', 'c']) accounts.pin(id(remoteId), true);
    const pinned = (): string[] => accounts.pinned(10).map(({ remoteId }) => remoteId);
    expect(pinned()).toEqual(['c', 'a', 'b']);
    await syncAll(directory, [{ remoteId: 'b' }, { remoteId: 'c' }]);
    expect(pinned()).toEqual(['c', 'b']);
    await syncAll(directory, [{ remoteId: 'a' }, { remoteId: 'b' }, { remoteId: 'c' }]);
    expect(pinned()).toEqual(['c', 'a', 'b']);
    accounts.pin(id('c'), false);
    expect(accounts.pinned(1).map(({ remoteId }) => remoteId)).toEqual(['a']);
    expect(accounts.get(id('a'))?.pinned).toBe(true);
    expect(accounts.get(id('c'))?.pinned).toBe(false);
  });

  test('keeps pins in the order in which they were made, though the clock was ahead for one of them', async () => {
    const ahead = Date.parse('2027-11-21T12:00:00.000Z');
    let now = Date.parse(noon);
    const directory = tempDirectory(() => now);
    const { accounts } = directory;
    await syncAll(
      directory,
      ['d', 'c', 'b', 'a'].map((remoteId) => ({ remoteId })),
    );
    const pinned = (): string[] => accounts.pinned(10).map(({ remoteId }) => remoteId);
    accounts.pin(id('d'), true);
    now = ahead;
    accounts.pin(id('c'), true);
    now = Date.parse(noon) + 60_000;
    accounts.pin(id('b'), true);
    accounts.pin(id('a'), true);
    expect(pinned()).toEqual(['d', 'c', 'b', 'a']);
    accounts.pin(id('c'), false);
    accounts.pin(id('c'), true);
    expect(pinned()).toEqual(['d', 'b', 'a', 'c']);
  });

  test('lists what was opened or copied, the latest first, each once', async () => {
    const directory = tempDirectory();
    await syncAll(directory, [{ remoteId: 'a' }, { remoteId: 'b' }, { remoteId: 'c' }, { remoteId: 'd' }]);
    for (let n = 0; n < 60; n++) logIn(directory, id('a'), 'opened');
    logIn(directory, id('b'), 'copied');
    logIn(directory, id('c'), 'failed');
    logIn(directory, id('d'));
    logIn(directory, id('vanished'), 'opened');
    logIn(directory, id('b'), 'opened');
    const recent = (limit: number): string[] => directory.accounts.recent(limit).map(({ remoteId }) => remoteId);
    expect(recent(10)).toEqual(['b', 'a']);
    expect(recent(1)).toEqual(['b']);
    expect(directory.accounts.get(id('c'))?.lastLogInAt).toBeNull();
    expect(directory.accounts.get(id('a'))?.lastLogInAt).not.toBeNull();
  });

  test("has the reseller's console pinned at first, leaves it unpinned if the user wants, and no sync run removes it", async () => {
    const directory = tempDirectory();
    const { accounts } = directory;
    const console = id(adminConsoleRemoteId);
    accounts.putAdminConsole(connectionId, 'Brevo admin console');
    expect(accounts.get(console)).toMatchObject({ kind: 'admin-console', name: 'Brevo admin console', pinned: true });
    accounts.pin(console, false);
    accounts.putAdminConsole(connectionId, 'Admin console');
    await syncAll(directory, [{ remoteId: '1' }, { remoteId: adminConsoleRemoteId, name: 'an impostor' }]);
    expect((await syncAll(directory, [])).removed).toEqual([id('1')]);
    expect(accounts.get(console)).toMatchObject({ kind: 'admin-console', name: 'Admin console', pinned: false });
    expect(accounts.count()).toBe(0);
  });
});

describe('profiles', () => {
  const blank = { name: '', email: '', domain: '' };
  const created = (day: number): string => `2026-01-${String(day).padStart(2, '0')}T00:00:00.000Z`;

  test('wants those on screen first, then the newest accounts, then the oldest profiles', async () => {
    const directory = tempDirectory(() => Date.parse('2027-06-01T00:00:00.000Z'));
    const { accounts } = directory;
    const listed = Array.from({ length: 9 }, (_, n) => ({ remoteId: `${n + 1}`, createdAt: created(n + 1) }));
    await syncAll(directory, [...listed, { remoteId: 'undated' }]);
    accounts.putAdminConsole(connectionId, 'Console');
    const wanted = (limit: number, first: string[] = []): string[] =>
      accounts
        .profilesWanted(connectionId, limit, noon, first)
        .map(({ accountId }) => accountId.slice(connectionId.length + 1));
    expect(wanted(3)).toEqual(['9', '8', '7']);
    expect(wanted(4, [id('2'), id('none'), id('1', 'other'), id('8')])).toEqual(['2', '8', '9', '7']);
    const answer = { name: 'Acme', email: '', domain: '' };
    for (const { remoteId } of listed.slice(2)) accounts.storeProfile(id(remoteId), answer, created(20));
    accounts.storeProfile(id('2'), blank, '2027-01-01T00:00:00.000Z');
    expect(wanted(5, [id('2'), id('5')])).toEqual(['5', '1', 'undated', '3', '4']);
    expect(wanted(10, [])).not.toContain('2');
  });

  test('wants those again that were read while the clock was ahead, after the others', async () => {
    let now = Date.parse('2027-06-01T00:00:00.000Z');
    const directory = tempDirectory(() => now);
    const { accounts } = directory;
    await syncAll(directory, [{ remoteId: '1' }, { remoteId: '2' }, { remoteId: '3' }]);
    const answer = { name: 'Acme', email: '', domain: '' };
    accounts.storeProfile(id('1'), answer, '2027-05-31T00:00:00.000Z');
    accounts.storeProfile(id('2'), answer, noon);
    now = Date.parse(noon) + 60_000;
    const wanted = (first: string[]): string[] =>
      accounts.profilesWanted(connectionId, 5, noon, first).map(({ accountId }) => accountId);
    expect(wanted([])).toEqual([id('3'), id('1')]);
    expect(wanted([id('1'), id('2')])).toEqual([id('1'), id('3')]);
  });

  test('counts the known profiles, even if accounts are removed, and never an account twice', async () => {
    const directory = tempDirectory();
    const { accounts } = directory;
    await syncAll(directory, [{ remoteId: '1' }, { remoteId: '2' }, { remoteId: '3' }]);
    const answer = { name: 'Acme', email: '', domain: '' };
    accounts.storeProfile(id('1'), answer, noon);
    accounts.storeProfile(id('1'), answer, noon);
    accounts.storeProfile(id('2'), blank, noon);
    accounts.storeProfile(id('gone'), answer, noon);
    accounts.storeProfile('nonsense', answer, noon);
    expect(accounts.profileProgress(connectionId)).toEqual({ known: 1, blank: 1, failed: 0, total: 3 });
    await syncAll(directory, [{ remoteId: '2' }, { remoteId: '3' }]);
    expect(accounts.profileProgress(connectionId)).toEqual({ known: 0, blank: 1, failed: 0, total: 2 });
    expect(accounts.profileProgress('nowhere')).toEqual({ known: 0, blank: 0, failed: 0, total: 0 });
  });

  const hourMs = 3_600_000;
  const dayMs = 24 * hourMs;

  /** Three accounts, newest first `3`, `2`, `1`, and a clock. */
  async function withClock() {
    let now = Date.parse('2027-06-01T00:00:00.000Z');
    const directory = tempDirectory(() => now);
    const { accounts } = directory;
    const listed = ['1', '2', '3'].map((remoteId) => ({ remoteId, createdAt: created(Number(remoteId)) }));
    await syncAll(directory, listed);
    const wanted = (first: string[] = []): string[] =>
      accounts
        .profilesWanted(connectionId, 5, noon, first)
        .map(({ accountId }) => accountId.slice(connectionId.length + 1));
    const pass = (ms: number): void => {
      now += ms;
    };
    return { directory, accounts, listed, wanted, pass };
  }

  test('wants one that could not be read again after an hour, a day, a week and a month, behind the others', async () => {
    const { accounts, wanted, pass } = await withClock();
    for (const waitMs of [hourMs, dayMs, 7 * dayMs, 30 * dayMs, 30 * dayMs]) {
      accounts.noteProfileFailure(id('3'), 'failed');
      expect(wanted([id('3')])).toEqual(['2', '1']);
      pass(waitMs - 1_000);
      expect(wanted([id('3')])).toEqual(['2', '1']);
      pass(1_000);
      expect(wanted()).toEqual(['2', '1', '3']);
    }
    expect(wanted([id('3')])).toEqual(['3', '2', '1']);
  });

  test('wants a refused one after a day, and all of them at once when their failures are forgotten', async () => {
    const { accounts, wanted, pass } = await withClock();
    expect(accounts.nextProfileRetryAt(connectionId)).toBeNull();
    accounts.noteProfileFailure(id('2'), 'refused');
    expect(accounts.nextProfileRetryAt(connectionId)).toBe('2027-06-02T00:00:00.000Z');
    accounts.noteProfileFailure(id('3'), 'failed');
    expect(accounts.nextProfileRetryAt(connectionId)).toBe('2027-06-01T01:00:00.000Z');
    pass(dayMs - 1_000);
    expect(wanted()).toEqual(['1', '3']);
    pass(1_000);
    expect(wanted()).toEqual(['1', '3', '2']);
    accounts.noteProfileFailure(id('2'), 'refused');
    accounts.forgetProfileFailures(connectionId);
    expect(wanted()).toEqual(['3', '2', '1']);
  });

  test('wants a postponed one at once, behind the others, and waits no longer because of it', async () => {
    const { accounts, wanted, pass } = await withClock();
    accounts.noteProfileFailure(id('3'), 'postponed');
    expect(wanted()).toEqual(['2', '1', '3']);
    accounts.noteProfileFailure(id('3'), 'failed');
    pass(hourMs);
    expect(wanted()).toEqual(['2', '1', '3']);
  });

  test('a profile that was read ends the failures, and one that cannot be read any more keeps its name', async () => {
    const { directory, accounts, listed, wanted, pass } = await withClock();
    accounts.noteProfileFailure(id('3'), 'failed');
    accounts.storeProfile(id('3'), { name: 'Acme', email: '', domain: '' }, created(20));
    accounts.noteProfileFailure(id('3'), 'failed');
    expect(accounts.get(id('3'))).toMatchObject({ name: 'Acme', nameSource: 'profile' });
    expect(accounts.profileProgress(connectionId)).toEqual({ known: 1, blank: 0, failed: 0, total: 3 });
    pass(hourMs);
    expect(wanted()).toEqual(['2', '1', '3']);
    accounts.noteProfileFailure(id('2'), 'failed');
    accounts.noteProfileFailure(id('gone'), 'failed');
    accounts.noteProfileFailure('nonsense', 'failed');
    expect(accounts.profileProgress(connectionId)).toEqual({ known: 1, blank: 0, failed: 1, total: 3 });
    await syncAll(directory, listed);
    expect(wanted()).toEqual(['1', '3']);
    await syncAll(directory, [{ remoteId: '1' }]);
    expect(accounts.profileProgress(connectionId)).toEqual({ known: 0, blank: 0, failed: 0, total: 1 });
  });

  test('a retry that was planned while the clock was ahead does not wait for that time', async () => {
    const { accounts, wanted, pass } = await withClock();
    pass(365 * dayMs);
    accounts.noteProfileFailure(id('3'), 'failed');
    pass(-365 * dayMs);
    expect(wanted()).toEqual(['2', '1', '3']);
  });

  test('failures outlive a restart', async () => {
    const folder = tempFolder();
    const { directory } = opened(folder);
    await syncAll(directory, [{ remoteId: '1' }]);
    directory.accounts.noteProfileFailure(id('1'), 'failed');
    directory.close();
    expect(opened(folder).directory.accounts.profilesWanted(connectionId, 5, '2026-01-01')).toEqual([]);
  });

  test('says which of the wanted have an email in the list', async () => {
    const directory = tempDirectory();
    await syncAll(directory, [{ remoteId: '2', email: 'a@acme.com' }, { remoteId: '1' }, { remoteId: '0', email: '' }]);
    expect(directory.accounts.profilesWanted(connectionId, 5, noon)).toEqual([
      { accountId: id('2'), hasEmail: true },
      { accountId: id('1'), hasEmail: false },
      { accountId: id('0'), hasEmail: false },
    ]);
  });

  test('keeps profiles through syncs and restarts', async () => {
    const folder = tempFolder();
    const { directory } = opened(folder);
    await syncAll(directory, [{ remoteId: '1' }]);
    directory.accounts.storeProfile(id('1'), { name: 'Acme', email: 'a@acme.com', domain: 'acme.com' }, noon);
    await syncAll(directory, [{ remoteId: '1' }]);
    directory.close();
    const { accounts } = opened(folder).directory;
    expect(accounts.get(id('1'))).toMatchObject({ name: 'Acme', nameSource: 'profile', email: 'a@acme.com' });
    expect(accounts.profilesWanted(connectionId, 5, '2026-01-01', [])).toEqual([]);
  });
});
