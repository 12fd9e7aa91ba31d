import type { CopyLinkAnswer } from '../../shared/contract.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { Desktop } from '../desktop/desktop.ts';
import { singleFlight } from '../lib/single-flight.ts';
import { type LoginLinkDeps, type LoginLinkRequest, obtainLoginLink } from './obtain-login-link.ts';

export interface LoginLinkCopierDeps extends LoginLinkDeps {
  desktop: Pick<Desktop, 'announce'> & {
    readonly clipboard: Pick<Desktop['clipboard'], 'writeConcealed' | 'clearIfHolds'>;
  };
}

/** Brevo's link is valid for 15 days, but nobody needs one on the clipboard for more than two minutes. */
const longestOnClipboardMs = 2 * 60_000;

/** Copies a login link, for a private window, and clears it from the clipboard when it expires, unless it was replaced. */
export class LoginLinkCopier {
  readonly #deps: LoginLinkCopierDeps;
  readonly #join = singleFlight<Result<CopyLinkAnswer>>();
  #held: { url: string; timer: NodeJS.Timeout } | null = null;

  constructor(deps: LoginLinkCopierDeps) {
    this.#deps = deps;
  }

  /** A second request for the same account and target joins the one under way. Returns the problems of `obtainLoginLink`. */
  copy(request: LoginLinkRequest): Promise<Result<CopyLinkAnswer>> {
    return this.#join(`${request.target ?? ''} ${request.accountId}`, () => this.#copy(request));
  }

  /** Clears a link of ours that is still on the clipboard. */
  async clear(): Promise<void> {
    if (!this.#held) return;
    const { url, timer } = this.#held;
    this.#held = null;
    clearTimeout(timer);
    await this.#deps.desktop.clipboard.clearIfHolds(url);
    // Another link may have been copied in between.
    if (!this.#held) this.#deps.desktop.announce('linkOnClipboard', null);
  }

  async #copy(request: LoginLinkRequest): Promise<Result<CopyLinkAnswer>> {
    const { desktop, now } = this.#deps;
    const outcome = await obtainLoginLink(this.#deps, request, {
      how: 'copy',
      deliver: (link) => desktop.clipboard.writeConcealed(link.url),
    });
    if (!outcome.ok) return outcome;
    if (!outcome.value.delivered) {
      const { delivered, ...question } = outcome.value;
      return ok({ copied: false, ...question });
    }
    const { account, link } = outcome.value;
    const goneAt = Math.min(Date.parse(link.expiresAt), now() + longestOnClipboardMs);
    if (this.#held) clearTimeout(this.#held.timer);
    this.#held = { url: link.url, timer: setTimeout(() => void this.clear(), Math.max(0, goneAt - now())) };
    const expiresAt = new Date(goneAt).toISOString();
    desktop.announce('linkOnClipboard', { accountName: account.name, expiresAt });
    return ok({ copied: true, expiresAt });
  }
}
