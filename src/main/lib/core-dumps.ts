import { writeFileSync } from 'node:fs';

/**
 * SECURITY: the memory of this process, with keys in it, stays out of the file that Linux may write when a program crashes.
 * Processes that it starts inherit that. Elsewhere Node has no such call; docs/security.md says how to turn the files off.
 * Source: core(5), "Controlling which mappings are written to the core dump".
 */
export function leaveMemoryOutOfDumps(platform: NodeJS.Platform): void {
  if (platform !== 'linux') return;
  try {
    // No kind of memory: neither the program's own nor that of its files.
    writeFileSync('/proc/self/coredump_filter', '0');
  } catch {
    // A kernel that writes no core dumps, or a container that forbids it: Latchkey runs all the same.
  }
}
