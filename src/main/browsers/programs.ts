import { execFile, execFileSync } from 'node:child_process';

export interface AskOptions {
  /** Milliseconds. */
  within?: number;
  /** Added to the environment, or taken out of it. */
  variables?: Readonly<Record<string, string | undefined>>;
}

/**
 * Programs of the system, asked without a shell. An answer is what one prints; null if it is not there, fails, or takes too
 * long.
 */
export interface Programs {
  ask(program: string, args: readonly string[], options?: AskOptions): Promise<string | null>;
  /** Where nothing may happen until the answer is there. */
  askNow(program: string, args: readonly string[], options?: AskOptions): string | null;
}

const usualMs = 3_000;

export function programsWith(environment: Readonly<Record<string, string | undefined>>): Programs {
  const optionsFor = ({ within = usualMs, variables = {} }: AskOptions) => ({
    timeout: within,
    env: { ...environment, ...variables },
    // Thousands of processes fit.
    maxBuffer: 16_000_000,
    // No console that flashes up.
    windowsHide: true,
    encoding: 'utf8' as const,
  });
  return {
    ask: (program, args, options = {}) =>
      new Promise((done) => {
        execFile(program, args, optionsFor(options), (error, stdout) => done(error ? null : stdout.trim()));
      }),
    askNow(program, args, options = {}) {
      try {
        return execFileSync(program, args, { ...optionsFor(options), stdio: ['ignore', 'pipe', 'ignore'] }).trim();
      } catch {
        return null;
      }
    },
  };
}
