import { createHash } from 'node:crypto';
import { type Account, adminConsoleRemoteId } from '../../shared/account.ts';
import type { Connection, ConnectionColour } from '../../shared/connection.ts';
import { readPage } from '../../shared/provider-page.ts';
import type { SavedPage } from '../../shared/settings.ts';
import type { WindowWish } from '../browsers/own-windows.ts';
import { idTails } from '../search/id-tails.ts';
import type { Wanted } from './check-request.ts';

/** Those of the launcher in light mode: a browser makes its own tones of them. */
const hexOf: Readonly<Record<ConnectionColour, string>> = {
  blue: '#1d4fc4',
  green: '#17693a',
  amber: '#7d4b00',
  red: '#b3261e',
  violet: '#6235b5',
  teal: '#0b5f6a',
  pink: '#a1216a',
  grey: '#4a4f59',
};

/**
 * Of the window that the customer has at this provider, through whichever connection. `as`: the user of the customer's
 * account who is logged in as; each has a session of their own.
 */
export const windowOf = (
  { accountId, remoteId }: Pick<Account, 'accountId' | 'remoteId'>,
  connection: Connection,
  as = '',
): string => {
  const { provider, region, sandbox } = connection;
  // Each connection has a console of its own, under the same id.
  const customer = remoteId === adminConsoleRemoteId ? accountId : remoteId;
  const facts = JSON.stringify([provider, region, sandbox, customer, as]);
  return createHash('sha256').update(facts).digest('hex').slice(0, 32);
};

/** `linkOrigins`: of the provider's pages. `savedPages`: of all providers; the window gets those of its own. */
export function windowWish(
  { account, connection, provider, request }: Wanted,
  {
    linkOrigins,
    savedPages,
    rowId,
  }: { linkOrigins: readonly string[]; savedPages: readonly SavedPage[]; rowId: number },
): WindowWish {
  const [tail = ''] = idTails([account.remoteId]);
  const { facts } = provider;
  // The admin console has pages of its own.
  const own = account.kind === 'customer' ? savedPages.filter((saved) => saved.provider === facts.provider) : [];
  // SECURITY: the file of settings may have been changed by hand.
  const saved = own.filter(({ page }) => readPage(page, facts.pages) === page);
  return {
    windowId: windowOf(account, connection, request.as),
    accountId: account.accountId,
    rowId,
    look: {
      customerName: account.name,
      title: `${connection.label} · …${tail}`,
      colour: hexOf[connection.colour],
      pages: [
        ...linkOrigins.map((origin) => ({ name: facts.name, url: `${origin}/` })),
        ...saved.map(({ name, page }) => ({ name, url: page })),
      ],
    },
  };
}
