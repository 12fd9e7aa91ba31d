import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { createVitest, type Reporter, type Vitest } from 'vitest/node';
import type { Mutant } from '../../tests/helpers/mutants/mutant.ts';

const root = join(import.meta.dirname, '..', '..');
/** Not copied: made by a build or a run, or linked. */
const leftOut = new Set(['node_modules', '.git', 'out', 'dist', 'test-results', 'playwright-report', 'demo-output']);
/** Tests that take longer than this hang. */
const longestRunMs = 240_000;

/** `stale`: its text is not in the file exactly once. `void`: the tests did not run with it, e.g. because it is no code. */
export type Verdict = 'noticed' | 'unnoticed' | 'stale' | 'void';

/** What a run of tests came to. `none`: no test ran to its end. `by`: the first test that failed, and why. */
interface Run {
  outcome: 'passed' | 'failed' | 'none';
  by?: string;
  /** Every failure is a test that took too long: the machine may be to blame. */
  isTimeout?: boolean;
}

/** The text of a file with the mutant's line broken; null if the text to break is not there exactly once. */
export function broken(text: string, { from, to }: Pick<Mutant, 'from' | 'to'>): string | null {
  const parts = text.split(from);
  return parts.length === 2 ? parts.join(to) : null;
}

/**
 * A copy of the project, in which lines are broken and mended again. SECURITY: nothing is ever broken in the project itself.
 * One test runner serves them all: starting it takes longer than most tests.
 */
export class MutantRunner {
  readonly #copy: string;
  #vitest: Vitest;

  private constructor(copy: string, vitest: Vitest) {
    this.#copy = copy;
    this.#vitest = vitest;
  }

  /** Makes the copy, and changes this process to its folder: paths in the runner's configuration begin there. */
  static async start(): Promise<MutantRunner> {
    const copy = mkdtempSync(join(tmpdir(), 'latchkey-mutants-'));
    cpSync(root, copy, { recursive: true, filter: (path) => path === root || !leftOut.has(basename(path)) });
    symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'), 'junction');
    process.chdir(copy);
    return new MutantRunner(copy, await openVitest(copy));
  }

  /** Whether these tests pass with nothing broken. If not, they can decide nothing. */
  async passes(tests: readonly string[]): Promise<boolean> {
    return (await this.#run(tests)).outcome === 'passed';
  }

  async judge(mutant: Mutant): Promise<{ verdict: Verdict; by?: string }> {
    const path = join(this.#copy, mutant.file);
    const text = readFileSync(path, 'utf8');
    const changed = broken(text, mutant);
    if (changed === null) return { verdict: 'stale' };
    let run: Run;
    this.#write(path, changed);
    try {
      run = await this.#run(mutant.tests);
    } finally {
      this.#write(path, text);
    }
    const { outcome, isTimeout, ...rest } = run;
    // A busy machine notices nothing: what took too long must be quick again with the line mended.
    if (isTimeout && !(await this.passes(mutant.tests))) return { verdict: 'void', ...rest };
    return { verdict: outcome === 'none' ? 'void' : outcome === 'passed' ? 'unnoticed' : 'noticed', ...rest };
  }

  async end(): Promise<void> {
    process.chdir(root);
    await this.#vitest.close();
    rmSync(this.#copy, { recursive: true, force: true });
  }

  #write(path: string, text: string): void {
    writeFileSync(path, text);
    this.#vitest.invalidateFile(path);
  }

  /** Once more if no test ran to its end: a busy machine may not have started the process for it in time. */
  async #run(tests: readonly string[]): Promise<Run> {
    const run = await this.#runOnce(tests);
    return run.outcome === 'none' ? this.#runOnce(tests) : run;
  }

  async #runOnce(tests: readonly string[]): Promise<Run> {
    const specifications = await this.#vitest.globTestSpecifications([...tests]);
    const hang = Promise.withResolvers<null>();
    const timer = setTimeout(() => hang.resolve(null), longestRunMs);
    const run = await Promise.race([this.#vitest.runTestSpecifications(specifications, false), hang.promise]);
    clearTimeout(timer);
    if (run === null) {
      // What hangs may not end, so nothing waits for it.
      void this.#vitest.close().catch(() => {});
      this.#vitest = await openVitest(this.#copy);
      return { outcome: 'failed', by: 'the tests hang', isTimeout: true };
    }
    // The runner still has what earlier runs of other files came to.
    const asked = new Set(specifications.map(({ moduleId }) => moduleId));
    const modules = run.testModules.filter(({ moduleId }) => asked.has(moduleId));
    const all = modules.flatMap(({ children }) => [...children.allTests()]);
    const failures = all.flatMap((test) => {
      const { state, errors } = test.result();
      return state === 'failed' ? [{ name: test.fullName, why: errors[0]?.message.split('\n')[0] ?? '' }] : [];
    });
    const [first] = failures;
    if (first) {
      const isTimeout = failures.every(({ why }) => why.includes('timed out in'));
      return { outcome: 'failed', by: `${first.name}: ${first.why}`, isTimeout };
    }
    const isWhole = modules.every((module) => module.state() === 'passed') && run.unhandledErrors.length === 0;
    const hasPassed = all.some((test) => test.result().state === 'passed');
    return { outcome: isWhole && hasPassed ? 'passed' : 'none' };
  }
}

const openVitest = async (folder: string): Promise<Vitest> => {
  // No `bail`: it counts the failures of earlier runs as well. One failure is enough, so the rest of the run is left out.
  const stopAtFailure: Reporter = {
    onTestCaseResult(test) {
      if (test.result().state === 'failed') void vitest.cancelCurrentRun('test-failure');
    },
  };
  const vitest = await createVitest('test', { root: folder, watch: false, silent: true, reporters: [stopAtFailure] });
  await vitest.standalone();
  return vitest;
};
