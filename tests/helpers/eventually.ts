import { vi } from 'vitest';

/** Looks again until a look does not throw, and returns what it returned. Gives up after the time that a busy machine needs. */
export const eventually = <T>(look: () => T | Promise<T>): Promise<T> => vi.waitFor(look, { timeout: 15_000 });
