import type { CopyLinkAnswer } from '../../shared/contract.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { Desktop } from '../desktop/desktop.ts';
import { singleFlight } from '../lib/single-flight.ts';
import { type LoginLinkDeps, type LoginLinkRequest, obtainLoginLink } from './obtain-login-link.ts';

export interface CopyLoginLinkDeps extends LoginLinkDeps {
  clipboard: Pick<Desktop['clipboard'], 'writeConcealed' | 'clearIfHolds'>;
  /** Brings recents up to date. */
  copied: () => void;
  /** A link lies on the clipboard until then, or (null) no longer. */
  announce: (link: { accountName: string; expiresAt: string } | null) => void;
}

/** Brevo's link would stay good for 15 days: nobody needs one on the clipboard for more than two minutes. */
const longestOnClipboardMs = 2 * 60_000;

export interface CopyLoginLink {
  copy: (request: LoginLinkRequest) => Promise<Result<CopyLinkAnswer>>;
  /** Clears a link that is still on the clipboard; when the program ends. */
  clear: () => Promise<void>;
}

/** Puts a login link on the clipboard, for a private window, and takes it back when it expires if it is still ours. */
export function copyLoginLinkWith(deps: CopyLoginLinkDeps): CopyLoginLink {
  const join = singleFlight<Result<CopyLinkAnswer>>();
  let held: { url: string; timer: NodeJS.Timeout } | null = null;

  const clear = async (): Promise<void> => {
    if (!held) return;
    const { url, timer } = held;
    held = null;
    clearTimeout(timer);
    await deps.clipboard.clearIfHolds(url);
    // Unless another link was copied meanwhile.
    if (!held) deps.announce(null);
  };

  const copy = async (request: LoginLinkRequest): Promise<Result<CopyLinkAnswer>> => {
    const outcome = await obtainLoginLink(deps, request, {
      how: 'copy',
      deliver: (link) => deps.clipboard.writeConcealed(link.url),
    });
    if (!outcome.ok) return outcome;
    if (!outcome.value.delivered) {
      const { delivered, ...question } = outcome.value;
      return ok({ copied: false, ...question });
    }
    const { account, link } = outcome.value;
    const goneAt = Math.min(Date.parse(link.expiresAt), deps.now() + longestOnClipboardMs);
    if (held) clearTimeout(held.timer);
    held = { url: link.url, timer: setTimeout(() => void clear(), Math.max(0, goneAt - deps.now())) };
    const expiresAt = new Date(goneAt).toISOString();
    deps.announce({ accountName: account.name, expiresAt });
    deps.copied();
    return ok({ copied: true, expiresAt });
  };

  return { copy: (request) => join(`${request.target ?? ''} ${request.accountId}`, () => copy(request)), clear };
}
