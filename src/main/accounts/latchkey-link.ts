import type { Account } from '../../shared/account.ts';
import { openLink } from '../../shared/deep-link.ts';
import type { Accounts } from '../directory/accounts/accounts.ts';
import type { SettingsFile } from '../settings/settings-file.ts';

interface LatchkeyLinkDeps {
  accounts: Pick<Accounts, 'findExact'>;
  settings: Pick<SettingsFile, 'connection'>;
}

/** A link that selects this customer. It names the connection only if another one of the provider has the same id. */
export function latchkeyLinkTo({ accounts, settings }: LatchkeyLinkDeps, account: Account): string {
  const { accountId, connectionId, remoteId } = account;
  const connection = settings.connection(connectionId);
  if (!connection) return '';
  const hasTwin = accounts
    .findExact(remoteId)
    .some(
      (other) =>
        other.accountId !== accountId &&
        other.remoteId === remoteId &&
        settings.connection(other.connectionId)?.provider === connection.provider,
    );
  return openLink(connection.provider, remoteId, hasTwin ? connection.label : null);
}
