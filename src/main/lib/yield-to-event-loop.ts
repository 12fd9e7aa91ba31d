/** Resolves after one turn of the event loop: call it between two slices of long work, so that requests are answered. */
export const yieldToEventLoop = (): Promise<void> => new Promise((resume) => setImmediate(resume));
