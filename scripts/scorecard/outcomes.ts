import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import type { BadInputFigures, SecretsFigures } from '../../tests/helpers/figures.ts';
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
}

/** Runs every test that carries a tag, and the specs of each target that can run here. */
export function runTaggedTests(): Outcome[] {
  const work = mkdtempSync(join(tmpdir(), 'latchkey-scorecard-'));
  try {
    return [...vitestOutcomes(work), ...playwrightOutcomes(work)];
  } finally {
    rmSync(work, { recursive: true });
  }
}

/** Runs beside a private keyring, as `npm test` does; errors of the runner go to the terminal. */
function run(command: readonly string[], env: NodeJS.ProcessEnv = {}): void {
  spawnSync(process.execPath, [join(root, 'scripts', 'with-keyring.mjs'), ...command], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, ...env },
  });
}

interface VitestReport {
  testResults: {
    name: string;
    assertionResults: {
      fullName: string;
      status: string;
      tags: string[];
      meta?: Pick<Outcome, 'secrets' | 'badInputs' | 'fault' | 'quitMs'>;
    }[];
  }[];
}

function vitestOutcomes(work: string): Outcome[] {
  const report = join(work, 'vitest.json');
  run(['vitest', 'run', '--silent', '--tagsFilter=*', '--reporter=json', `--outputFile=${report}`]);
  const { testResults } = JSON.parse(readFileSync(report, 'utf8')) as VitestReport;
  return testResults.flatMap(({ name, assertionResults }) =>
    assertionResults
      .filter(({ tags }) => tags.length > 0)
      .map(({ fullName, status, tags, meta }) => ({
        file: relative(root, name).replaceAll('\\', '/'),
        title: fullName,
        status: status === 'passed' || status === 'failed' ? status : 'skipped',
        tags,
        ...meta,
      })),
  );
}

interface PlaywrightSuite {
  title: string;
  suites?: PlaywrightSuite[];
  specs?: { title: string; file: string; tags: string[]; tests: { status: string }[] }[];
}

/** Every spec runs on every target there is; a target that is not there skips it. */
function playwrightOutcomes(work: string): Outcome[] {
  const report = join(work, 'playwright.json');
  run(['electron-vite', 'build', '--logLevel', 'warn']);
  const tagged = `@(${requirementIds.join('|')})( |$)`;
  run(['playwright', 'test', '--reporter=json', '--grep', tagged], { PLAYWRIGHT_JSON_OUTPUT_NAME: report });
  if (!existsSync(report)) return [];
  const read = (suite: PlaywrightSuite, above: string): Outcome[] => [
    ...(suite.suites ?? []).flatMap((inner) => read(inner, `${above} ${inner.title}`)),
    ...(suite.specs ?? []).flatMap(({ title, file, tags, tests }) =>
      tests.map(
        ({ status }): Outcome => ({
          file: `tests/e2e/${file}`,
          title: `${above} ${title}`,
          status: status === 'expected' ? 'passed' : status === 'skipped' ? 'skipped' : 'failed',
          tags,
        }),
      ),
    ),
  ];
  const { suites } = JSON.parse(readFileSync(report, 'utf8')) as { suites: PlaywrightSuite[] };
  return suites.flatMap((suite) => read(suite, suite.title));
}
