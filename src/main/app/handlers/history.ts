import type { Handlers } from '../../../shared/contract.ts';
import { fail, ok } from '../../../shared/result.ts';
import type { Program } from '../compose.ts';
import { writeChosenFile } from './write-chosen-file.ts';

const pageSize = 100;

/** The ledger of log-ins. */
export function historyHandlers({ accounts, desktop, ledger }: Program) {
  return {
    searchLedger({ text, beforeRowId }) {
      const { rows, more } = ledger.search(text, beforeRowId, pageSize);
      return ok({ rows, more, intact: ledger.intact() });
    },
    suggestReasons: ({ accountId }) =>
      accounts.get(accountId) ? ok(ledger.suggestReasons(accountId)) : fail({ kind: 'account-unknown' }),
    exportLedger: () => writeChosenFile(desktop, 'latchkey-history.csv', () => ledger.exportCsv()),
  } satisfies Partial<Handlers>;
}
