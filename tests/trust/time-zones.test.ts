import { afterEach, describe, expect, test } from 'vitest';
import { everything, filterOf } from '../../src/renderer/settings/history/HistoryFilters.tsx';
import { clockTime, dateTime, relativeTime } from '../../src/shared/format.ts';
import { id, logIn, syncAll, tempDirectory } from '../helpers/temp-directory.ts';

// A laptop that travels, and nights that are an hour longer or shorter.

const zoneBefore = process.env['TZ'];
const travelTo = (zone: string): void => {
  process.env['TZ'] = zone;
};
afterEach(() => {
  if (zoneBefore === undefined) delete process.env['TZ'];
  else process.env['TZ'] = zoneBefore;
});

const hour = 3_600_000;

describe('times', () => {
  test('follow the zone of the machine at once, without a restart', () => {
    travelTo('Europe/Berlin');
    expect(dateTime('2026-03-02T23:30:00Z', 'en-GB')).toBe('3 Mar 2026, 00:30');
    travelTo('America/New_York');
    expect(dateTime('2026-03-02T23:30:00Z', 'en-GB')).toBe('2 Mar 2026, 18:30');
  });

  test('keep both hours apart that have the same name, by how long ago they were', () => {
    travelTo('America/New_York');
    const [first, second] = ['2026-11-01T05:30:00Z', '2026-11-01T06:30:00Z'];
    expect([first, second].map((at) => clockTime(at, 'en-GB'))).toEqual(['01:30', '01:30']);
    const now = Date.parse('2026-11-01T07:30:00Z');
    expect([first, second].map((at) => relativeTime(at, now, 'en-GB'))).toEqual(['2 h ago', '1 h ago']);
  });

  // Each is read at half past midnight, after a day of an odd length, and asks about noon of the two days before.
  test.each([
    ['a day of 23 hours', 'America/New_York', '2026-03-09T04:30:00Z', '2026-03-08T16:00:00Z', '2026-03-07T17:00:00Z'],
    ['a day of 25 hours', 'America/New_York', '2026-11-02T05:30:00Z', '2026-11-01T17:00:00Z', '2026-10-31T16:00:00Z'],
    [
      'a day that begins at one',
      'Africa/Cairo',
      '2026-04-24T21:30:00Z',
      '2026-04-24T09:00:00Z',
      '2026-04-23T10:00:00Z',
    ],
  ])('count %s as one day', (_, zone, now, noon, noonBefore) => {
    travelTo(zone);
    // A day ago, or less, is said in hours.
    const late = Date.parse(now) + 13 * hour;
    expect(relativeTime(noon, late, 'en-GB')).toBe('yesterday');
    expect(relativeTime(noonBefore, Date.parse(now), 'en-GB')).toBe('2 days ago');
  });
});

describe('the history', () => {
  const since = (period: 'today' | 'week', now: string) => filterOf({ ...everything, period }, Date.parse(now)).since;

  test('of today begins at the midnight of the zone', () => {
    travelTo('Asia/Tokyo');
    expect(since('today', '2026-03-02T23:30:00Z')).toBe('2026-03-02T15:00:00.000Z');
    travelTo('America/New_York');
    expect(since('today', '2026-03-02T23:30:00Z')).toBe('2026-03-02T05:00:00.000Z');
  });

  test('of a week begins at midnight, whatever happened to the clocks since', () => {
    travelTo('America/New_York');
    expect(since('week', '2026-03-10T15:00:00Z')).toBe('2026-03-04T05:00:00.000Z');
    expect(since('week', '2026-11-03T15:00:00Z')).toBe('2026-10-28T04:00:00.000Z');
    // On that day there is no midnight.
    travelTo('Africa/Cairo');
    expect(since('today', '2026-04-24T12:00:00Z')).toBe('2026-04-23T22:00:00.000Z');
    expect(since('week', '2026-04-24T12:00:00Z')).toBe('2026-04-17T22:00:00.000Z');
  });

  test.each([
    ['a day of 23 hours', 'America/New_York', '2026-03-09T16:00:00Z', '2026-03-08T05:00:00Z', '2026-03-09T04:00:00Z'],
    ['a day of 25 hours', 'America/New_York', '2026-11-02T16:00:00Z', '2026-11-01T04:00:00Z', '2026-11-02T05:00:00Z'],
    [
      'a day that begins at one',
      'Africa/Cairo',
      '2026-04-25T12:00:00Z',
      '2026-04-23T22:00:00Z',
      '2026-04-24T21:00:00Z',
    ],
  ])('counts a log-in at both ends of %s to that day', (_, zone, now, first, after) => {
    travelTo(zone);
    const directory = tempDirectory(() => Date.parse(now));
    const iso = (at: string, ms: number): string => new Date(Date.parse(at) + ms).toISOString();
    for (const at of [iso(first, -1), iso(first, 0), iso(after, -1), iso(after, 0)])
      logIn(directory, id('1'), 'opened', { at });
    const days = directory.ledger.countByDay('', {}, 3);
    expect(days.map(({ count }) => count)).toEqual([1, 2, 1]);
    expect(days[1]).toMatchObject({ since: iso(first, 0), until: iso(after, 0) });
    expect(directory.ledger.search('', null, 10, days[1]).rows).toHaveLength(2);
  });

  test('stays whole and in its order when the zone changes between two log-ins', async () => {
    travelTo('Pacific/Auckland');
    const directory = tempDirectory();
    await syncAll(directory, [{ remoteId: '1' }, { remoteId: '2' }]);
    logIn(directory, id('1'), 'opened', { at: '2026-03-02T11:00:00.000Z' });
    // By the clock on the wall this is 23 hours earlier.
    travelTo('Pacific/Honolulu');
    logIn(directory, id('2'), 'opened', { at: '2026-03-02T12:00:00.000Z' });
    expect(directory.accounts.recent(2).map(({ remoteId }) => remoteId)).toEqual(['2', '1']);
    expect(directory.ledger.intact()).toBe(true);
  });
});
