import type { NamedCustomer } from '../../shared/account.ts';
import type { ClipboardRefusal } from '../../shared/contract.ts';
import { type DeepLinkFault, type OpenLink, readDeepLink } from '../../shared/deep-link.ts';
import type {
  CancelAnswer,
  LogInAnswer,
  LogInHow,
  LogInInFlight,
  LogInRequest,
  PendingLogIn,
  ReplacedSession,
} from '../../shared/log-in.ts';
import { pastedLink } from '../../shared/pasted-text.ts';
import type { Problem } from '../../shared/problems.ts';
import type { ProviderFacts } from '../../shared/provider-facts.ts';
import { isTooLongPage, pageWords, readPage } from '../../shared/provider-page.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { readSearchText } from '../../shared/search-filters.ts';
import { longestSearchText } from '../../shared/ticket-text.ts';
import type { Frecency } from '../accounts/frecency.ts';
import { calledWith, type Namesakes } from '../accounts/namesakes.ts';
import { rowOf } from '../accounts/search-accounts.ts';
import { type NamedAccount, type SelectAccountDeps, selectAccount } from '../accounts/select-account.ts';
import type { Desktop } from '../desktop/desktop.ts';
import type { Accounts } from '../directory/accounts/accounts.ts';
import type { BroughtLandings } from '../log-in/brought-landings.ts';
import type { LinkOnClipboard } from '../log-in/link-on-clipboard.ts';
import type { LogIns } from '../log-in/log-ins.ts';
import type { Provider } from '../providers/provider.ts';
import type { providerOf } from '../providers/registry.ts';
import type { SettingsFile } from '../settings/settings-file.ts';
import { catchFault } from './directory-faults.ts';
import type { LauncherUse } from './launcher-use.ts';
import type { Notifications } from './notifications.ts';
import type { ProgramEvents } from './program-events.ts';
import { showLauncher } from './show-launcher.ts';

export interface LogInDoorDeps {
  desktop: Pick<Desktop, 'announce' | 'launcher'>;
  settings: Pick<SettingsFile, 'settings' | 'connection'>;
  accounts: Pick<Accounts, 'get' | 'findExact'>;
  logIns: Pick<LogIns, 'run' | 'cancel' | 'openDirectly'>;
  brought: Pick<BroughtLandings, 'note'>;
  copiedLink: Pick<LinkOnClipboard, 'isIn'>;
  providerOf: typeof providerOf;
  providers: readonly Provider[];
  use: Pick<LauncherUse, 'hasMovedOn' | 'isBusy' | 'mustWait' | 'noteAsked'>;
  frecency: Pick<Frecency, 'changed'>;
  namesakes: Pick<Namesakes, 'called'>;
  notifications: Pick<Notifications, 'show' | 'showProblem'>;
  events: ProgramEvents;
}

/** The user must fill something in before the log-in can begin. */
const asksForMore: ReadonlySet<string> = new Set(['reason-needed', 'admin-email-needed']);

/**
 * The one door to customers' accounts. Windows and the tray log in here; deep links and the clipboard only select. It
 * logs in, hides the launcher unless the user types in it, and notifies if the launcher is not there
 * to show a failure.
 */
export class LogInDoor {
  readonly #deps: LogInDoorDeps;

  constructor(deps: LogInDoorDeps) {
    this.#deps = deps;
    deps.events.on('logged-in', (logIn) => this.#loggedIn(logIn));
    deps.events.on('log-in', (inFlight) => this.#noteInFlight(inFlight));
  }

  /** For a window. */
  async run(request: LogInRequest, how: LogInHow): Promise<Result<LogInAnswer>> {
    const { desktop, use } = this.#deps;
    use.noteAsked(false);
    const answer = await this.#deps.logIns.run(request, how);
    if (asksUser(answer)) use.noteAsked(true);
    // If the user left the launcher, it cannot show them the problem.
    if (!answer.ok && !desktop.launcher.isVisible()) this.#notify(answer.problem, request);
    return answer;
  }

  /** For windows and the tray. */
  cancel(): CancelAnswer {
    this.#deps.use.noteAsked(false);
    return this.#deps.logIns.cancel();
  }

  /** For windows and the tray. */
  openDirectly(accountId: string): void {
    this.#deps.logIns.openDirectly(accountId);
  }

  /** The menu may be open for longer than a customer keeps its name. */
  async openFromTray({ accountId, name, email }: NamedCustomer): Promise<void> {
    // A click on one of several entries is a choice among them.
    const read = { name, email };
    const request: LogInRequest = { accountId, target: null, reason: '', confirmed: [], chosen: 'row', read };
    const answer = await this.#deps.logIns.run(request, 'open');
    if (answer.ok && answer.value.result !== 'ask') return;
    // The tray cannot show a question or an error, so both open the launcher on that row.
    this.#showPending(request, 'open', answer.ok ? { questions: questionsOf(answer.value) } : answer);
    if (!answer.ok) this.#notify(answer.problem, request);
  }

  /** A `latchkey://` link, as the system hands it over. */
  selectFromLink(url: string): void {
    const named = this.#read(url);
    if (named.ok) this.#select(named.value, 'deep-link');
    else this.#deps.notifications.showProblem(named.problem);
  }

  /** The user pasted it to see what it names, so it does not wait. */
  showPastedLink(url: string): Result<null> {
    const named = this.#read(url);
    if (!named.ok) return named;
    this.#select(named.value, 'deep-link', { mustWait: () => false });
    return ok(null);
  }

  /** SECURITY: what a link names is asked about, however it came. */
  #read(url: string): Result<NamedAccount | { text: string }> {
    const link = readDeepLink(url);
    if (typeof link === 'string') return fail({ kind: 'deep-link-unreadable', why: link });
    if ('provider' in link) return this.#namedBy(link);
    this.#noteLandingsIn(link.text);
    return ok(link);
  }

  /** Fails if the link names a page or a user that its provider does not take. SECURITY: what it names is asked about. */
  #namedBy({ provider, by, value, connection, page: written, as }: OpenLink): Result<NamedAccount> {
    const facts = this.#deps.providerOf(provider)?.facts;
    if (!facts) return fail({ kind: 'deep-link-unreadable', why: 'unknown-provider' });
    const refuse = (why: DeepLinkFault) =>
      fail({ kind: 'deep-link-unreadable', why, provider: facts.shortName } as const);
    const page = written === null ? null : readPage(written, facts.pages ?? null);
    if (written !== null && page === null) return refuse(whyNoPage(written, facts));
    if (as !== null && !facts.takesUser) return refuse('no-users');
    // In the field, where the user sees them, and can take them out.
    const text = [value, ...(page === null ? [] : [page]), ...(as === null ? [] : [`as:${as}`])].join(' ');
    if (text.length > longestSearchText) return refuse('too-much');
    this.#deps.brought.note({ page, as });
    return ok({ provider, by, value, connection, text });
  }

  /** SECURITY: a text names pages and users as they are typed, also within quotation marks, which may be taken out. */
  #noteLandingsIn(text: string): void {
    const { brought, providers } = this.#deps;
    const filterable = { connections: [], providers: providers.map(({ facts }) => facts) };
    for (const written of [text, text.replace(/["“”„]/g, ' ')]) {
      for (const filter of readSearchText(written, filterable).filters) {
        if (filter.kind === 'page') brought.note({ page: filter.page, as: null });
        if (filter.kind === 'user') brought.note({ page: null, as: filter.email });
      }
    }
  }

  /** If there is nothing to search for, the launcher says why and keeps the text that it has. */
  selectFromClipboard(text: string): void {
    const link = pastedLink(text);
    const named = link === null ? null : this.#read(link);
    if (named?.ok) {
      this.#select(named.value, 'deep-link');
      return;
    }
    const refusal = named?.problem ?? this.#refusalOf(text);
    if (refusal === null) {
      this.#select({ text }, 'clipboard');
      return;
    }
    const { desktop, use } = this.#deps;
    if (!use.mustWait('clipboard'))
      desktop.launcher.show({ text: null, select: null, from: 'clipboard', pending: null });
    desktop.announce('clipboardRefused', { refusal });
  }

  #refusalOf(text: string): ClipboardRefusal | null {
    if (text.trim() === '') return 'empty';
    return this.#deps.copiedLink.isIn(text) ? 'login-link' : null;
  }

  /** Once, however many requests joined the log-in. */
  #loggedIn(logIn: LogInInFlight): void {
    const { desktop, events, frecency, notifications, settings, use } = this.#deps;
    const { how, replaces } = logIn;
    const isNotified = how === 'open' && settings.settings.showNotices;
    if (replaces !== null && !isNotified) desktop.announce('sessionReplaced', logIn);
    if (how === 'open') {
      if (settings.settings.hideAfterOpening && !use.hasMovedOn()) desktop.launcher.hideForBrowser();
      notifications.show(this.#calledIn(logIn), openedWords(logIn));
    }
    frecency.changed();
    events.emit('favourites');
  }

  /** The launcher shows what can be done about a silent browser. If it is hidden, a notification leads to it. */
  #noteInFlight(inFlight: LogInInFlight | null): void {
    const { desktop, notifications } = this.#deps;
    if (!inFlight?.browserSilent || inFlight.inWindow || desktop.launcher.isVisible()) return;
    const words =
      'Your browser has not asked for the login link yet. Click here to open the link directly, or to cancel.';
    notifications.show(this.#calledIn(inFlight), words, () => showLauncher(desktop, 'start'));
  }

  /** A notification has no list beside it: the title says which of the customers of this name is meant. */
  #calledIn({ accountId, accountName: name }: LogInInFlight): string {
    return this.#deps.namesakes.called({ accountId, name });
  }

  /** A click on the notification shows the launcher, as it is. */
  #notify(problem: Problem, { accountId }: LogInRequest): void {
    const { accounts, desktop, namesakes, notifications } = this.#deps;
    const account = accounts.get(accountId);
    notifications.showProblem(problem, account ? namesakes.called(account) : undefined, () =>
      showLauncher(desktop, 'start'),
    );
  }

  #showPending(request: LogInRequest, how: LogInHow, outcome: PendingLogIn['outcome']): void {
    const { accounts, desktop, use } = this.#deps;
    const account = accounts.get(request.accountId);
    const pending = account ? { row: rowOf(account, null), request, how, outcome } : null;
    const asks = 'questions' in outcome || asksForMore.has(outcome.problem.kind);
    // A question follows the click at once. A failure may come much later, and the user types something else by then.
    if (pending && !asks && use.isBusy()) {
      desktop.announce('logInFailed', pending);
      return;
    }
    desktop.launcher.show({ text: account?.name ?? null, select: request.accountId, from: 'tray', pending });
    if (pending && asks) use.noteAsked(true);
  }

  #select(
    named: NamedAccount | { text: string },
    from: 'deep-link' | 'clipboard',
    use: SelectAccountDeps['use'] = this.#deps.use,
  ): void {
    const providers = this.#deps.providers.map(({ facts }) => facts);
    catchFault(
      () => selectAccount({ ...this.#deps, use, providers }, named, from),
      (problem) => this.#deps.notifications.showProblem(problem),
    );
  }
}

/** Names everything that the log-in named: another user or page than the person meant is seen here at the latest. */
function openedWords({ as, connectionLabel, inWindow, page, replaces }: LogInInFlight): string {
  const where = inWindow ? 'Opened in its own window' : 'Opened';
  const landing = `${as ? ` as ${as}` : ''}${page ? ` on ${pageWords(page)}` : ''}`;
  const replaced = replaces === null ? '' : `; this replaced ${replacedWords(replaces)}`;
  return `${where}${landing} at ${connectionLabel}${replaced}`;
}

function replacedWords({ otherDiffers, otherName, otherUser, sameCustomer }: ReplacedSession): string {
  if (sameCustomer) return `the customer’s session as ${otherUser ?? 'the default user'}`;
  const session = otherDiffers ? `the session of ${calledWith(otherName, otherDiffers)}` : `${otherName}’s session`;
  return `${session}${otherUser === null ? '' : ` as ${otherUser}`}`;
}

function whyNoPage(written: string, { pages }: ProviderFacts): DeepLinkFault {
  if (!pages) return 'no-pages';
  const withHttps = written.replace(/^(?:http:\/\/)?/i, 'https://');
  if (readPage(withHttps, pages) !== null) return 'page-not-https';
  return isTooLongPage(written, pages) ? 'page-too-long' : 'page';
}

const questionsOf = (answer: LogInAnswer) => (answer.result === 'ask' ? answer.questions : []);

const asksUser = (answer: Result<LogInAnswer>): boolean =>
  answer.ok ? answer.value.result === 'ask' : asksForMore.has(answer.problem.kind);
