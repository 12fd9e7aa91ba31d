import type { NameSource } from '../../shared/account.ts';
import type { Accounts } from '../directory/accounts/accounts.ts';
import { byteOrderMark, csvLine } from '../lib/csv-cell.ts';
import type { SettingsFile } from '../settings/settings-file.ts';

export interface CustomersCsvDeps {
  accounts: Pick<Accounts, 'slices'>;
  settings: Pick<SettingsFile, 'connection'>;
}

const headings = ['Id', 'Name', 'Name from', 'Email', 'Connection', 'State', 'Groups, plan and tags', 'Last log-in'];

/** Where a name comes from, in the reader's words. */
const sources: Readonly<Record<NameSource, string>> = {
  user: 'given',
  import: 'file',
  profile: 'profile',
  provider: 'provider',
  none: '',
};

const accountsAtOnce = 500;

/** Lines of a CSV file: the headings, then one line per customer, as the launcher shows it. Times are ISO, in UTC. */
export function* customersCsv({ accounts, settings }: CustomersCsvDeps): Generator<string> {
  yield byteOrderMark + csvLine(headings);
  for (const slice of accounts.slices(accountsAtOnce)) {
    for (const account of slice) {
      if (account.kind === 'admin-console') continue;
      const { connectionId, email, lastLogInAt, name, nameSource, remoteId, state, tags } = account;
      yield csvLine([
        remoteId,
        name,
        sources[nameSource],
        email,
        settings.connection(connectionId)?.label ?? '',
        state ?? '',
        tags.join('; '),
        lastLogInAt ?? '',
      ]);
    }
  }
}
