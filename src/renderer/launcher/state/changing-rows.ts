import type { AccountRow } from '../../../shared/account.ts';
import { copiedWords, unchangedWords } from '../change-words.ts';
import { type Change, given, inOrder, noChange, request, set } from './change.ts';
import type { EventOf } from './launcher-events.ts';
import type { EditedField, RowChange } from './launcher-state.ts';
import { fail, refuse, say } from './notices.ts';
import { showChange, showOwnChange } from './renamed.ts';
import { searchFor } from './searching.ts';
import { noHistory } from './typing-history.ts';
import { offerUndo } from './undoing.ts';

// Small changes to a row: shown at once, undone if main could not store them, and confirmed or explained in words.

export const changeRow = (change: RowChange): Change =>
  inOrder(
    showOwnChange(change.row.accountId, shownAs(change)),
    given(({ search: { textId } }) => request({ do: 'change-row', change, textId })),
  );

export const onRowChanged = ({ change, textId, reply }: EventOf<'row-changed'>): Change => {
  const { row } = change;
  if (!reply.ok) {
    return inOrder(showChange(row.accountId, row), fail(reply.problem, row, { do: 'change-row', change }));
  }
  if (change.do === 'copy') return say(copiedWords(change.field));
  const made = reply.value;
  return inOrder(
    made?.kind === 'rename' ? showChange(row.accountId, { name: made.newName, match: null }) : noChange,
    given(({ naming }) => {
      const ended = change.do === 'give-name' && naming === change.name;
      return inOrder(
        ended ? endNaming(change) : noChange,
        // The name that is in the field now belongs to the change: Ctrl+Z undoes the change, not the text.
        given(({ search }) =>
          made ? offerUndo(made, ended ? search.textId : textId) : refuse(unchangedWords(change)),
        ),
      );
    }),
  );
};

/** Saves the text of the editor. An empty name restores the provider's. */
export const saveEdit = (row: AccountRow, field: EditedField, written: string): Change => {
  const text = written.trim();
  if (text === row[field]) return noChange;
  return changeRow(field === 'note' ? { do: 'note', row, note: text } : { do: 'rename', row, name: text });
};

/** Shows the customer that was just named. */
const endNaming = ({ row, name }: RowChange & { do: 'give-name' }): Change =>
  inOrder(
    set({ naming: null, selection: 'first', typing: noHistory }),
    searchFor(name, row.accountId),
    request({ do: 'focus-field', selectAll: true }),
  );

function shownAs(change: RowChange): Partial<AccountRow> {
  switch (change.do) {
    case 'pin':
      return { pinned: change.pinned };
    case 'note':
      return { note: change.note };
    case 'rename':
      // Only main knows which name replaces an emptied one, so wait for it.
      return change.name ? { name: change.name, match: null } : {};
    case 'give-name':
    case 'copy':
      return {};
  }
}
