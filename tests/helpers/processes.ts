import { readdirSync, readFileSync } from 'node:fs';

/** Linux: the command line and the environment of every process that this user can read. */
export function processes(): Map<string, Buffer> {
  const sinks = new Map<string, Buffer>();
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    for (const what of ['cmdline', 'environ']) {
      try {
        sinks.set(`${pid} ${what}`, readFileSync(`/proc/${pid}/${what}`));
      } catch {
        // It has ended, or belongs to another user.
      }
    }
  }
  return sinks;
}
