import type { Account, AccountRow, AccountState } from '../../shared/account.ts';
import type { LogInHow, Question } from '../../shared/log-in.ts';
import type { Ledger } from '../directory/ledger/ledger.ts';
import type { LastOpened } from '../directory/ledger/reader.ts';
import { alikeAtAGlance, glance } from '../search/lookalike.ts';
import type { SettingsFile } from '../settings/settings-file.ts';
import type { Wanted } from './check-request.ts';

export interface GuardDeps {
  settings: Pick<SettingsFile, 'connections'>;
  ledger: Pick<Ledger, 'lastOpened'>;
  /** The rows that the launcher shows now. */
  shownRows: () => readonly AccountRow[];
  /** Milliseconds since 1970. */
  now: () => number;
}

/** What is asked before a log-in, and what is only announced. */
export interface Asked {
  /** The questions not yet confirmed. */
  questions: Question[];
  /** The customer whose session ends, if that is announced and not asked. */
  replaces: string | null;
}

const sessionMs = 30 * 60_000;
const familiarMs = 24 * 60 * 60_000;
const mayFail: ReadonlySet<AccountState> = new Set(['deactivated', 'suspended', 'banned', 'inactive']);

/**
 * Guards against the three likely slips, without nagging: after a yes to `replaces-session` at a provider the question is
 * not asked there for half an hour, and an account opened within a day is not compared with lookalikes.
 */
export class Guards {
  readonly #deps: GuardDeps;
  /** Provider -> when the user last confirmed `replaces-session` there (ms). */
  readonly #confirmedAt = new Map<string, number>();

  constructor(deps: GuardDeps) {
    this.#deps = deps;
  }

  /** A copied link is meant for a private window, where it replaces no session. */
  ask({ account, connection: { provider }, request }: Wanted, how: LogInHow): Asked {
    const now = this.#deps.now();
    const { confirmed } = request;
    if (confirmed.includes('replaces-session')) this.#confirmedAt.set(provider, now);
    const questions: Question[] = [];
    if (account.state && mayFail.has(account.state)) questions.push({ kind: 'state', state: account.state });
    if (request.chosen === 'text' && !this.#isFamiliar(account, now)) {
      const alike = this.#lookalike(account, provider);
      if (alike) questions.push(alike);
    }
    const isConfirmed = now - (this.#confirmedAt.get(provider) ?? Number.NEGATIVE_INFINITY) <= sessionMs;
    const before = how === 'open' ? this.#lastOpenedAtProvider(provider, now) : null;
    const replaced = before && before.accountId !== account.accountId ? before : null;
    if (replaced && !isConfirmed) {
      const minutesAgo =
        replaced.at === null ? null : Math.max(0, Math.round((now - Date.parse(replaced.at)) / 60_000));
      const copied = replaced.how === 'copy';
      questions.push({ kind: 'replaces-session', otherName: replaced.accountName, minutesAgo, copied });
    }
    return {
      questions: questions.filter(({ kind }) => !confirmed.includes(kind)),
      replaces: replaced?.accountName ?? null,
    };
  }

  #lookalike(account: Account, provider: string): Question | null {
    const seen = glance(account.name);
    const others = this.#deps
      .shownRows()
      .filter((row) => !this.#isSameCustomer(row, account, provider) && alikeAtAGlance(glance(row.name), seen));
    const [first] = others;
    if (!first) return null;
    const labelOf = (connectionId: string): string =>
      this.#deps.settings.connections.find((each) => each.connectionId === connectionId)?.label ?? '';
    const connectionLabel = labelOf(account.connectionId);
    return {
      kind: 'lookalike',
      alike: others.length + 1,
      sameName: others.every(({ name }) => name === account.name),
      otherName: first.name,
      connectionLabel: others.some((row) => labelOf(row.connectionId) !== connectionLabel) ? connectionLabel : '',
      email: others.some(({ email }) => email !== account.email) ? account.email : '',
      idTail: account.remoteId.slice(-6),
    };
  }

  /** The row is the account itself, or the same customer through another key of the provider. */
  #isSameCustomer(row: AccountRow, account: Account, provider: string): boolean {
    if (row.remoteId !== account.remoteId) return false;
    return this.#deps.settings.connections.some(
      (each) => each.connectionId === row.connectionId && each.provider === provider,
    );
  }

  #isFamiliar(account: Account, now: number): boolean {
    return account.lastLogInAt !== null && now - Date.parse(account.lastLogInAt) < familiarMs;
  }

  /** Sessions are per provider, not per connection: the browser holds one for each site. */
  #lastOpenedAtProvider(provider: string, now: number): LastOpened | null {
    const { settings, ledger } = this.#deps;
    const ofProvider = settings.connections.filter((connection) => connection.provider === provider);
    const last = ledger.lastOpened(ofProvider.map(({ connectionId }) => connectionId));
    if (!last) return null;
    // A session of unknown age is asked about: better one question too many than a session replaced silently.
    return last.at === null || now - Date.parse(last.at) <= sessionMs ? last : null;
  }
}
