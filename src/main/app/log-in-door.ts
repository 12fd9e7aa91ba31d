import type { CopyLinkAnswer, LogInAnswer } from '../../shared/contract.ts';
import { parseDeepLink } from '../../shared/deep-link.ts';
import type { Result } from '../../shared/result.ts';
import type { Frecency } from '../accounts/frecency.ts';
import { type NamedAccount, selectAccount } from '../accounts/select-account.ts';
import type { Desktop } from '../desktop/desktop.ts';
import type { Accounts } from '../directory/accounts/accounts.ts';
import { singleFlight } from '../lib/single-flight.ts';
import type { LoginLinkCopier } from '../log-in/copy-login-link.ts';
import { type LogInDeps, logIn } from '../log-in/log-in.ts';
import type { LoginLinkRequest } from '../log-in/obtain-login-link.ts';
import type { SettingsFile } from '../settings/settings-file.ts';
import { catchFault } from './directory-faults.ts';
import type { Notifications } from './notifications.ts';
import type { ProgramEvents } from './program-events.ts';
import { showLauncher } from './show-launcher.ts';

export interface LogInDoorDeps {
  desktop: Pick<Desktop, 'launcher'>;
  settings: Pick<SettingsFile, 'settings' | 'connection' | 'change'>;
  accounts: Pick<Accounts, 'get' | 'findExact'>;
  logIn: LogInDeps;
  copier: Pick<LoginLinkCopier, 'copy'>;
  frecency: Pick<Frecency, 'changed'>;
  notifications: Pick<Notifications, 'show' | 'showProblem'>;
  events: ProgramEvents;
}

/**
 * The one door to customers' accounts. Windows and the tray log in here; deep links and the clipboard only select. It
 * remembers the reason, logs in, hides the launcher, and notifies if nobody sees a failure in the launcher.
 */
export class LogInDoor {
  readonly #deps: LogInDoorDeps;
  readonly #join = singleFlight<Result<LogInAnswer>>();

  constructor(deps: LogInDoorDeps) {
    this.#deps = deps;
  }

  /** For a window. A second request for the same account and target joins the one under way. */
  async open(request: LoginLinkRequest): Promise<Result<LogInAnswer>> {
    this.#rememberReason(request.reason);
    return this.#notifyIfUnseen(request.accountId, await this.#open(request));
  }

  /** For a window. */
  async copyLink(request: LoginLinkRequest): Promise<Result<CopyLinkAnswer>> {
    this.#rememberReason(request.reason);
    const answer = await this.#deps.copier.copy(request);
    if (answer.ok && answer.value.copied) this.#opened();
    return this.#notifyIfUnseen(request.accountId, answer);
  }

  async openFromTray(accountId: string): Promise<void> {
    const answer = await this.#open({ accountId, target: null, reason: '', confirmed: [] });
    if (answer.ok && answer.value.opened) return;
    // The tray cannot show a question or an error, so both open the launcher on that row.
    const { accounts, desktop, notifications } = this.#deps;
    const name = accounts.get(accountId)?.name ?? null;
    desktop.launcher.show({ text: name, select: accountId, from: 'tray' });
    if (!answer.ok) notifications.showProblem(answer.problem);
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

  #open(request: LoginLinkRequest): Promise<Result<LogInAnswer>> {
    return this.#join(`${request.target ?? ''} ${request.accountId}`, async () => {
      const answer = await logIn(this.#deps.logIn, request);
      if (answer.ok && answer.value.opened) {
        const { desktop, settings, notifications } = this.#deps;
        if (settings.settings.hideAfterOpening) desktop.launcher.hideForBrowser();
        notifications.show(answer.value.accountName, `Opened at ${answer.value.connectionLabel}`);
        this.#opened();
      }
      return answer;
    });
  }

  /** A customer was opened, or a link to one was copied. */
  #opened(): void {
    this.#deps.frecency.changed();
    this.#deps.events.emit('favourites');
  }

  #select(named: NamedAccount | { text: string }, from: 'deep-link' | 'clipboard'): void {
    catchFault(
      () => selectAccount(this.#deps, named, from),
      (problem) => this.#deps.notifications.showProblem(problem),
    );
  }

  /** One ticket often needs several log-ins: the next one that asks for a reason suggests this one. */
  #rememberReason(reason: string): void {
    const { settings, events } = this.#deps;
    if (!reason || reason === settings.settings.lastReason) return;
    settings.change({ lastReason: reason });
    events.emit('state');
  }

  /** If the user left the launcher, nobody sees the problem there. */
  #notifyIfUnseen<T>(accountId: string, answer: Result<T>): Result<T> {
    const { accounts, desktop, notifications } = this.#deps;
    if (answer.ok || desktop.launcher.isVisible()) return answer;
    notifications.showProblem(answer.problem, accounts.get(accountId)?.name, () => showLauncher(desktop, 'start'));
    return answer;
  }
}
