import { constants, setPriority } from 'node:os';

/**
 * Asks the system to prefer this process and those it starts, so that other work on the machine disturbs less. Only
 * some users are allowed to.
 */
export function comeFirst(): void {
  try {
    setPriority(constants.priority.PRIORITY_HIGHEST);
  } catch {
    // If the system refuses, the figures are noisier, equally for everything that is compared.
  }
}
