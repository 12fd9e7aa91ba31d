import type { AccountRow } from '../../../shared/account.ts';
import type { Problem } from '../../../shared/problems.ts';
import type { Result } from '../../../shared/result.ts';
import { latchkey } from '../../api.ts';

interface RowChangesDeps {
  /** Shows a change at once. */
  alter: (accountId: string, change: Partial<AccountRow>) => void;
  done: (words: string) => void;
  failed: (problem: Problem, row: AccountRow, retry: () => void) => void;
}

export interface RowChanges {
  pin: (row: AccountRow) => void;
  /** Saves a name or a note; an empty name gives back the provider's. */
  save: (row: AccountRow, field: 'name' | 'note', text: string) => void;
  /** Answers whether it was stored. */
  giveName: (row: AccountRow, name: string) => Promise<boolean>;
  copy: (row: AccountRow, field: 'id' | 'email') => void;
}

/** The small changes to a row: shown at once, put back if main could not store them, and told of either way. */
export function useRowChanges({ alter, done, failed }: RowChangesDeps): RowChanges {
  async function send(
    row: AccountRow,
    ask: () => Promise<Result<null>>,
    words: string,
    shown: Partial<AccountRow> = {},
  ): Promise<boolean> {
    alter(row.accountId, shown);
    const answer = await ask();
    if (answer.ok) done(words);
    else {
      alter(row.accountId, row);
      failed(answer.problem, row, () => void send(row, ask, words, shown));
    }
    return answer.ok;
  }

  return {
    pin: (row) => {
      const { accountId } = row;
      const pinned = !row.pinned;
      void send(row, () => latchkey.pinAccount({ accountId, pinned }), pinned ? 'Pinned' : 'Unpinned', { pinned });
    },
    save: (row, field, text) => {
      const { accountId } = row;
      if (text === row[field]) return;
      if (field === 'note') {
        void send(row, () => latchkey.noteAccount({ accountId, note: text }), 'Note saved', { note: text });
      } else {
        // Emptied: which name comes instead only main knows; the row is brought up to date once it has told.
        const shown = text ? { name: text, match: null } : {};
        const words = text ? 'Renamed' : 'Name removed';
        void send(row, () => latchkey.renameAccount({ accountId, name: text }), words, shown);
      }
    },
    giveName: (row, name) =>
      send(row, () => latchkey.renameAccount({ accountId: row.accountId, name }), `Named ${name}`),
    copy: (row, field) => {
      const { accountId } = row;
      void send(row, () => latchkey.copyAccountField({ accountId, field }), `Copied the ${field}`);
    },
  };
}
