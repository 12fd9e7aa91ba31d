import { readdirSync, readFileSync, statSync } from 'node:fs';
import { hasWords, type Processes } from './processes.ts';

/** As the kernel shows them. */
export const linuxProcesses: Processes = {
  runsWith,
  all(words) {
    const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
    return pids.map(Number).filter((pid) => runsWith(pid, words));
  },
};

function runsWith(pid: number, words: readonly string[]): boolean {
  try {
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
    return statSync(`/proc/${pid}`).uid === process.getuid?.() && hasWords(command, words);
  } catch {
    // There is no such process.
    return false;
  }
}
