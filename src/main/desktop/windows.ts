import type { BrowserWindow } from 'electron';
import { type AnnouncementName, channelOf } from '../../shared/channels.ts';
import type { Announcements } from '../../shared/contract.ts';

interface KnownWindow {
  window: BrowserWindow;
  url: string;
  /** What was announced before its page had asked for anything; null once it has. The last of each name. */
  waiting: Map<AnnouncementName, unknown> | null;
}

/** The windows of ours that are there, by the id of their web contents. */
export class Windows {
  readonly #known = new Map<number, KnownWindow>();

  /** A window counts as ours from here on, until it closes. */
  add(window: BrowserWindow, url: string): void {
    const id = window.webContents.id;
    this.#known.set(id, { window, url, waiting: new Map() });
    window.on('closed', () => this.#known.delete(id));
  }

  /** What is seen of a window before its page has painted. */
  setBackground(colour: string): void {
    for (const { window } of this.#known.values()) window.setBackgroundColor(colour);
  }

  urlOf(contentsId: number): string | undefined {
    return this.#known.get(contentsId)?.url;
  }

  /**
   * A page that asks is a page that listens: by its first request it has put up its listeners. What was announced to
   * it before then, e.g. which section to show, comes now instead of being lost while it loaded.
   */
  markReady(contentsId: number): void {
    const known = this.#known.get(contentsId);
    const waiting = known?.waiting;
    if (!known || !waiting) return;
    known.waiting = null;
    for (const [name, announcement] of waiting) send(known.window, name, announcement);
  }

  announce<N extends AnnouncementName>(name: N, announcement: Announcements[N], only?: BrowserWindow): void {
    for (const known of this.#known.values()) {
      if (only && known.window !== only) continue;
      if (known.waiting) known.waiting.set(name, announcement);
      else send(known.window, name, announcement);
    }
  }
}

function send(window: BrowserWindow, name: AnnouncementName, announcement: unknown): void {
  if (!window.isDestroyed()) window.webContents.send(channelOf(name), announcement);
}
