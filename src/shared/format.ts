// Times, dates and numbers as the screens write them. The words are English, like the program; digits, order and the 12
// or 24 hour clock are the reader's. `locale` is a BCP 47 tag, by default the one of `formatFor`. Times are ISO text, shown in
// the reader's own zone.
//
// `toLocaleString` and not a kept `Intl.DateTimeFormat`: that one would keep the time zone in which the program started.

/** `system`: as the locale has it. */
export const clocks = ['system', '12h', '24h'] as const;
export type Clock = (typeof clocks)[number];

/** How this reader writes. Each process and each window has one. */
interface Reader {
  /** Undefined: the one of the process. */
  locale: string | undefined;
  clock: Clock;
}

let reader: Reader = { locale: undefined, clock: 'system' };

/** From now on, everything is written for this reader. A locale that the system makes up and no standard knows is left out. */
export function formatFor({ locale, clock }: { locale: string; clock: Clock }): void {
  reader = { locale: isLocale(locale) ? locale : undefined, clock };
}

function isLocale(text: string): boolean {
  try {
    return Intl.NumberFormat.supportedLocalesOf(text).length > 0;
  } catch {
    return false;
  }
}

const hourCycles: Readonly<Record<Clock, Intl.DateTimeFormatOptions>> = {
  system: {},
  '12h': { hour12: true },
  // Not `hour12: false`, with which some locales write 24:05 after midnight.
  '24h': { hourCycle: 'h23' },
};

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** `14:05`, or `2:05 PM`. */
export const clockTime = (iso: string, locale = reader.locale): string =>
  new Date(iso).toLocaleTimeString(locale, { timeStyle: 'short', ...hourCycles[reader.clock] });

/** `2 Mar 2026`. */
export const calendarDate = (iso: string, locale = reader.locale): string =>
  new Date(iso).toLocaleDateString(locale, { dateStyle: 'medium' });

/** `2 Mar 2026, 14:05`. */
export const dateTime = (iso: string, locale = reader.locale): string =>
  new Date(iso).toLocaleString(locale, { dateStyle: 'medium', timeStyle: 'short', ...hourCycles[reader.clock] });

/** `just now`, `3 min ago`. */
export const minutesAgo = (minutes: number): string => (minutes < 1 ? 'just now' : `${Math.floor(minutes)} min ago`);

/**
 * `just now`, `3 min ago`, `2 h ago`, `yesterday`, `3 days ago`; from a week on, the date. A time later than `now`, from
 * a clock that was wrong, is a date too. `now` in ms.
 */
export function relativeTime(iso: string, now: number, locale?: string): string {
  const ageMs = now - Date.parse(iso);
  // `now` is read a few times a minute only, so what has just happened may be later than it.
  if (ageMs < -minuteMs) return calendarDate(iso, locale);
  if (ageMs < hourMs) return minutesAgo(ageMs / minuteMs);
  if (ageMs < dayMs) return `${Math.floor(ageMs / hourMs)} h ago`;
  const days = Math.round((midnightBefore(now) - midnightBefore(Date.parse(iso))) / dayMs);
  if (days === 1) return 'yesterday';
  return days < 7 ? `${days} days ago` : calendarDate(iso, locale);
}

/** `about 8 min`, `about 3 h`, `about 2 days`; whole minutes, at least one. */
export function roughDuration(minutes: number, locale?: string): string {
  if (minutes < 90) return `about ${minutes} min`;
  const hours = Math.round(minutes / 60);
  return hours < 48 ? `about ${hours} h` : `about ${countOf(Math.round(hours / 24), 'day', locale)}`;
}

/** `5,012`. */
export const wholeNumber = (number: number, locale = reader.locale): string => number.toLocaleString(locale);

/** `1 account`, `5,012 accounts`. */
export const countOf = (count: number, noun: string, locale?: string): string =>
  `${wholeNumber(count, locale)} ${noun}${count === 1 ? '' : 's'}`;

const midnightBefore = (ms: number): number => new Date(ms).setHours(0, 0, 0, 0);
