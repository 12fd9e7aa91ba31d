import { app } from 'electron';
import { isHiddenStart, linkMarker, linkOf } from './argv.ts';

/** What a second instance hands to the first: its own reading of its own command line. */
interface Handover {
  link: string | null;
  hidden: boolean;
}

/** Deep links and second instances. Each is passed on once, and kept until there is a listener. */
export class Launches {
  #waitingLinks: string[] = [];
  #onLink: ((link: string) => void) | null = null;
  #onSecondInstance: (() => void) | null = null;
  #secondInstanceWaits = false;

  /** Must be made before the app is ready: macOS passes the link of a cold start that early. */
  constructor(argv: readonly string[]) {
    const link = linkOf(argv);
    if (link !== null) this.#passOn(link);
    app.on('open-url', (event, url) => {
      event.preventDefault();
      // macOS passes the link alone; the marker makes it pass the same check as a link in a command line.
      const opened = linkOf([linkMarker, url]);
      if (opened !== null) this.#passOn(opened);
    });
    app.on('second-instance', (_event, _argv, _folder, handover) => this.#handedOver(handover));
    // The user opened the program again, e.g. in the Finder, where only one instance may run.
    app.on('activate', (_event, hasVisibleWindows) => {
      if (!hasVisibleWindows) this.#onSecondInstance?.();
    });
  }

  onLink(listener: (link: string) => void): void {
    this.#onLink = listener;
    for (const link of this.#waitingLinks.splice(0)) listener(link);
  }

  onSecondInstance(listener: () => void): void {
    this.#onSecondInstance = listener;
    if (this.#secondInstanceWaits) listener();
    this.#secondInstanceWaits = false;
  }

  /** Chromium reorders and extends the command line that it passes on, so the second instance's own reading counts. */
  #handedOver(handover: unknown): void {
    const { link, hidden } = readHandover(handover);
    if (link !== null) this.#passOn(link);
    else if (hidden) return;
    // Also while the first instance is starting hidden at login: the user who starts it now wants to see it.
    else if (this.#onSecondInstance) this.#onSecondInstance();
    else this.#secondInstanceWaits = true;
  }

  #passOn(link: string): void {
    if (this.#onLink) this.#onLink(link);
    else this.#waitingLinks.push(link);
  }
}

export const handoverOf = (argv: readonly string[]): Handover => ({ link: linkOf(argv), hidden: isHiddenStart(argv) });

/** SECURITY: any program of this user can send a handover, so it is checked like any other untrusted input. */
export function readHandover(handover: unknown): Handover {
  if (typeof handover !== 'object' || handover === null) return { link: null, hidden: false };
  const link = 'link' in handover && typeof handover.link === 'string' ? linkOf([linkMarker, handover.link]) : null;
  return { link, hidden: 'hidden' in handover && handover.hidden === true };
}
