// Numbers and times as the settings window says them, in the reader's own zone.

export const numberWords = (count: number): string => count.toLocaleString('en');

/** `1 account`, `5,012 accounts`. */
export const countOf = (count: number, one: string, many = `${one}s`): string =>
  `${numberWords(count)} ${count === 1 ? one : many}`;

/** `14:05`. */
export const clockWords = (iso: string): string =>
  new Date(iso).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });

/** `2 Mar 2026, 10:00`, in the reader's own order. */
export const dateWords = (iso: string): string =>
  new Date(iso).toLocaleString([], { dateStyle: 'medium', timeStyle: 'short' });

/** `just now`, `3 min ago`, `2 h ago`, then the date. `now` in ms. */
export function agoWords(iso: string, now: number): string {
  const minutes = Math.floor((now - Date.parse(iso)) / 60_000);
  if (minutes < 1) return 'just now';
  if (minutes < 60) return `${minutes} min ago`;
  if (minutes < 24 * 60) return `${Math.floor(minutes / 60)} h ago`;
  return `on ${dateWords(iso)}`;
}
