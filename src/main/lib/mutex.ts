/** Lets through one piece of work at a time, in the order of asking: long ones must not cross each other. */
export class Mutex {
  #last: Promise<unknown> = Promise.resolve();

  take<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(work);
    this.#last = turn.catch(() => {});
    return turn;
  }
}

/** Lets the event loop turn between two slices of long work. */
export const pause = (): Promise<void> => new Promise((resume) => setImmediate(resume));
