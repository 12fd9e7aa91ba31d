import { openableLink } from '../../shared/login-link.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { Desktop } from '../desktop/desktop.ts';
import type { LoginLink } from '../providers/provider.ts';

export interface LinkOnClipboardDeps {
  desktop: Pick<Desktop, 'announce'> & {
    readonly clipboard: Pick<Desktop['clipboard'], 'writeConcealed' | 'clearIfHolds'>;
  };
  /** The origins of every provider's login links. */
  linkOrigins: readonly string[];
  /** Milliseconds since 1970. */
  now: () => number;
}

/** Brevo's link is valid for 15 days, but two minutes on the clipboard are enough. */
const longestOnClipboardMs = 2 * 60_000;

/** A login link on the clipboard, for a private window. It is cleared when it expires, unless it was replaced. */
export class LinkOnClipboard {
  readonly #deps: LinkOnClipboardDeps;
  #held: { url: string; timer: NodeJS.Timeout } | null = null;

  constructor(deps: LinkOnClipboardDeps) {
    this.#deps = deps;
  }

  /** Writes to the clipboard before it returns. Returns link-copy-failed. */
  async put(link: LoginLink, accountName: string): Promise<Result<{ expiresAt: string }>> {
    const { desktop, now } = this.#deps;
    const written = await desktop.clipboard.writeConcealed(link.url);
    if (!written.ok) return written;
    const goneAt = Math.min(Date.parse(link.expiresAt), now() + longestOnClipboardMs);
    if (this.#held) clearTimeout(this.#held.timer);
    this.#held = { url: link.url, timer: setTimeout(() => void this.clear(), Math.max(0, goneAt - now())) };
    const expiresAt = new Date(goneAt).toISOString();
    desktop.announce('linkOnClipboard', { accountName, expiresAt });
    return ok({ expiresAt });
  }

  /**
   * SECURITY: whether a text from the clipboard is, or holds, a login link. No window may get to see one. The link that was
   * copied last is known by itself; any other, such as one that a clipboard history brought back, by where it leads.
   */
  isIn(text: string): boolean {
    const holdsOurs = this.#held !== null && text.includes(this.#held.url);
    return holdsOurs || openableLink(text.trim(), this.#deps.linkOrigins) !== null;
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
}
