import type { AccountRow } from '../../shared/account.ts';
import { idTails } from '../search/id-tails.ts';
import { alikeAtAGlance, glance } from '../search/lookalike.ts';

/**
 * Adds to each row that could be mistaken for another one on the screen what differs: the end of its id, as much of it as
 * tells the two apart, and the connection. A console has no end of an id: its id is a word that every connection uses.
 */
export function tellApart(rows: readonly AccountRow[]): AccountRow[] {
  // Computed once per row: fifty rows make 2,450 pairs.
  const seen = rows.map((row) => ({ row, glance: glance(row.name) }));
  return seen.map(({ row, glance: own }) => {
    const alike = seen
      .filter((other) => other.row.accountId !== row.accountId && alikeAtAGlance(other.glance, own))
      .map((other) => other.row);
    const showsConnection = alike.some(({ connectionId }) => connectionId !== row.connectionId);
    if (alike.length === 0 || row.kind === 'admin-console') return { ...row, idTail: null, showsConnection };
    const [idTail = null] = idTails([row.remoteId, ...alike.map(({ remoteId }) => remoteId)]);
    return { ...row, idTail, showsConnection };
  });
}
