import { splitAccountId } from '../../shared/account.ts';
import type { CancelAnswer, LogInAnswer, LogInHow, LogInInFlight, LogInRequest } from '../../shared/log-in.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { ProviderClients } from '../connections/clients.ts';
import type { Desktop } from '../desktop/desktop.ts';
import type { Ledger } from '../directory/ledger/ledger.ts';
import { yieldToEventLoop } from '../lib/yield-to-event-loop.ts';
import { type CheckRequestDeps, checkRequest } from './check-request.ts';
import { type CalledOff, Flight } from './flight.ts';
import type { Guards } from './guards.ts';
import type { LinkOnClipboard } from './link-on-clipboard.ts';
import { checkExpiry, type LoginLinkDeps, type ObtainedLink, obtainLoginLink } from './obtain-login-link.ts';
import type { Sessions } from './sessions.ts';

/** The hand that may still be typing in the launcher when a log-in is ready: the browser would take the focus from it. */
interface TypingHand {
  /** How much has been typed so far. */
  mark(): number;
  /** Resolves at once if nothing was typed since `mark`; otherwise when the hand has rested, or the signal aborts. */
  rest(mark: number, signal: AbortSignal): Promise<void>;
  /** A link goes to the browser, for a log-in that was asked for at `mark`. */
  noteOpening(mark: number): void;
}

export interface LogInsDeps extends CheckRequestDeps, LoginLinkDeps {
  clients: Pick<ProviderClients, 'find' | 'open'>;
  guards: Pick<Guards, 'ask'>;
  sessions: Pick<Sessions, 'begin'>;
  ledger: Pick<Ledger, 'begin' | 'finish'>;
  desktop: { readonly browser: Pick<Desktop['browser'], 'openLogin'> };
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
  #flight: Flight | null = null;
  #lastOpened: { accountName: string; at: number } | null = null;

  constructor(deps: LogInsDeps) {
    this.#deps = deps;
  }

  /**
   * Logs in, or copies a link. Until its first await, everything happens before this returns: another wish is superseded
   * at once. Returns the problems of the provider, the keychain, the browser and the clipboard, `timeout` if the link had
   * expired on arrival, and the problems of `checkRequest`.
   */
  async run(request: LogInRequest, how: LogInHow): Promise<Result<LogInAnswer>> {
    const key = [how, request.target ?? '', request.accountId].join(' ');
    if (this.#flight?.key === key && this.#flight.answer) return this.#flight.answer;
    this.#supersede(request.accountId);
    const checked = checkRequest(this.#deps, request);
    if (!checked.ok) return checked;
    const { questions, replaces } = this.#deps.guards.ask(checked.value);
    if (questions.length > 0) return ok({ result: 'ask', questions });
    const flight = new Flight({ key, wanted: checked.value, how, replaces, mark: this.#deps.hand.mark() });
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

  #setFlight(flight: Flight | null): void {
    this.#flight = flight;
    this.#deps.changed(flight?.shown() ?? null);
  }

  #supersede(accountId: string): void {
    const flight = this.#flight;
    if (!flight) return;
    let by = splitAccountId(accountId)?.remoteId ?? accountId;
    try {
      by = this.#deps.accounts.get(accountId)?.name ?? by;
    } finally {
      // SECURITY: even if the directory fails, the customer from before is no longer wanted.
      flight.callOff({ result: 'superseded', by });
      this.#setFlight(null);
    }
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
    const answer = await Promise.race([this.#obtainAndDeliver(flight, opening), flight.whenCalledOff()]);
    if (flight.calledOff || answer === null) {
      const calledOff: CalledOff = flight.calledOff ?? { result: 'cancelled' };
      ledger.finish(rowId, calledOff.result, null);
      return ok(calledOff);
    }
    if (!answer.ok) {
      ledger.finish(rowId, 'failed', answer.problem.kind);
      return answer;
    }
    ledger.finish(rowId, flight.how === 'open' ? 'opened' : 'copied', null);
    this.#deps.succeeded(flight.shown());
    return answer;
  }

  #beginRow({ wanted: { account, connection, request }, how }: Flight): number {
    const { ledger, now, who } = this.#deps;
    return ledger.begin({
      at: new Date(now()).toISOString(),
      who,
      accountId: account.accountId,
      accountName: account.name,
      provider: connection.provider,
      connectionLabel: connection.label,
      target: request.target,
      landing: null,
      as: null,
      reason: request.reason,
      how,
    });
  }

  async #obtainAndDeliver(
    flight: Flight,
    opening: ReturnType<ProviderClients['open']>,
  ): Promise<Result<LogInAnswer> | null> {
    const obtained = await obtainLoginLink(this.#deps, flight.wanted, opening);
    if (!obtained.ok) return obtained;
    const { ending, hand } = this.#deps;
    await hand.rest(flight.mark, AbortSignal.any([flight.signal, ending.signal]));
    // The program ends: discard the link.
    if (ending.signal.aborted) return null;
    const fresh = checkExpiry(obtained.value, this.#deps.now());
    if (!fresh.ok) return fresh;
    // SECURITY: from here to the call that opens the link, nothing awaits: a log-in that was called off opens nothing.
    if (!flight.handOver()) return null;
    const takeBack = this.#deps.sessions.begin(flight.wanted, flight.how);
    const delivered = await this.#deliver(flight, obtained.value);
    if (!delivered.ok) takeBack();
    if (delivered.ok) this.#lastOpened = { accountName: flight.wanted.account.name, at: this.#deps.now() };
    return delivered;
  }

  async #deliver(
    { how, mark, replaces, wanted }: Flight,
    { link, client }: ObtainedLink,
  ): Promise<Result<LogInAnswer>> {
    const { desktop, clipboard, hand } = this.#deps;
    const { account, connection, provider } = wanted;
    const accountName = account.name;
    if (how === 'copy') {
      const copied = await clipboard.put(link, accountName);
      return copied.ok ? ok({ result: 'copied', accountName, expiresAt: copied.value.expiresAt, replaces }) : copied;
    }
    const { linkOrigins } = client.call.endpoint;
    hand.noteOpening(mark);
    const opened = await desktop.browser.openLogin(link.url, linkOrigins, provider.facts.shortName);
    return opened.ok ? ok({ result: 'opened', accountName, connectionLabel: connection.label, replaces }) : opened;
  }
}
