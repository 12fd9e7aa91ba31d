import { afterEach, describe, expect, test } from 'vitest';
import {
  calendarDate,
  clockTime,
  countOf,
  dateTime,
  formatFor,
  minutesAgo,
  relativeTime,
  roughDuration,
  wholeNumber,
} from '../../src/shared/format.ts';

/** The local time of this machine, whatever its zone is. */
const local = (text: string): string => new Date(text).toISOString();
const afternoon = local('2026-03-02T14:05:00');

describe('the time of day', () => {
  test.each([
    ['en-GB', '14:05'],
    ['de-DE', '14:05'],
    ['fi-FI', '14.05'],
    ['en-US', '2:05 PM'],
  ])('follows the clock of the locale: %s', (locale, words) => {
    // Some versions of the locale data put a narrow space before PM.
    expect(clockTime(afternoon, locale).replace(/\s/g, ' ')).toBe(words);
  });

  test('is in the zone of the reader', () => {
    expect(clockTime(local('2026-07-01T00:30:00'), 'en-GB')).toBe('00:30');
  });
});

describe('a date', () => {
  test.each([
    ['en-GB', '2 Mar 2026', '2 Mar 2026, 14:05'],
    ['en-US', 'Mar 2, 2026', 'Mar 2, 2026, 2:05 PM'],
    ['de-DE', '02.03.2026', '02.03.2026, 14:05'],
  ])('is in the order of the locale: %s', (locale, date, withTime) => {
    expect(calendarDate(afternoon, locale)).toBe(date);
    expect(dateTime(afternoon, locale).replace(/\s/g, ' ')).toBe(withTime);
  });

  test('that cannot be read does not throw', () => {
    for (const write of [clockTime, calendarDate, dateTime]) expect(write('never', 'en-GB')).toBe('Invalid Date');
  });
});

test.each([
  [1, 'about 1 min'],
  [89, 'about 89 min'],
  [90, 'about 2 h'],
  [47 * 60, 'about 47 h'],
  [49 * 60, 'about 2 days'],
  [2_800, 'about 47 h'],
])('%s minutes are %s', (minutes, words) => {
  expect(roughDuration(minutes)).toBe(words);
});

describe('a number', () => {
  test('is grouped as in the locale', () => {
    expect(wholeNumber(5_012, 'en-GB')).toBe('5,012');
    expect(wholeNumber(5_012, 'de-DE')).toBe('5.012');
  });

  test('takes one thing for one, and everything else for several', () => {
    expect(countOf(1, 'account', 'en-GB')).toBe('1 account');
    expect(countOf(0, 'account', 'en-GB')).toBe('0 accounts');
    expect(countOf(12_345, 'account', 'en-GB')).toBe('12,345 accounts');
    expect(countOf(12_345, 'account', 'de-DE')).toBe('12.345 accounts');
  });
});

describe('how long ago', () => {
  const now = Date.parse(local('2026-03-02T14:05:00'));
  const minute = 60_000;
  const hour = 60 * minute;
  const agoOf = (ageMs: number): string => relativeTime(new Date(now - ageMs).toISOString(), now, 'en-GB');

  test.each([
    [0, 'just now'],
    [59_999, 'just now'],
    [minute, '1 min ago'],
    [59 * minute, '59 min ago'],
    [hour, '1 h ago'],
    [23 * hour, '23 h ago'],
    [25 * hour, 'yesterday'],
    [3 * 24 * hour, '3 days ago'],
    [6 * 24 * hour, '6 days ago'],
    [7 * 24 * hour, '23 Feb 2026'],
    [68 * 24 * hour, '24 Dec 2025'],
  ])('%i ms', (ageMs, words) => {
    expect(agoOf(ageMs)).toBe(words);
  });

  test('counts nights and not hours: late on Saturday is two days ago early on Monday', () => {
    const early = Date.parse(local('2026-03-02T00:30:00'));
    expect(relativeTime(local('2026-03-01T00:15:00'), early, 'en-GB')).toBe('yesterday');
    expect(relativeTime(local('2026-02-28T23:45:00'), early, 'en-GB')).toBe('2 days ago');
  });

  test('of a time just after now is just now, and of a later one the date', () => {
    expect(agoOf(-30_000)).toBe('just now');
    expect(agoOf(-40 * 24 * hour)).toBe('11 Apr 2026');
  });

  test('in minutes alone reads the same', () => {
    expect(minutesAgo(0)).toBe('just now');
    expect(minutesAgo(6)).toBe('6 min ago');
  });
});

test('without a locale everything follows the system', () => {
  const { locale } = Intl.DateTimeFormat().resolvedOptions();
  const now = Date.parse(afternoon) + 30 * 86_400_000;
  expect(clockTime(afternoon)).toBe(clockTime(afternoon, locale));
  expect(calendarDate(afternoon)).toBe(calendarDate(afternoon, locale));
  expect(dateTime(afternoon)).toBe(dateTime(afternoon, locale));
  expect(relativeTime(afternoon, now)).toBe(relativeTime(afternoon, now, locale));
  expect(countOf(5_012, 'row')).toBe(countOf(5_012, 'row', locale));
});

describe('for a reader', () => {
  afterEach(() => formatFor({ locale: '', clock: 'system' }));
  const night = local('2026-03-02T00:05:00');
  const plain = (text: string): string => text.replace(/\s/g, ' ');

  test.each([
    ['de-DE', '14:05', '02.03.2026', '02.03.2026, 14:05', '5.012'],
    ['en-US', '2:05 PM', 'Mar 2, 2026', 'Mar 2, 2026, 2:05 PM', '5,012'],
    ['en-GB', '14:05', '2 Mar 2026', '2 Mar 2026, 14:05', '5,012'],
    ['ja-JP', '14:05', '2026/03/02', '2026/03/02 14:05', '5,012'],
    ['ar-EG', '٢:٠٥ م', '٠٢\u200f/٠٣\u200f/٢٠٢٦', '٠٢\u200f/٠٣\u200f/٢٠٢٦، ٢:٠٥ م', '٥٬٠١٢'],
  ])('of %s, everything is written as there', (locale, time, date, both, number) => {
    formatFor({ locale, clock: 'system' });
    expect(plain(clockTime(afternoon))).toBe(time);
    expect(calendarDate(afternoon)).toBe(date);
    expect(plain(dateTime(afternoon))).toBe(both);
    expect(wholeNumber(5_012)).toBe(number);
    expect(countOf(5_012, 'customer')).toBe(`${number} customers`);
    expect(relativeTime(afternoon, Date.parse(afternoon) + 30 * 86_400_000)).toBe(date);
  });

  test.each([
    ['de-DE', '12h', '02:05 PM', '12:05 AM'],
    ['en-US', '24h', '14:05', '00:05'],
    ['en-GB', '12h', '02:05 pm', '12:05 am'],
    ['ja-JP', '12h', '午後2:05', '午前0:05'],
    ['ja-JP', '24h', '14:05', '0:05'],
    ['ar-EG', '24h', '١٤:٠٥', '٠٠:٠٥'],
  ] as const)('of %s with a clock of %s, times follow the clock', (locale, clock, afternoonWords, nightWords) => {
    formatFor({ locale, clock });
    expect(plain(clockTime(afternoon))).toBe(afternoonWords);
    expect(plain(clockTime(night))).toBe(nightWords);
    expect(plain(dateTime(afternoon))).toContain(afternoonWords);
  });

  test.each(['', 'C', 'not a locale', 'de_DE@euro', '../..'])(
    'whose locale is no locale (“%s”), nothing breaks',
    (locale) => {
      formatFor({ locale, clock: '24h' });
      expect(clockTime(afternoon)).toContain(':05');
      expect(wholeNumber(12)).toBe(wholeNumber(12, Intl.NumberFormat().resolvedOptions().locale));
    },
  );
});
