import type { BrowserWindow } from 'electron';
import type { AnnouncementName, Announcements } from '../../shared/contract.ts';

/** A page that hangs must not keep the program from ending. */
const longestLeaveMs = 500;

interface KnownWindow {
  window: BrowserWindow;
  url: string;
  /** Announcements made before the page's first request, the last of each name; null after that request. */
  waiting: Map<AnnouncementName, unknown> | null;
  /** Called once its page has left its field, when the program quits. */
  left?: () => void;
}

/** Our open windows, by the id of their web contents. */
export class Windows {
  readonly #known = new Map<number, KnownWindow>();

  /** The window counts as ours until it closes. */
  add(window: BrowserWindow, url: string): void {
    const id = window.webContents.id;
    this.#known.set(id, { window, url, waiting: new Map() });
    window.on('closed', () => this.#known.delete(id));
  }

  /** The colour that a window shows before its page has painted. */
  setBackground(colour: string): void {
    for (const { window } of this.#known.values()) window.setBackgroundColor(colour);
  }

  urlOf(webContentsId: number): string | undefined {
    return this.#known.get(webContentsId)?.url;
  }

  /**
   * A page that sends a request has added its listeners. Sends it what was announced before that, e.g. which section
   * to show, so that no announcement is lost while a page loads.
   */
  markReady(webContentsId: number): void {
    const known = this.#known.get(webContentsId);
    const waiting = known?.waiting;
    if (!known || !waiting) return;
    known.waiting = null;
    for (const [name, announced] of waiting) send(known.window, name, announced);
  }

  /** Lets each page leave the field that has the focus, so that what was half-typed is saved. Resolves when all of them have. */
  async leaveFields(): Promise<void> {
    const pages = [...this.#known.values()].filter(({ waiting }) => !waiting);
    const left = pages.map(
      (known) =>
        new Promise<void>((resolve) => {
          known.left = resolve;
          known.window.on('closed', resolve);
        }),
    );
    this.announce('quitting', null);
    await Promise.race([Promise.all(left), new Promise((resolve) => setTimeout(resolve, longestLeaveMs))]);
  }

  markLeft(webContentsId: number): void {
    this.#known.get(webContentsId)?.left?.();
  }

  announce<N extends AnnouncementName>(name: N, announced: Announcements[N], only?: BrowserWindow): void {
    for (const known of this.#known.values()) {
      if (only && known.window !== only) continue;
      if (known.waiting) known.waiting.set(name, announced);
      else send(known.window, name, announced);
    }
  }
}

function send(window: BrowserWindow, name: AnnouncementName, announced: unknown): void {
  // One channel for all announcements; the preload has its other end.
  if (!window.isDestroyed()) window.webContents.send('latchkey:announcement', name, announced);
}
