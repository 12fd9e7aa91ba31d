import type { AccountRow } from '../../../shared/account.ts';
import { type Change, given, inOrder, noChange, request, set } from './change.ts';
import { changeRow } from './changing-rows.ts';

// Giving a customer the name that was typed: the user looks for the customer, and then confirms a sentence.

/** How long a question must be on the screen before a key press answers it: a quick second Enter must not. */
const readMs = 300;

export const askName = (row: AccountRow): Change =>
  inOrder(set({ namingRow: row, answerable: false }), request({ do: 'stop-timer', timer: 'prompt' }));

export const promptPainted: Change = request({ do: 'start-timer', timer: 'prompt', afterMs: readMs });

export const confirmName: Change = given(({ naming, namingRow }) =>
  naming !== null && namingRow !== null
    ? inOrder(set({ namingRow: null }), changeRow({ do: 'give-name', row: namingRow, name: naming }))
    : noChange,
);
