import { parseDeepLink } from '../../shared/deep-link.ts';
import type {
  CancelAnswer,
  LogInAnswer,
  LogInHow,
  LogInInFlight,
  LogInRequest,
  PendingLogIn,
} from '../../shared/log-in.ts';
import type { Problem } from '../../shared/problems.ts';
import type { Result } from '../../shared/result.ts';
import type { Frecency } from '../accounts/frecency.ts';
import { rowOf } from '../accounts/search-accounts.ts';
import { type NamedAccount, selectAccount } from '../accounts/select-account.ts';
import type { Desktop } from '../desktop/desktop.ts';
import type { Accounts } from '../directory/accounts/accounts.ts';
import type { LogIns } from '../log-in/log-ins.ts';
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
  logIns: Pick<LogIns, 'run' | 'cancel'>;
  use: Pick<LauncherUse, 'hasMovedOn' | 'isBusy' | 'mustWait' | 'noteAsked'>;
  frecency: Pick<Frecency, 'changed'>;
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

  async openFromTray(accountId: string): Promise<void> {
    // A click on one of several entries is a choice among them.
    const request: LogInRequest = { accountId, target: null, reason: '', confirmed: [], chosen: 'row' };
    const answer = await this.#deps.logIns.run(request, 'open');
    if (answer.ok && answer.value.result !== 'ask') return;
    // The tray cannot show a question or an error, so both open the launcher on that row.
    this.#showPending(request, 'open', answer.ok ? { questions: questionsOf(answer.value) } : answer);
    if (!answer.ok) this.#notify(answer.problem, request);
  }

  /** A `latchkey://` link, as the system hands it over. */
  selectFromLink(url: string): void {
    const named = parseDeepLink(url);
    if (named) this.#select(named, 'deep-link');
    else this.#deps.notifications.showProblem({ kind: 'deep-link-unreadable' });
  }

  selectFromClipboard(text: string): void {
    this.#select({ text }, 'clipboard');
  }

  /** Once, however many requests joined the log-in. */
  #loggedIn({ accountName, connectionLabel, how, replaces }: LogInInFlight): void {
    const { desktop, events, frecency, notifications, settings, use } = this.#deps;
    if (how === 'open') {
      if (settings.settings.hideAfterOpening && !use.hasMovedOn()) desktop.launcher.hideForBrowser();
      const replaced = replaces === null ? '' : `; this replaced ${replaces}’s session`;
      notifications.show(accountName, `Opened at ${connectionLabel}${replaced}`);
    }
    frecency.changed();
    events.emit('favourites');
  }

  /** A click on the notification shows the launcher, as it is. */
  #notify(problem: Problem, { accountId }: LogInRequest): void {
    const { accounts, desktop, notifications } = this.#deps;
    notifications.showProblem(problem, accounts.get(accountId)?.name, () => showLauncher(desktop, 'start'));
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

  #select(named: NamedAccount | { text: string }, from: 'deep-link' | 'clipboard'): void {
    catchFault(
      () => selectAccount(this.#deps, named, from),
      (problem) => this.#deps.notifications.showProblem(problem),
    );
  }
}

const questionsOf = (answer: LogInAnswer) => (answer.result === 'ask' ? answer.questions : []);

const asksUser = (answer: Result<LogInAnswer>): boolean =>
  answer.ok ? answer.value.result === 'ask' : asksForMore.has(answer.problem.kind);
