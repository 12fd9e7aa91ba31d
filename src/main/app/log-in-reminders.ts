import type { Connection } from '../../shared/connection.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { Namesakes } from '../accounts/namesakes.ts';
import type { Desktop } from '../desktop/desktop.ts';
import type { Accounts } from '../directory/accounts/accounts.ts';
import type { LauncherUse } from './launcher-use.ts';
import type { Notifications } from './notifications.ts';
import type { ProgramEvents } from './program-events.ts';

export interface LogInRemindersDeps {
  accounts: Pick<Accounts, 'get'>;
  settings: { connection(connectionId: string): Connection | undefined };
  desktop: Pick<Desktop, 'announce'> & { readonly launcher: Pick<Desktop['launcher'], 'show'> };
  namesakes: Pick<Namesakes, 'called'>;
  notifications: Pick<Notifications, 'showAsked'>;
  use: Pick<LauncherUse, 'isBusy'>;
  events: ProgramEvents;
  /** Milliseconds since 1970. */
  now: () => number;
}

/** No provider makes a log-in wait for longer. */
const longestWaitMs = 60 * 60_000;

/**
 * Tells the user when a provider may take log-ins again, for customers for whom they asked that. A click shows the launcher with
 * the customer selected. SECURITY: nothing is opened without a press.
 */
export class LogInReminders {
  readonly #deps: LogInRemindersDeps;
  /** By account id. */
  readonly #timers = new Map<string, NodeJS.Timeout>();

  constructor(deps: LogInRemindersDeps) {
    this.#deps = deps;
    // A user who has logged in by then needs no reminder.
    deps.events.on('logged-in', ({ accountId }) => this.#drop(accountId));
  }

  /** `at`: ISO; at most an hour from now. Takes the place of an earlier reminder of this customer. Returns account-unknown. */
  set(accountId: string, at: string): Result<null> {
    const { accounts, now } = this.#deps;
    if (!accounts.get(accountId)) return fail({ kind: 'account-unknown' });
    this.#drop(accountId);
    const afterMs = Math.min(longestWaitMs, Math.max(0, Date.parse(at) - now()));
    this.#timers.set(
      accountId,
      setTimeout(() => this.#remind(accountId), afterMs),
    );
    return ok(null);
  }

  /** Drops all reminders. */
  end(): void {
    for (const accountId of [...this.#timers.keys()]) this.#drop(accountId);
  }

  #drop(accountId: string): void {
    clearTimeout(this.#timers.get(accountId));
    this.#timers.delete(accountId);
  }

  #remind(accountId: string): void {
    const { accounts, namesakes, notifications, settings } = this.#deps;
    this.#timers.delete(accountId);
    const account = accounts.get(accountId);
    const connection = account && settings.connection(account.connectionId);
    // Its connection was removed since.
    if (!account || !connection) return;
    notifications.showAsked(
      `You can log in to ${namesakes.called(account)} again`,
      `${connection.label}: open Latchkey`,
      () => this.show(accountId),
    );
  }

  /** Selects the customer in the launcher. Nothing replaces what the user types or is asked just now. */
  show(accountId: string): Result<null> {
    const { accounts, desktop, use } = this.#deps;
    const account = accounts.get(accountId);
    if (!account) return fail({ kind: 'account-unknown' });
    const shown = { text: account.name, select: accountId, from: 'reminder' } as const;
    if (use.isBusy()) desktop.announce('waiting', { ...shown, name: account.name });
    else desktop.launcher.show({ ...shown, pending: null });
    return ok(null);
  }
}
