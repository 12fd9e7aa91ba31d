import { type Account, type AccountRow, type AccountState, saysOther } from '../../shared/account.ts';
import type { Differs, GuardKind, Question, ReplacedSession } from '../../shared/log-in.ts';
import { idTails } from '../search/id-tails.ts';
import { alikeAtAGlance, glance, looksAlike } from '../search/lookalike.ts';
import type { SettingsFile } from '../settings/settings-file.ts';
import type { BroughtLandings } from './brought-landings.ts';
import type { Wanted } from './check-request.ts';
import { type FamiliarDeps, isFamiliar } from './familiar.ts';
import { customerKey, isSameSession, type Session, type Sessions } from './sessions.ts';
import { windowOf } from './window-wish.ts';

interface Namesakes {
  /** What tells a customer from all others of the same name, and from those that are `alike`. Null: nothing has to. */
  differs(account: Pick<Account, 'accountId' | 'name'>, alike: readonly Pick<Account, 'accountId'>[]): Differs | null;
}

export interface GuardDeps extends FamiliarDeps {
  settings: Pick<SettingsFile, 'connection'>;
  sessions: Pick<Sessions, 'last'>;
  brought: Pick<BroughtLandings, 'of'>;
  namesakes: Namesakes;
  /** The rows that the launcher shows now. */
  shownRows: () => readonly AccountRow[];
  /** Ids of the windows of customers' own that are open. */
  openWindows: () => readonly string[];
}

/** What is asked before a log-in, and what is only announced. */
export interface Asked {
  /** The questions not yet confirmed. */
  questions: Question[];
  /** The session that ends. */
  replaces: ReplacedSession | null;
}

type ChangedQuestion = Question & { kind: 'changed' };

/** Each takes some 400 MB of memory: see docs/two-customers.md. */
const manyWindows = 6;
const minuteMs = 60_000;
/** A session this young is in use, and a yes to replacing one counts for this long. */
const sessionMs = 30 * minuteMs;
const dayMs = 24 * 60 * minuteMs;
const mayFail: ReadonlySet<AccountState> = new Set(['deactivated', 'suspended', 'banned', 'inactive']);

/**
 * Guards against the three likely slips, without nagging: a replaced session is asked about once in half an hour and
 * announced otherwise, and a customer whom the user knows is not compared with lookalikes.
 */
export class Guards {
  readonly #deps: GuardDeps;
  /** Provider -> when the user last confirmed `replaces-session` there (ms). */
  readonly #confirmedAt = new Map<string, number>();

  constructor(deps: GuardDeps) {
    this.#deps = deps;
  }

  /** All questions at once: one yes confirms them all. */
  ask(wanted: Wanted): Asked {
    const { account, connection, request } = wanted;
    const changed = changedSinceRead(wanted);
    const confirmed = stillConfirmed(request.confirmed, changed);
    const questions: Question[] = changed ? [changed] : [];
    if (account.state && mayFail.has(account.state)) questions.push({ kind: 'state', state: account.state });
    const brought = this.#deps.brought.of(request);
    if (brought) questions.push({ kind: 'landing', ...brought });
    // Who chose among the rows on the screen has compared them, by the names that they had.
    if (request.chosen === 'text' || changed) questions.push(...this.#lookalike(wanted));
    // A window of the customer's own replaces no session.
    const isOwn = wanted.opensIn === 'window';
    if (isOwn) questions.push(...this.#manyWindows(wanted));
    const session = isOwn ? null : this.#sessionThatEnds(wanted);
    const replaces = session && this.#replacedBy(wanted, session);
    if (session && replaces) {
      if (confirmed.has('replaces-session')) this.#confirmedAt.set(connection.provider, this.#deps.now());
      questions.push(...this.#replacement(session, replaces, connection.provider));
    }
    const left = questions.filter(({ kind }) => !confirmed.has(kind));
    return { questions: this.#namingOne(left, account), replaces };
  }

  /** The customer by more than the name, if others are called so, or nearly so on the screen. */
  #namingOne(questions: readonly Question[], account: Account): Question[] {
    const isSaid = questions.some(({ kind }) => kind === 'lookalike');
    const differs =
      questions.length === 0 || isSaid ? null : this.#deps.namesakes.differs(account, this.#alike(account));
    return questions.map((question) => (differs === null ? question : { ...question, differs }));
  }

  /** The other rows on the screen that this customer could be mistaken for. */
  #alike({ accountId, name }: Account): AccountRow[] {
    const seen = glance(name);
    return this.#deps
      .shownRows()
      .filter((row) => row.accountId !== accountId && alikeAtAGlance(glance(row.name), seen));
  }

  #lookalike({ account, connection }: Wanted): Question[] {
    const { settings } = this.#deps;
    const providerOf = ({ connectionId }: AccountRow): string => settings.connection(connectionId)?.provider ?? '';
    const wantedKey = customerKey(account, connection.provider);
    const isSame = (row: AccountRow): boolean => customerKey(row, providerOf(row)) === wantedKey;
    const alike = this.#alike(account);
    const others = alike.filter((row) => !isSame(row));
    const [first] = others;
    if (!first || isFamiliar(this.#deps, account, others)) return [];
    const namesakes = others.filter(({ name }) => name === account.name);
    const labelOf = (row: AccountRow): string | undefined => settings.connection(row.connectionId)?.label;
    const [idTail = ''] = idTails([account.remoteId, ...others.map(({ remoteId }) => remoteId)]);
    return [
      {
        kind: 'lookalike',
        namesakes: new Set(namesakes.map((row) => customerKey(row, providerOf(row)))).size + 1,
        otherName: first.name,
        // The row of the same customer at another connection is alike as well, though it is no other customer.
        connectionLabel: alike.some((row) => labelOf(row) !== connection.label) ? connection.label : '',
        email: others.some(({ email }) => email !== account.email) ? account.email : '',
        idTail: others.some(({ remoteId }) => remoteId !== account.remoteId) ? idTail : '',
      },
    ];
  }

  /** Not if the customer's own window is open: then no other one opens. */
  #manyWindows({ account, connection, request }: Wanted): Question[] {
    const open = this.#deps.openWindows();
    const isOpen = open.includes(windowOf(account, connection, request.as));
    return isOpen || open.length < manyWindows ? [] : [{ kind: 'many-windows', open: open.length }];
  }

  /** The session that this log-in ends; null if there is none, or none from the last day. */
  #sessionThatEnds(wanted: Wanted): Session | null {
    const last = this.#deps.sessions.last(wanted.connection.provider);
    if (!last || isSameSession(last, wanted)) return null;
    return last.at === null || this.#deps.now() - Date.parse(last.at) < dayMs ? last : null;
  }

  /** The customer of that session can be mistaken for others of the same name, and for the one who is wanted. */
  #replacedBy({ account, connection: { provider } }: Wanted, session: Session): ReplacedSession {
    const { accountId, accountName: otherName, as: otherUser } = session;
    const sameCustomer = customerKey(session, provider) === customerKey(account, provider);
    const replaced = { otherName, otherUser, sameCustomer };
    if (sameCustomer) return replaced;
    const alike = looksAlike(otherName, account.name) ? [account] : [];
    const otherDiffers = this.#deps.namesakes.differs({ accountId, name: otherName }, alike);
    return otherDiffers === null ? replaced : { ...replaced, otherDiffers };
  }

  /** A session of unknown age is asked about: better one question too many than a session replaced unseen. */
  #replacement({ at, how }: Session, replaces: ReplacedSession, provider: string): Question[] {
    const now = this.#deps.now();
    const sinceYesMs = now - (this.#confirmedAt.get(provider) ?? Number.NEGATIVE_INFINITY);
    // Negative: the clock was set back, and the age of the yes is unknown.
    if (sinceYesMs >= 0 && sinceYesMs <= sessionMs) return [];
    const ageMs = at === null ? null : now - Date.parse(at);
    if (ageMs !== null && ageMs > sessionMs) return [];
    const minutesAgo = ageMs === null ? null : Math.round(ageMs / minuteMs);
    return [{ kind: 'replaces-session', ...replaces, minutesAgo, copied: how === 'copy' }];
  }
}

/** SECURITY: a row may be on the screen, and be chosen, a moment longer than its customer is called so. */
function changedSinceRead({ account: { email, name }, request: { read } }: Wanted): ChangedQuestion | null {
  const now = { name, email };
  return read && saysOther(read, now) ? { kind: 'changed', read, now } : null;
}

/** SECURITY: a yes was about the customer as it was read then. */
const stillConfirmed = (confirmed: readonly GuardKind[], changed: Question | null): ReadonlySet<GuardKind> =>
  new Set(confirmed.filter((kind) => kind !== 'changed' && !(changed && kind === 'lookalike')));
