import { type Change, given, inOrder, noChange, set } from './change.ts';
import { changeRow } from './changing-rows.ts';

// Giving a customer the name that was typed: the user looks for the customer, and then confirms a sentence.

export const confirmName: Change = given(({ naming, namingRow }) =>
  naming !== null && namingRow !== null
    ? inOrder(set({ namingRow: null }), changeRow({ do: 'give-name', row: namingRow, name: naming }))
    : noChange,
);
