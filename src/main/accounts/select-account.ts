import type { Desktop } from '../desktop/desktop.ts';
import type { Accounts } from '../directory/accounts/accounts.ts';
import type { SettingsFile } from '../settings/settings-file.ts';

export interface SelectAccountDeps {
  accounts: Pick<Accounts, 'findExact'>;
  settings: Pick<SettingsFile, 'connection'>;
  desktop: Pick<Desktop, 'announce'> & { readonly launcher: Pick<Desktop['launcher'], 'show'> };
  use: {
    /** Something is on the screen that a customer from there must not replace. */
    mustWait(from: 'deep-link' | 'clipboard'): boolean;
  };
}

/** The account that a deep link names: the provider, and an id, email or domain. */
export interface NamedAccount {
  provider: string;
  value: string;
}

const longestText = 200;

/**
 * Opens the launcher with the named account highlighted, or announces it if it must wait. SECURITY: it only ever selects; a
 * person presses Enter, because any website can send a deep link and anything can be on the clipboard.
 */
export function selectAccount(
  { accounts, settings, desktop, use }: SelectAccountDeps,
  named: NamedAccount | { text: string },
  from: 'deep-link' | 'clipboard',
): void {
  const value = 'text' in named ? named.text.trim().slice(0, longestText) : named.value;
  const found = value ? accounts.findExact(value) : [];
  const match =
    'provider' in named
      ? found.find((account) => settings.connection(account.connectionId)?.provider === named.provider)
      : found[0];
  const link = { text: value || null, select: match?.accountId ?? null, from };
  if (use.mustWait(from)) desktop.announce('waiting', { ...link, name: match?.name ?? null });
  else desktop.launcher.show({ ...link, pending: null });
}
