import { splitAccountId } from '../../shared/account.ts';
import type { CancelAnswer, LogInAnswer, LogInHow, LogInInFlight, LogInRequest } from '../../shared/log-in.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { LinkOpener } from '../browsers/link-opener.ts';
import type { LinkToOpen, Release } from '../browsers/opening.ts';
import type { ProviderClients } from '../connections/clients.ts';
import type { Ledger } from '../directory/ledger/ledger.ts';
import { yieldToEventLoop } from '../lib/yield-to-event-loop.ts';
import type { SettingsFile } from '../settings/settings-file.ts';
import { type CheckRequestDeps, checkRequest } from './check-request.ts';
import { type CalledOff, Flight } from './flight.ts';
import type { Guards } from './guards.ts';
import type { LinkOnClipboard } from './link-on-clipboard.ts';
import { LogInLimit } from './log-in-limit.ts';
import { checkExpiry, type LoginLinkDeps, type ObtainedLink, obtainLoginLink } from './obtain-login-link.ts';
import { RefusedLogIns, type RefusedLogInsDeps } from './refused-log-ins.ts';
import type { Sessions } from './sessions.ts';
import { windowWish } from './window-wish.ts';

/** The hand that may still be typing in the launcher when a log-in is ready: the browser would take the focus from it. */
interface TypingHand {
  /** How much has been typed so far. */
  mark(): number;
  /** Resolves at once if nothing was typed since `mark`; otherwise when the hand has rested, or the signal aborts. */
  rest(mark: number, signal: AbortSignal): Promise<void>;
  /** A browser is started, for a log-in that was asked for at `mark`. Until `noteBrowserCame`, it may take the focus. */
  noteOpening(mark: number): void;
  /** Once for each opening: the browser is there, or does not come. */
  noteBrowserCame(): void;
}

export interface LogInsDeps extends CheckRequestDeps, LoginLinkDeps {
  accounts: CheckRequestDeps['accounts'] & RefusedLogInsDeps['accounts'];
  health: LoginLinkDeps['health'] & RefusedLogInsDeps['health'];
  clients: Pick<ProviderClients, 'find' | 'open'>;
  guards: Pick<Guards, 'ask'>;
  sessions: Pick<Sessions, 'begin'>;
  ledger: Pick<Ledger, 'begin' | 'finish'>;
  settings: Pick<SettingsFile, 'settings'>;
  opener: Pick<LinkOpener, 'open' | 'openInWindow'>;
  clipboard: Pick<LinkOnClipboard, 'put'>;
  hand: TypingHand;
  /** OS user name, recorded in the ledger. */
  who: string;
  /** Aborts when the program ends. */
  ending: { readonly signal: AbortSignal };
  /** Another log-in is in flight, or none any more. */
  changed: (inFlight: LogInInFlight | null) => void;
  /** Once for each customer who was opened, and for each link that was copied. */
  succeeded: (flight: LogInInFlight) => void;
}

/** A cancel that crosses the outcome on its way is too late; one after that has nothing to cancel. */
const crossingMs = 1_000;

/**
 * All log-ins of the program, from every window, the tray and the shortcuts. At most one is in flight. SECURITY: only the
 * customer who was asked for last is opened.
 */
export class LogIns {
  readonly #deps: LogInsDeps;
  readonly #limit = new LogInLimit();
  readonly #refused: RefusedLogIns;
  #flight: Flight | null = null;
  #lastOpened: { accountName: string; at: number } | null = null;

  constructor(deps: LogInsDeps) {
    this.#deps = deps;
    this.#refused = new RefusedLogIns(deps);
  }

  /**
   * Logs in, or copies a link. Until its first await, everything happens before this returns: another wish is superseded
   * at once. Returns the problems of the provider, the keychain, the browser and the clipboard, `link-expired` if the link had
   * expired on arrival, `too-many-log-ins`, and the problems of `checkRequest`.
   */
  async run(request: LogInRequest, how: LogInHow): Promise<Result<LogInAnswer>> {
    const { target, page = '', as = '', opensIn = '', accountId } = request;
    const key = [how, opensIn, target ?? '', page, as, accountId].join(' ');
    if (this.#flight?.key === key && this.#flight.answer) return this.#flight.answer;
    const stopped = this.#supersede(accountId);
    const checked = checkRequest(this.#deps, request, how);
    if (!checked.ok) return checked;
    const { questions, replaces } = this.#deps.guards.ask(checked.value);
    if (questions.length > 0) return ok({ result: 'ask', questions });
    if (!this.#limit.admits(this.#deps.now())) return fail({ kind: 'too-many-log-ins' });
    const flight = new Flight({ key, wanted: checked.value, how, replaces, mark: this.#deps.hand.mark(), stopped });
    this.#setFlight(flight);
    flight.answer = this.#fly(flight).finally(() => {
      if (this.#flight === flight) this.#setFlight(null);
    });
    return flight.answer;
  }

  /** Calls off the log-in in flight. Its link, if the provider still makes one, is discarded. */
  cancel(): CancelAnswer {
    const flight = this.#flight;
    if (!flight) {
      const last = this.#lastOpened;
      return last && Math.abs(this.#deps.now() - last.at) < crossingMs
        ? { result: 'too-late', accountName: last.accountName }
        : { result: 'nothing', accountName: null };
    }
    const accountName = flight.wanted.account.name;
    if (!flight.callOff({ result: 'cancelled' })) return { result: 'too-late', accountName };
    this.#setFlight(null);
    return { result: 'cancelled', accountName };
  }

  /** The browser does not ask for the link of this customer's log-in: the system gets the link itself. */
  openDirectly(accountId: string): void {
    const flight = this.#flight;
    // SECURITY: only what the user was shown. Another customer may have been asked for since.
    if (flight?.browserSilent && flight.wanted.account.accountId === accountId) flight.opening?.openDirectly();
  }

  #setFlight(flight: Flight | null): void {
    this.#flight = flight;
    this.#deps.changed(flight?.shown() ?? null);
  }

  /** Returns the name of another customer whose log-in this ended, or null. */
  #supersede(accountId: string): string | null {
    const flight = this.#flight;
    if (!flight) return null;
    let hasStopped = false;
    let by = splitAccountId(accountId)?.remoteId ?? accountId;
    try {
      by = this.#deps.accounts.get(accountId)?.name ?? by;
    } finally {
      // SECURITY: even if the directory fails, the customer from before is no longer wanted.
      hasStopped = flight.callOff({ result: 'superseded', by });
      this.#setFlight(null);
    }
    const { account } = flight.wanted;
    return hasStopped && account.accountId !== accountId ? account.name : null;
  }

  /** The ledger row is on the disk before the provider is asked, so that no log-in can go unrecorded. */
  async #fly(flight: Flight): Promise<Result<LogInAnswer>> {
    const { clients, ending, ledger } = this.#deps;
    const { connectionId } = flight.wanted.connection;
    // Read the key while the ledger row is being written. SECURITY: send nothing until the row is committed.
    const opening = clients.open(connectionId, 'log-in', AbortSignal.any([flight.signal, ending.signal]));
    // If the row cannot be written, nothing awaits this.
    opening.catch(() => {});
    await yieldToEventLoop();
    if (flight.calledOff) return ok(flight.calledOff);
    const rowId = this.#beginRow(flight);
    // The keyring may keep the key back for long; who cancels must not wait for it.
    const answer = await Promise.race([this.#obtainAndDeliver(flight, opening, rowId), flight.whenCalledOff()]);
    // Of a log-in, this problem means that the program ends: its request was cut off.
    const isCutOff = answer?.ok === false && answer.problem.kind === 'sync-cancelled';
    if (flight.calledOff || answer === null || isCutOff) {
      const calledOff: CalledOff = flight.calledOff ?? { result: 'cancelled' };
      ledger.finish(rowId, calledOff.result, null);
      return ok(calledOff);
    }
    if (!answer.ok) {
      ledger.finish(rowId, 'failed', answer.problem.kind);
      return fail(this.#refused.note(flight.wanted.account, answer.problem));
    }
    ledger.finish(rowId, flight.how === 'open' ? 'opened' : 'copied', null);
    this.#refused.forget(flight.wanted.account);
    this.#deps.succeeded(flight.shown());
    return answer;
  }

  #beginRow({ wanted: { account, connection, opensIn, request }, how }: Flight): number {
    const { ledger, now, who } = this.#deps;
    return ledger.begin({
      at: new Date(now()).toISOString(),
      who,
      accountId: account.accountId,
      accountName: account.name,
      provider: connection.provider,
      connectionLabel: connection.label,
      target: request.target,
      landing: request.page ?? null,
      as: request.as ?? null,
      reason: request.reason,
      how: opensIn === 'window' ? 'window' : how,
    });
  }

  async #obtainAndDeliver(
    flight: Flight,
    opening: ReturnType<ProviderClients['open']>,
    rowId: number,
  ): Promise<Result<LogInAnswer> | null> {
    const obtained = await obtainLoginLink(this.#deps, flight.wanted, opening);
    if (!obtained.ok) return obtained;
    const { ending, hand } = this.#deps;
    await hand.rest(flight.mark, AbortSignal.any([flight.signal, ending.signal]));
    // It was called off, or the program ends: discard the link.
    if (flight.calledOff || ending.signal.aborted) return null;
    const fresh = checkExpiry(obtained.value, this.#deps.now());
    if (!fresh.ok) return fresh;
    const delivered = await this.#deliver(flight, obtained.value, rowId);
    if (delivered?.ok) this.#lastOpened = { accountName: flight.wanted.account.name, at: this.#deps.now() };
    return delivered;
  }

  async #deliver(flight: Flight, obtained: ObtainedLink, rowId: number): Promise<Result<LogInAnswer> | null> {
    let takeBack = (): void => {};
    // SECURITY: from here to where the link leaves the program, nothing awaits: what was called off opens nothing.
    const release = (): Release => {
      if (!checkExpiry(obtained, this.#deps.now()).ok) return 'expired';
      if (!flight.handOver()) return 'called-off';
      // A window of the customer's own has a session of its own.
      if (flight.wanted.opensIn === 'browser') takeBack = this.#deps.sessions.begin(flight.wanted, flight.how);
      return 'released';
    };
    const delivered = await (flight.how === 'copy'
      ? this.#copy(flight, obtained, release)
      : this.#open(flight, obtained, release, rowId));
    if (!delivered?.ok) takeBack();
    return delivered;
  }

  async #copy(
    { replaces, wanted: { account } }: Flight,
    { link }: ObtainedLink,
    release: () => Release,
  ): Promise<Result<LogInAnswer> | null> {
    if (release() !== 'released') return null;
    const copied = await this.#deps.clipboard.put(link, account.name);
    if (!copied.ok) return copied;
    return ok({ result: 'copied', accountName: account.name, expiresAt: copied.value.expiresAt, replaces });
  }

  async #open(
    flight: Flight,
    { link, client }: ObtainedLink,
    release: () => Release,
    rowId: number,
  ): Promise<Result<LogInAnswer> | null> {
    const { ending, hand, opener, settings } = this.#deps;
    const { savedPages } = settings.settings;
    const { account, connection, opensIn, provider } = flight.wanted;
    const { linkOrigins } = client.call.endpoint;
    hand.noteOpening(flight.mark);
    const toOpen: LinkToOpen = {
      url: link.url,
      linkOrigins,
      provider: provider.facts.shortName,
      expiresAt: Date.parse(link.expiresAt),
      signal: AbortSignal.any([flight.signal, ending.signal]),
      release,
      silent: () => this.#noteSilent(flight),
      came: () => hand.noteBrowserCame(),
    };
    const opening =
      opensIn === 'window'
        ? opener.openInWindow(toOpen, windowWish(flight.wanted, { linkOrigins, savedPages, rowId }))
        : opener.open(toOpen);
    flight.opening = opening;
    const opened = await opening.outcome;
    if (!opened?.ok) return opened;
    const { replaces } = flight;
    const answer = {
      result: 'opened',
      accountName: account.name,
      connectionLabel: connection.label,
      replaces,
    } as const;
    return ok(opensIn === 'window' ? { ...answer, inWindow: true } : answer);
  }

  /** Windows and tray show it. */
  #noteSilent(flight: Flight): void {
    flight.browserSilent = true;
    if (this.#flight === flight) this.#setFlight(flight);
  }
}
