import { byteOrderMark, csvLine } from '../../lib/csv-cell.ts';
import { AccountReader } from '../accounts/account-reader.ts';
import type { Database } from '../sqlite/database.ts';

/** The headings of Latchkey's own export. */
export const exportHeadings = ['Id', 'Name', 'Note', 'Aliases', 'Tags', 'Email', 'Domain', 'Shown as', 'Connection'];

const accountsAtOnce = 500;

/**
 * One line per account. The columns that an import reads hold only what the name book says: a provider's name must not come
 * back as the user's own.
 */
export function* namesCsv(database: Database, now: () => number): Generator<string> {
  const reader = new AccountReader(database, now);
  yield byteOrderMark + csvLine(exportHeadings);
  for (const slice of reader.slicesWithBook(accountsAtOnce)) {
    for (const { account, book } of slice) {
      if (account.kind === 'admin-console') continue;
      yield csvLine([
        account.remoteId,
        book.name,
        book.note,
        book.aliases.join('; '),
        book.tags.join('; '),
        book.email,
        book.domain,
        account.name,
        account.connectionId,
      ]);
    }
  }
}
