import type { Account } from '../../shared/account.ts';
import type { LauncherOpening } from '../desktop/desktop.ts';

export interface SelectAccountDeps {
  findExact: (text: string) => Account[];
  connectionProvider: (connectionId: string) => string | undefined;
  show: (opening: LauncherOpening) => void;
}

/** What a deep link names. */
export interface NamedAccount {
  provider: string;
  value: string;
}

/**
 * Opens the launcher with the named account highlighted. SECURITY: it only ever selects; a person presses Enter,
 * because any website can send a deep link and anything can lie on the clipboard.
 */
export function selectAccount(
  deps: SelectAccountDeps,
  named: NamedAccount | { text: string },
  from: 'deep-link' | 'clipboard',
): void {
  const value = 'text' in named ? named.text.trim().slice(0, 200) : named.value;
  const found = value ? deps.findExact(value) : [];
  const fitting =
    'provider' in named
      ? found.filter((account) => deps.connectionProvider(account.connectionId) === named.provider)
      : found;
  deps.show({ text: value || null, select: fitting[0]?.accountId ?? null, from });
}
