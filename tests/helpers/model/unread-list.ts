/** After which presses, and for how long, a list must have been on the screen before a press acts on it. */
interface Unread {
  because: 'link' | 'clipboard' | 'closed';
  ms: number;
  /** When it was painted. */
  since: number | null;
}

export type PressKind = 'enter' | 'other';

/** Whether the person can have read the list that a press acts on. */
export class UnreadList {
  #unread: Unread | null = null;
  /** What chose the list cannot be seen: only one who reads it first knows what a press does. */
  #isUnsure = false;

  /** A link or the clipboard chose the list. */
  chosenBy(because: 'link' | 'clipboard'): void {
    this.#isUnsure = false;
    this.#unread = { because, ms: because === 'link' ? 1_000 : 300, since: null };
  }

  /** A link or the clipboard chose it, or a text that was typed over theirs; or the tray did in the same moment. */
  chosenBySomething(): void {
    this.chosenBy('link');
    this.#isUnsure = true;
  }

  get isUnsure(): boolean {
    return this.#isUnsure;
  }

  get isOfLink(): boolean {
    return this.#unread?.because === 'link';
  }

  /** The text changed. After a link, the first letters may have been meant for another program. */
  typed(now: number): void {
    if (this.#unread?.because === 'link' && this.blocks('enter', now)) this.chosenBy('link');
    else this.#unread = null;
  }

  /** A text from a ticket is in the field. A link that was not read yet still counts. */
  ticket(): void {
    if (this.#unread?.because !== 'link') this.chosenBy('clipboard');
  }

  /** Enter closed something above the list. */
  closed(now: number): void {
    if (!this.blocks('other', now)) this.#unread = { because: 'closed', ms: 300, since: null };
  }

  /** The launcher was hidden, or shown by the person. */
  ownList(): void {
    this.#isUnsure = false;
    this.#unread = null;
  }

  painted(now: number): void {
    if (this.#unread) this.#unread.since ??= now;
  }

  blocks(press: PressKind, now: number): boolean {
    if (!this.#unread) return false;
    const { because, ms, since } = this.#unread;
    if (because === 'closed' && press === 'other') return false;
    return since === null || now - since < ms;
  }

  /** How long a person waits who reads first. */
  leftMs(now: number): number {
    if (!this.#unread) return 0;
    const { ms, since } = this.#unread;
    return Math.max(0, (since ?? now) + ms - now);
  }
}
