import { app } from 'electron';
import { isHiddenStart, linkMarker, linkOf } from './argv.ts';

/** What a second start hands to the first: its own reading of its own command line. */
interface Handover {
  link: string | null;
  hidden: boolean;
}

/** Where links and later starts come from. Each is told once: kept until somebody listens, then passed on. */
export class Launches {
  #waiting: string[] = [];
  #toldLink: ((link: string) => void) | null = null;
  #toldStart: (() => void) | null = null;
  #startWaits = false;

  /** Must be made before the app is ready: macOS tells the link of a cold start that early. */
  constructor(argv: readonly string[]) {
    const link = linkOf(argv);
    if (link !== null) this.#tell(link);
    app.on('open-url', (event, url) => {
      event.preventDefault();
      // The same reading as everywhere, by the same rule: macOS hands over the link alone.
      const opened = linkOf([linkMarker, url]);
      if (opened !== null) this.#tell(opened);
    });
    app.on('second-instance', (_event, _argv, _folder, handover) => this.#handedOver(handover));
    // Clicking the program again where only one may run, as the Finder does it.
    app.on('activate', (_event, hasVisibleWindows) => {
      if (!hasVisibleWindows) this.#toldStart?.();
    });
  }

  onLink(listener: (link: string) => void): void {
    this.#toldLink = listener;
    for (const link of this.#waiting.splice(0)) listener(link);
  }

  onSecondStart(listener: () => void): void {
    this.#toldStart = listener;
    if (this.#startWaits) listener();
    this.#startWaits = false;
  }

  /** Chromium reorders and extends the command line that it passes on, so that the second start's own reading is used. */
  #handedOver(handover: unknown): void {
    const { link, hidden } = readHandover(handover);
    if (link !== null) this.#tell(link);
    else if (hidden) return;
    // Whoever starts it while it starts hidden at login wants to see it all the same.
    else if (this.#toldStart) this.#toldStart();
    else this.#startWaits = true;
  }

  #tell(link: string): void {
    if (this.#toldLink) this.#toldLink(link);
    else this.#waiting.push(link);
  }
}

export const handoverOf = (argv: readonly string[]): Handover => ({ link: linkOf(argv), hidden: isHiddenStart(argv) });

/** SECURITY: any program of this user can send one, so that it is read like any other stranger's word. */
export function readHandover(handover: unknown): Handover {
  if (typeof handover !== 'object' || handover === null) return { link: null, hidden: false };
  const link = 'link' in handover && typeof handover.link === 'string' ? linkOf([linkMarker, handover.link]) : null;
  return { link, hidden: 'hidden' in handover && handover.hidden === true };
}
