import type { Account } from '../../shared/account.ts';
import type { MissingCustomer } from '../../shared/contract.ts';
import { pastedSearchText } from '../../shared/pasted-text.ts';
import type { Filterable } from '../../shared/search-filters.ts';
import { longestSearchText, ticketTextOf } from '../../shared/ticket-text.ts';
import type { Desktop } from '../desktop/desktop.ts';
import type { Accounts } from '../directory/accounts/accounts.ts';
import type { SettingsFile } from '../settings/settings-file.ts';

export interface SelectAccountDeps {
  accounts: Pick<Accounts, 'findExact'>;
  settings: Pick<SettingsFile, 'connection'>;
  providers: Filterable['providers'];
  desktop: Pick<Desktop, 'announce'> & { readonly launcher: Pick<Desktop['launcher'], 'show'> };
  use: {
    /** Something is on the screen that a customer from there must not replace. */
    mustWait(from: 'deep-link' | 'clipboard'): boolean;
  };
}

/** The account that a deep link names: the provider, and an id, email or domain. */
export interface NamedAccount {
  provider: string;
  by: MissingCustomer['by'];
  value: string;
  /** The label of the connection that is meant, or null. */
  connection: string | null;
  /** What the field shows: the value, and where the link wants the log-in to lead. */
  text: string;
}

/**
 * Opens the launcher with the named account highlighted, or announces it if it must wait. SECURITY: it only ever selects; a
 * person presses Enter, because any website can send a deep link and anything can be on the clipboard.
 */
export function selectAccount(
  deps: SelectAccountDeps,
  named: NamedAccount | { text: string },
  from: 'deep-link' | 'clipboard',
): void {
  const { desktop, use } = deps;
  const { text, account, missing } = meant(deps, named, from);
  const link = { text: text || null, select: account?.accountId ?? null, from, ...(missing && { missing }) };
  if (use.mustWait(from)) desktop.announce('waiting', { ...link, name: account?.name ?? null });
  else desktop.launcher.show({ ...link, pending: null });
}

/** The text for the field, and the account that it names. A text of a link names none, nor does one from a ticket. */
function meant(
  { accounts, settings, providers }: SelectAccountDeps,
  named: NamedAccount | { text: string },
  from: 'deep-link' | 'clipboard',
): { text: string; account?: Account | undefined; missing?: MissingCustomer } {
  if ('provider' in named) {
    const { by, provider, text, value } = named;
    const isThere = ({ connectionId }: Account) => settings.connection(connectionId)?.provider === provider;
    const found = accounts.findExact(value).filter(isThere);
    if (found.length === 0) {
      const facts = providers.find((one) => one.provider === provider);
      return { text, missing: { by, provider: facts?.shortName ?? provider } };
    }
    const label = named.connection === null ? null : foldLabel(named.connection);
    // SECURITY: a label only chooses among several. The one who sent the link may call this connection otherwise.
    const labelled = found.filter(
      ({ connectionId }) => foldLabel(settings.connection(connectionId)?.label ?? '') === label,
    );
    return { text, account: onlyOne(found) ?? onlyOne(labelled) };
  }
  if (from === 'deep-link') return { text: named.text };
  // Where a log-in leads chooses no customer: the user does, or types who.
  const searched = pastedSearchText(named.text, { connections: [], providers });
  if (searched !== null) return { text: `${searched} ` };
  const ticket = ticketTextOf(named.text);
  if (ticket !== null) return { text: ticket };
  const text = undressed(named.text.trim()).slice(0, longestSearchText);
  return { text, account: text ? onlyOne(accounts.findExact(text)) : undefined };
}

const foldLabel = (label: string): string => label.trim().toLowerCase();

/** SECURITY: of several, e.g. with one id at two connections, another one may be meant. The user chooses in the list. */
const onlyOne = (found: readonly Account[]): Account | undefined => (found.length === 1 ? found[0] : undefined);

/** One word without the brackets, quotation marks and signs that were copied with it: `<info@acme.example>`, `"4711",`. */
const undressed = (text: string): string => /^[<([{"'“”„‘’«»]*(\S*?)[>)\]}"'“”„‘’«»,;:.]*$/u.exec(text)?.[1] || text;
