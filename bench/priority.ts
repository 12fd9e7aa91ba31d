import { constants, setPriority } from 'node:os';

/**
 * Asks the system to put this process and those it starts first, so that other work on the machine disturbs less; only some
 * users may.
 */
export function comeFirst(): void {
  try {
    setPriority(constants.priority.PRIORITY_HIGHEST);
  } catch {
    // Not granted: the figures are noisier, for all that are compared alike.
  }
}
