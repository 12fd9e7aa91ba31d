/** What quitting needs to know of a window. */
export interface OpenWindow {
  closeUnlessPrevented(): boolean;
  destroy(): void;
}

class OpenWindows extends Set<OpenWindow> {
  #onClosed: () => void = () => {};

  /** Called each time a window has closed. */
  whenClosed(listener: () => void): void {
    this.#onClosed = listener;
  }

  closed(): void {
    this.#onClosed();
  }
}

export const openWindows = new OpenWindows();
