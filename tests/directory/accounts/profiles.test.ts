import { describe, expect, test } from 'vitest';
import { connectionId, id, noon, opened, syncAll, tempDirectory, tempFolder } from '../../helpers/temp-directory.ts';

describe('profiles', () => {
  const acme = { name: 'Acme', email: '', domain: '' };
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
    for (const { remoteId } of listed.slice(2)) accounts.storeProfile(id(remoteId), acme, created(20));
    accounts.storeProfile(id('2'), blank, '2027-01-01T00:00:00.000Z');
    expect(wanted(5, [id('2'), id('5')])).toEqual(['5', '1', 'undated', '3', '4']);
    expect(wanted(10, [])).not.toContain('2');
  });

  test('wants those again that were read while the clock was ahead, after the others', async () => {
    let now = Date.parse('2027-06-01T00:00:00.000Z');
    const directory = tempDirectory(() => now);
    const { accounts } = directory;
    await syncAll(directory, [{ remoteId: '1' }, { remoteId: '2' }, { remoteId: '3' }]);
    accounts.storeProfile(id('1'), acme, '2027-05-31T00:00:00.000Z');
    accounts.storeProfile(id('2'), acme, noon);
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
    accounts.storeProfile(id('1'), acme, noon);
    accounts.storeProfile(id('1'), acme, noon);
    accounts.storeProfile(id('2'), blank, noon);
    accounts.storeProfile(id('gone'), acme, noon);
    accounts.storeProfile('nonsense', acme, noon);
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
    accounts.storeProfile(id('3'), acme, created(20));
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
