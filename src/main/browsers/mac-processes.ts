import { hasWords, type Processes } from './processes.ts';
import type { Programs } from './programs.ts';

interface MacProcess {
  pid: number;
  command: string;
}

/**
 * Without `-ww`, `ps` cuts a command line off after 79 characters. In the locale that a program gets from the Dock, it would
 * write signs for the letters of a path.
 */
const columns = ['-ww', '-o', 'pid=,uid=,command='];
const locale = { variables: { LC_ALL: 'en_US.UTF-8' } };

/** The user's own processes on macOS. */
export class MacProcesses implements Processes {
  readonly #programs: Programs;
  readonly #uid: number | undefined;

  constructor(programs: Programs, uid: number | undefined = process.getuid?.()) {
    this.#programs = programs;
    this.#uid = uid;
  }

  runsWith(pid: number, words: readonly string[]): boolean {
    return this.#list('-p', String(pid)).some((one) => one.pid === pid && hasWords(one.command, words));
  }

  all(words: readonly string[], without?: string): number[] {
    return this.#list('-ax')
      .filter(({ command }) => hasWords(command, words) && (without === undefined || !hasWords(command, [without])))
      .map(({ pid }) => pid);
  }

  #list(...which: string[]): MacProcess[] {
    const lines = this.#programs.askNow('/bin/ps', [...which, ...columns], locale)?.split('\n') ?? [];
    return lines.flatMap((line) => {
      const [, pid, uid, command] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
      if (command === undefined || Number(uid) !== this.#uid) return [];
      return [{ pid: Number(pid), command }];
    });
  }
}
