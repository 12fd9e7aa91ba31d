import type { AccountRow, MatchedField } from '../../shared/account.ts';
import type { AppState } from '../../shared/contract.ts';

/** The words of a row that tell its customer from others. */
export interface RowWords {
  name: string;
  idTail: string | null;
  /** The email or the domain; or, if the letters were found in a text that the row does not show, that text. */
  where: { field: MatchedField; text: string };
  /** Null: not shown. */
  connectionLabel: string | null;
}

export function rowWords(row: AccountRow, { connections }: AppState): RowWords {
  const connection = connections.find(({ connectionId }) => connectionId === row.connectionId);
  const isShown = row.showsConnection || connections.length > 1;
  const { name, idTail } = row;
  return { name, idTail, where: whereOf(row), connectionLabel: isShown ? (connection?.label ?? null) : null };
}

/** `→ Senders as jo@acme.example`; null if the text says neither. */
export function landingWords(place: string | null, user: string | null): string | null {
  const words = [place === null ? '' : `→ ${place}`, user === null ? '' : `as ${user}`].filter(Boolean).join(' ');
  return words === '' ? null : words;
}

/** In CSS pixels, without the dot of a label: how wide the column of the connections is at most, and beside where Enter leads. */
export const widestLabel = { column: 208, besideLanding: 112 } as const;

/**
 * Labels as a row shows them: long ones without their middle. If two would then be alike, without what all of these have in
 * common at their beginning. `widthOf`, `widest`: in CSS pixels.
 */
export function shortLabels(
  connections: AppState['connections'],
  widthOf: (text: string) => number,
  widest: number,
): ReadonlyMap<string, string> {
  const fits = (text: string): boolean => widthOf(text) <= widest;
  const labels = connections.map(({ label }) => label);
  const short = labels.map((label) => withoutMiddle(label, 0.55, fits));
  const shown = labels.map((label, at) => {
    const alike = labels.filter((other, i) => other !== label && short[i] === short[at]);
    if (alike.length === 0) return short[at] ?? label;
    const end = label.slice(Math.min(...alike.map((other) => firstDifference(label, other))));
    return withoutMiddle(`${label.slice(0, 6).trimEnd()}…${end}`, 0.8, fits);
  });
  return new Map(connections.map(({ connectionId }, at) => [connectionId, shown[at] ?? '']));
}

function firstDifference(one: string, other: string): number {
  let at = 0;
  for (const letter of one) {
    if (!other.startsWith(letter, at)) break;
    at += letter.length;
  }
  return at;
}

/** `front`: how much of what is left is its beginning. */
function withoutMiddle(text: string, front: number, fits: (text: string) => boolean): string {
  let shown = text;
  for (let left = text.length - 1; left > 8 && !fits(shown); left--) {
    const head = text.slice(0, Math.ceil(left * front)).trimEnd();
    const end = text.slice(text.length - left + Math.ceil(left * front)).trimStart();
    shown = `${head}…${end}`.toWellFormed();
  }
  return shown;
}

function whereOf({ name, email, domain, match }: AccountRow): RowWords['where'] {
  const isShownElsewhere = match === null || match.field === 'name' || match.field === 'email' || match.field === 'tag';
  if (!isShownElsewhere) return match;
  return email && email !== name ? { field: 'email', text: email } : { field: 'domain', text: domain };
}

/**
 * Rows of which no two show the same words. Main tells apart the rows that it sends, but a list keeps rows of an earlier
 * answer, and shows a new name before main has stored it.
 */
export function withoutEquals(rows: readonly AccountRow[], app: AppState): readonly AccountRow[] {
  const wordsOf = (row: AccountRow): string => {
    const { name, idTail, where, connectionLabel } = rowWords(row, app);
    return JSON.stringify([name.trim().toLowerCase(), idTail, where.text, connectionLabel]);
  };
  const words = rows.map(wordsOf);
  if (new Set(words).size === rows.length) return rows;
  const isTwice = (at: number): boolean => words.indexOf(words[at] ?? '') !== words.lastIndexOf(words[at] ?? '');
  return rows.map((row, at) => (isTwice(at) ? { ...row, idTail: row.remoteId, showsConnection: true } : row));
}
