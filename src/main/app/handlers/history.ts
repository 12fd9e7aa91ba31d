import type { Handlers } from '../../../shared/contract.ts';
import { isEmail } from '../../../shared/email.ts';
import { readPage } from '../../../shared/provider-page.ts';
import { fail, ok } from '../../../shared/result.ts';
import { providers } from '../../providers/registry.ts';
import type { Program } from '../compose.ts';
import { writeChosenFile } from './write-chosen-file.ts';

const pageSize = 100;
/** As many days as a month of work and a little more, and few enough for bars that can be hit. */
const daysShown = 30;
/** As the history shows them. */
const places = providers.flatMap(({ facts }) => facts.targets);

/** The ledger of log-ins. */
export function historyHandlers({ accounts, clients, desktop, ledger, reminders }: Program) {
  return {
    searchLedger({ text, beforeRowId, filter }) {
      const { rows, more } = ledger.search(text, beforeRowId, pageSize, filter, places);
      return ok({ rows, more, intact: ledger.intact(), mismatches: ledger.mismatches() });
    },
    countLogIns: ({ text, filter }) => ok(ledger.countByDay(text, filter ?? {}, daysShown, places)),
    suggestReasons: ({ accountId }) =>
      accounts.get(accountId) ? ok(ledger.suggestReasons(accountId)) : fail({ kind: 'account-unknown' }),
    selectInLauncher: ({ accountId }) => reminders.show(accountId),
    suggestLandings({ accountId }) {
      const account = accounts.get(accountId);
      const known = account && clients.find(account.connectionId);
      if (!account || !known) return fail({ kind: 'account-unknown' });
      const { provider } = known;
      const { users, pages } = ledger.suggestLandings(accountId, provider.facts.provider);
      const email = account.email.toLowerCase();
      return ok({
        users: [...new Set([...(isEmail(email) ? [email] : []), ...users])],
        pages: pages.filter((page) => readPage(page, provider.facts.pages) === page),
      });
    },
    exportLedger: () => writeChosenFile(desktop, 'latchkey-history.csv', () => ledger.exportCsv()),
  } satisfies Partial<Handlers>;
}
