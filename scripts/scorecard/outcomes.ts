import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import type { BadInputFigures, ModelFigures, SecretsFigures } from '../../tests/helpers/figures.ts';
import { requirementIds } from '../../tests/helpers/requirements.ts';

const root = join(import.meta.dirname, '..', '..');

/** How one test ended, on one target, with what it reported to the scorecard. */
export interface Outcome {
  file: string;
  title: string;
  status: 'passed' | 'failed' | 'skipped';
  tags: readonly string[];
  secrets?: SecretsFigures | undefined;
  badInputs?: BadInputFigures | undefined;
  fault?: number | undefined;
  quitMs?: number | undefined;
  kills?: number | undefined;
  model?: ModelFigures | undefined;
  /** Why it failed, as its runner says it. */
  failure?: string | undefined;
}

/** How often the model is run: see `tests/helpers/model/effort.ts`. */
type Effort = 'scorecard' | 'long';

/** Runs every test that carries a tag, and the specs of each target that can run here. */
export function runTaggedTests(effort: Effort): Outcome[] {
  const work = mkdtempSync(join(tmpdir(), 'latchkey-scorecard-'));
  const env = { LATCHKEY_MODEL: effort };
  try {
    return [...vitestOutcomes(work, env), ...playwrightOutcomes(work, env)];
  } finally {
    rmSync(work, { recursive: true });
  }
}

/**
 * Runs beside a private keyring, as `npm test` does, and says what is run and for how long. Errors of the runner go to the terminal.
 * Returns whether it ended without an error.
 */
export function run(what: string, command: readonly string[], env: NodeJS.ProcessEnv = {}): boolean {
  process.stdout.write(`${what} … `);
  const begunAt = performance.now();
  const { status } = spawnSync(process.execPath, [join(root, 'scripts', 'with-keyring.mjs'), ...command], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, ...env },
  });
  console.log(`${((performance.now() - begunAt) / 60_000).toFixed(1)} min`);
  return status === 0;
}

/** A runner that failed although none of its tests did: a file could not be read, or an error came outside a test. */
const ofRunner = (runner: string, outcomes: readonly Outcome[], isWell: boolean): Outcome[] =>
  isWell || outcomes.some(({ status }) => status === 'failed')
    ? [...outcomes]
    : [...outcomes, { file: runner, title: 'an error outside its tests', status: 'failed', tags: [] }];

export interface VitestReport {
  testResults: {
    name: string;
    status: string;
    assertionResults: {
      fullName: string;
      status: string;
      tags: string[];
      failureMessages?: string[];
      meta?: Pick<Outcome, 'secrets' | 'badInputs' | 'fault' | 'quitMs' | 'kills' | 'model'>;
    }[];
  }[];
}

function vitestOutcomes(work: string, env: NodeJS.ProcessEnv): Outcome[] {
  const report = join(work, 'vitest.json');
  const command = ['vitest', 'run', '--silent', '--tagsFilter=*', '--reporter=json', `--outputFile=${report}`];
  const isWell = run('unit and integration tests, and the model', command, env);
  if (!existsSync(report)) return ofRunner('vitest', [], false);
  const outcomes = outcomesOfVitest(JSON.parse(readFileSync(report, 'utf8')) as VitestReport);
  return ofRunner('vitest', outcomes, isWell);
}

/** A file that could not be run is a failed test: its own tests are not in the report. */
export function outcomesOfVitest({ testResults }: VitestReport): Outcome[] {
  const broken = testResults
    .filter(({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0)
    .map(({ name }): Outcome => ({ file: fileOf(name), title: 'the file', status: 'failed', tags: [] }));
  const outcomes = testResults.flatMap(({ name, assertionResults }) =>
    assertionResults
      .filter(({ tags }) => tags.length > 0)
      .map(
        ({ failureMessages, fullName, status, tags, meta }): Outcome => ({
          file: fileOf(name),
          title: fullName,
          status: status === 'passed' || status === 'failed' ? status : 'skipped',
          tags,
          failure: failureMessages?.[0],
          ...meta,
        }),
      ),
  );
  return [...broken, ...outcomes];
}

const fileOf = (name: string): string => relative(root, name).replaceAll('\\', '/');

interface PlaywrightSuite {
  title: string;
  suites?: PlaywrightSuite[];
  specs?: {
    title: string;
    file: string;
    tags: string[];
    tests: {
      status: string;
      annotations: { type: string; description?: string }[];
      results: { errors?: { message?: string }[] }[];
    }[];
  }[];
}

/** Every spec runs on every target there is; a target that is not there skips it. */
function playwrightOutcomes(work: string, env: NodeJS.ProcessEnv): Outcome[] {
  const report = join(work, 'playwright.json');
  // An older bundle would be tested otherwise.
  if (!run('the production bundle', ['electron-vite', 'build', '--logLevel', 'warn']))
    return ofRunner('electron-vite', [], false);
  const tagged = `@(${requirementIds.join('|')}|model)( |$)`;
  const isWell = run('specs with the production bundle', ['playwright', 'test', '--reporter=json', '--grep', tagged], {
    ...env,
    PLAYWRIGHT_JSON_OUTPUT_NAME: report,
  });
  if (!existsSync(report)) return ofRunner('playwright', [], false);
  const read = (suite: PlaywrightSuite, above: string): Outcome[] => [
    ...(suite.suites ?? []).flatMap((inner) => read(inner, `${above} ${inner.title}`)),
    ...(suite.specs ?? []).flatMap(({ title, file, tags, tests }) =>
      tests.map(
        ({ annotations, results, status }): Outcome => ({
          file: `tests/e2e/${file}`,
          title: `${above} ${title}`,
          status: status === 'expected' ? 'passed' : status === 'skipped' ? 'skipped' : 'failed',
          tags,
          model: modelFiguresOf(annotations),
          failure: results[0]?.errors?.[0]?.message,
        }),
      ),
    ),
  ];
  const { suites } = JSON.parse(readFileSync(report, 'utf8')) as { suites: PlaywrightSuite[] };
  return ofRunner(
    'playwright',
    suites.flatMap((suite) => read(suite, suite.title)),
    isWell,
  );
}

/** A spec cannot add to the report, but to its own annotations. */
function modelFiguresOf(annotations: readonly { type: string; description?: string }[]): ModelFigures | undefined {
  const figures = annotations.find(({ type }) => type === 'model')?.description;
  return figures === undefined ? undefined : (JSON.parse(figures) as ModelFigures);
}
