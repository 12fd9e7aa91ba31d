import { type Account, adminConsoleRemoteId, splitAccountId } from '../../shared/account.ts';
import type { Differs } from '../../shared/log-in.ts';
import { idTails } from '../search/id-tails.ts';
import type { SettingsFile } from '../settings/settings-file.ts';
import type { AccountIndex } from './account-index.ts';

export interface NamesakesDeps {
  index: Pick<AccountIndex, 'named'>;
  settings: Pick<SettingsFile, 'connection'>;
}

type Named = Pick<Account, 'accountId' | 'name'>;

/** Customers of the same name, whether they are on the screen or not: a sentence away from the list must tell them apart. */
export class Namesakes {
  readonly #deps: NamesakesDeps;

  constructor(deps: NamesakesDeps) {
    this.#deps = deps;
  }

  /** `alike`: others that this customer could be mistaken for as well. Null: nothing differs. */
  differs({ accountId, name }: Named, alike: readonly Pick<Account, 'accountId'>[] = []): Differs | null {
    const { index, settings } = this.#deps;
    const own = partsOf(accountId);
    const others = [...index.named(name), ...alike]
      .filter((other) => other.accountId !== accountId)
      .map((other) => partsOf(other.accountId))
      .filter(({ connectionId }) => settings.connection(connectionId) !== undefined);
    const ids = others.map(({ remoteId }) => remoteId).filter((id) => id !== own.remoteId);
    // A console's id is a word that every connection uses.
    const hasId = own.remoteId !== adminConsoleRemoteId && ids.length > 0;
    const [idTail = null] = hasId ? idTails([own.remoteId, ...ids]) : [];
    const isElsewhere = others.some(({ connectionId }) => connectionId !== own.connectionId);
    const connectionLabel = isElsewhere ? (settings.connection(own.connectionId)?.label ?? null) : null;
    return connectionLabel === null && idTail === null ? null : { connectionLabel, idTail };
  }

  /** `Acme · Brevo (North) · id …001234`; the name alone if no other customer has it. */
  called(account: Named): string {
    return calledWith(account.name, this.differs(account));
  }
}

/** A name with what differs. */
export function calledWith(name: string, differs: Differs | null): string {
  const { connectionLabel = null, idTail = null } = differs ?? {};
  const id = idTail === null ? null : `id …${idTail}`;
  return [name, connectionLabel, id].filter((words) => words !== null).join(' · ');
}

const partsOf = (accountId: string) => splitAccountId(accountId) ?? { connectionId: '', remoteId: accountId };
