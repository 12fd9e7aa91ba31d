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

/** As many letters as the column of the connections has room for. */
const longestLabel = 30;

/** Labels as the column shows them: long ones without their middle, unless two would then be alike. */
export function shortLabels(connections: AppState['connections']): ReadonlyMap<string, string> {
  const shorten = (label: string): string =>
    label.length <= longestLabel
      ? label
      : `${label.slice(0, longestLabel - 14).trimEnd()}…${label.slice(-13).trimStart()}`.toWellFormed();
  const short = connections.map(({ label }) => shorten(label));
  const isAlone = (label: string): boolean => short.indexOf(label) === short.lastIndexOf(label);
  return new Map(
    connections.map(({ connectionId, label }, at) => {
      const one = short[at] ?? label;
      return [connectionId, isAlone(one) ? one : label];
    }),
  );
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
