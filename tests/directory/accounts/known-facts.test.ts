import { describe, expect, test } from 'vitest';
import { adminConsoleRemoteId } from '../../../src/shared/account.ts';
import { noDetails } from '../../helpers/accounts.ts';
import { connectionId, id, importCsv, logIn, noon, syncAll, tempDirectory } from '../../helpers/temp-directory.ts';

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

describe('details of one account', () => {
  const now = (): string => new Date().toISOString();

  test('give a state for a day, and until the clock is set back; a list’s state comes first', async () => {
    let ms = Date.parse('2026-11-27T12:00:00.000Z');
    const directory = tempDirectory(() => ms);
    const { accounts } = directory;
    await syncAll(directory, [{ remoteId: '1' }, { remoteId: '2', state: 'activated' }]);
    const at = new Date(ms).toISOString();
    accounts.storeDetails(id('1'), { ...noDetails, state: 'suspended' }, at);
    accounts.storeDetails(id('2'), { ...noDetails, state: 'suspended' }, at);
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
    accounts.storeDetails(
      id('1'),
      { ...noDetails, state: 'suspended', companyName: 'Acme GmbH', plan: 'pro', groups: ['Gold', 'North'] },
      '2026-11-27T12:00:00.000Z',
    );
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
    accounts.storeDetails(id('1'), { ...noDetails, email: 'Ops@Acme.com' }, now());
    accounts.storeDetails(id('2'), { ...noDetails, state: 'suspended', email: 'details@globex.com' }, now());
    expect([email('1'), email('2')]).toEqual(['Ops@Acme.com', 'list@globex.com']);
    expect(accounts.get(id('1'))).toMatchObject({ domain: 'acme.com', state: null });
    expect(accounts.findExact('ops@acme.com').map(({ remoteId }) => remoteId)).toEqual(['1']);
    expect(accounts.findExact('acme.com').map(({ remoteId }) => remoteId)).toEqual(['1']);

    // Details without an email, and another list, take nothing away.
    accounts.storeDetails(id('1'), { ...noDetails, state: 'inactive' }, now());
    await syncAll(directory, [{ remoteId: '1', name: 'Acme' }, { remoteId: '2' }]);
    expect([email('1'), email('2')]).toEqual(['Ops@Acme.com', 'list@globex.com']);
    await syncAll(directory, [{ remoteId: '1', name: 'Acme', email: 'new@acme.com' }]);
    expect(email('1')).toBe('new@acme.com');
  });

  test('give an email by which a names file finds the account', async () => {
    const directory = tempDirectory();
    await syncAll(directory, [{ remoteId: '1' }]);
    directory.accounts.storeDetails(id('1'), { ...noDetails, email: 'ops@acme.com' }, now());
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
