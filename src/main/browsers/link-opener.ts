import type { Platform } from '../../shared/platform.ts';
import { type LinkToOpen, Opening, type OpeningDeps, type Release } from './opening.ts';
import { type Ends, isOwnConnection } from './own-connection.ts';
import type { OwnWindows, WindowWish } from './own-windows.ts';

export interface LinkOpenerDeps extends OpeningDeps {
  windows: Pick<OwnWindows, 'browserFor' | 'settle'>;
}

/** Opens login links in the default browser, or in windows of the customers' own. */
export class LinkOpener {
  readonly #deps: LinkOpenerDeps;
  readonly #openings = new Set<Opening>();

  constructor(deps: LinkOpenerDeps) {
    this.#deps = deps;
  }

  /** The opening's `outcome` says how it ends. Without a hand-over, the system gets the link before this returns. */
  open(link: LinkToOpen): Opening {
    return this.#begin(this.#deps, link);
  }

  /** Opens it in a window of the customer's own. The link never goes into a command line. */
  openInWindow(link: LinkToOpen, wish: WindowWish): Opening {
    const { windows } = this.#deps;
    const browser = windows.browserFor(wish);
    // SECURITY: a browser that does not run on the customer's own folder would mix customers up.
    const release = (): Release => (browser.holds() ? link.release() : 'elsewhere');
    const opening = this.#begin({ ...this.#deps, browser, handsOver: () => true }, { ...link, release });
    void opening.outcome.then((outcome) => windows.settle(wish, outcome?.ok === true));
    return opening;
  }

  #begin(deps: OpeningDeps, link: LinkToOpen): Opening {
    const opening = new Opening(deps, link, () => this.#openings.delete(opening));
    this.#openings.add(opening);
    opening.begin();
    return opening;
  }

  /** The machine goes to sleep, or the program ends: nothing is handed over any more, and nothing listens. */
  endAll(): void {
    for (const opening of this.#openings) opening.end();
  }
}

/** Whose connection it is can be read on Linux only. */
export function ownConnections(platform: Platform): (ends: Ends) => boolean {
  const uid = process.getuid?.();
  return platform === 'linux' && uid !== undefined ? (ends) => isOwnConnection(ends, uid) : () => true;
}
