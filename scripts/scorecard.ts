// `npm run scorecard`: runs what decides on trust, prints a table and writes docs/scorecard.json. What could not be run
// here is "not run" with its reason, never a pass.

import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { faults } from '../tests/helpers/faults.ts';
import type { BadInputFigures, SecretsFigures } from '../tests/helpers/figures.ts';
import { type Proof, requirements } from '../tests/helpers/requirements.ts';

const root = join(import.meta.dirname, '..');

interface Outcome {
  file: string;
  title: string;
  status: 'passed' | 'failed' | 'skipped';
  secrets?: SecretsFigures | undefined;
  badInputs?: BadInputFigures | undefined;
  quitMs?: number | undefined;
}

/** Why a row does not hold, or was not run. */
interface Reason {
  id: string;
  why: string;
}

/** Properties that count for themselves by their own numbers of runs: a test of it that passed tried that many. */
const countedByRuns: readonly (Proof & { tried: number })[] = [
  // Each of two seeds tries 10,000 links and proves that more than 5,000 of them are refused.
  { file: 'tests/shared/login-link.test.ts', title: 'only what is plainly ours is opened', tried: 5_000 },
  { file: 'tests/desktop/browser.test.ts', title: 'is never one of 5,000 URLs of strangers', tried: 5_000 },
  { file: 'tests/shared/deep-link.test.ts', title: 'takes none of 5,000 hostile links', tried: 5_000 },
  { file: 'tests/desktop/answer-request.test.ts', title: 'lets none of 5,000 random payloads', tried: 5_000 },
  { file: 'tests/providers/conformance.test.ts', title: 'any JSON at all', tried: 150 },
  { file: 'tests/directory/names/read-file.test.ts', title: 'any file at all', tried: 2_000 },
];

const proofs = [...requirements.flatMap((requirement) => requirement.proofs), ...countedByRuns];
const isEndToEnd = (file: string): boolean => file.endsWith('.spec.ts');
const work = mkdtempSync(join(tmpdir(), 'latchkey-scorecard-'));

/** Runs beside a private keyring, as `npm test` does; the runner's own words go to the terminal. */
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
      meta?: Pick<Outcome, 'secrets' | 'badInputs' | 'quitMs'>;
    }[];
  }[];
}

function vitestOutcomes(): Outcome[] {
  const report = join(work, 'vitest.json');
  const files = [...new Set([...proofs.map(({ file }) => file).filter((file) => !isEndToEnd(file)), 'tests/trust'])];
  run(['vitest', 'run', '--silent', '--reporter=json', `--outputFile=${report}`, ...files]);
  const { testResults } = JSON.parse(readFileSync(report, 'utf8')) as VitestReport;
  return testResults.flatMap(({ name, assertionResults }) =>
    assertionResults.map(({ fullName, status, meta }) => ({
      file: relative(root, name).replaceAll('\\', '/'),
      title: fullName,
      status: status === 'passed' || status === 'failed' ? status : 'skipped',
      ...meta,
    })),
  );
}

interface PlaywrightSuite {
  title: string;
  suites?: PlaywrightSuite[];
  specs?: { title: string; file: string; tests: { status: string }[] }[];
}

/** The specs of lockdown run on every target there is; a target that is not there skips them. */
function playwrightOutcomes(): Outcome[] {
  const files = [...new Set(proofs.map(({ file }) => file).filter(isEndToEnd))].filter((file) =>
    existsSync(join(root, file)),
  );
  if (files.length === 0) return [];
  const report = join(work, 'playwright.json');
  run(['electron-vite', 'build', '--logLevel', 'warn']);
  run(['playwright', 'test', '--reporter=json', ...files], { PLAYWRIGHT_JSON_OUTPUT_NAME: report });
  if (!existsSync(report)) return [];
  const read = (suite: PlaywrightSuite, above: string): Outcome[] => [
    ...(suite.suites ?? []).flatMap((inner) => read(inner, `${above} ${inner.title}`)),
    ...(suite.specs ?? []).flatMap(({ title, file, tests }) =>
      tests.map(
        ({ status }): Outcome => ({
          file: `tests/e2e/${file}`,
          title: `${above} ${title}`,
          status: status === 'expected' ? 'passed' : status === 'skipped' ? 'skipped' : 'failed',
        }),
      ),
    ),
  ];
  const { suites } = JSON.parse(readFileSync(report, 'utf8')) as { suites: PlaywrightSuite[] };
  return suites.flatMap((suite) => read(suite, suite.title));
}

const outcomes = [...vitestOutcomes(), ...playwrightOutcomes()];
rmSync(work, { recursive: true });

const fitting = ({ file, title }: Proof): Outcome[] =>
  outcomes.filter((outcome) => outcome.file === file && outcome.title.includes(title));

type Verdict = { says: 'pass' } | { says: 'fail'; why: string } | { says: 'not run'; why: string };

/** Decided by the worst of its proofs. A test that is skipped on one target and passes on another has passed. */
function judge(each: readonly Proof[]): Verdict {
  const found = each.map((proof) => ({ proof, tests: fitting(proof) }));
  const broken = found.flatMap(({ tests }) => tests).find(({ status }) => status === 'failed');
  if (broken) return { says: 'fail', why: `“${broken.title}” in ${broken.file}` };
  const missing = found.find(({ tests }) => !tests.some(({ status }) => status === 'passed'));
  if (!missing) return { says: 'pass' };
  const what = missing.tests.length > 0 ? 'was skipped here' : 'is not there, or did not run';
  return { says: 'not run', why: `“${missing.proof.title}” in ${missing.proof.file} ${what}` };
}

function judgeAll(rows: readonly { id: string; proofs: readonly Proof[]; why?: string | null }[]) {
  const passed: string[] = [];
  const failed: Reason[] = [];
  const notRun: Reason[] = [];
  for (const { id, proofs: each, why } of rows) {
    const judged = judge(each);
    if (judged.says === 'pass') passed.push(id);
    else if (judged.says === 'fail') failed.push({ id, why: judged.why });
    else notRun.push({ id, why: why ?? judged.why });
  }
  return { passed, failed, notRun };
}

const judgedRequirements = judgeAll(requirements);
const judgedFaults = judgeAll(
  Object.entries(faults).map(([id, { notRun }]) => {
    const title = `fault ${id}:`;
    const file = outcomes.find((outcome) => outcome.title.startsWith(title))?.file ?? 'tests/trust';
    return { id, proofs: [{ file, title }], why: notRun() };
  }),
);
const secrets = outcomes.flatMap((outcome) => outcome.secrets ?? [])[0];
const quitMs = outcomes.flatMap((outcome) => outcome.quitMs ?? [])[0];
const badInputs = [
  ...outcomes.flatMap((outcome) => outcome.badInputs ?? []),
  ...countedByRuns.flatMap((counted) =>
    fitting(counted)
      .filter(({ status }) => status === 'passed')
      .map(() => ({ tried: counted.tried, accepted: 0, crashes: 0 })),
  ),
].reduce(
  (sum, each) => ({
    tried: sum.tried + each.tried,
    accepted: sum.accepted + each.accepted,
    crashes: sum.crashes + each.crashes,
  }),
  { tried: 0, accepted: 0, crashes: 0 },
);

const scorecard = {
  requirements: {
    pass: judgedRequirements.passed.length,
    fail: judgedRequirements.failed.length,
    notRun: judgedRequirements.notRun,
  },
  faults: {
    tried: judgedFaults.passed.length + judgedFaults.failed.length,
    survived: judgedFaults.passed.length,
    failed: judgedFaults.failed.map(({ id }) => id),
    notRun: judgedFaults.notRun,
  },
  secrets: secrets && {
    canaries: secrets.canaries,
    encodings: secrets.encodings,
    sinks: secrets.sinks.length,
    leaks: secrets.leaks,
    plantedFound: secrets.plantedFound > 0,
  },
  badInputs,
};
writeFileSync(join(root, 'docs', 'scorecard.json'), `${JSON.stringify(scorecard, null, 2)}\n`);

const line = (what: string, says: string): void => console.log(`  ${what.padEnd(32)}${says}`);
const list = (failed: readonly Reason[], notRun: readonly Reason[]): void => {
  for (const { id, why } of failed) line('', `FAILED   ${id}: ${why}`);
  for (const { id, why } of notRun) line('', `not run  ${id}: ${why}`);
};
const { passed, failed, notRun } = judgedRequirements;
console.log('\nTrust');
line('requirements', `${passed.length} of ${requirements.length} hold`);
list(failed, notRun);
line(
  'faults',
  `${scorecard.faults.survived} of ${Object.keys(faults).length} survived, ${scorecard.faults.tried} tried`,
);
list(judgedFaults.failed, judgedFaults.notRun);
if (secrets) {
  const { canaries, encodings, sinks, leaks, plantedFound } = secrets;
  line(
    'secrets',
    `${leaks} leaks: ${canaries} canaries in ${encodings} encodings, looked for in ${sinks.length} sinks`,
  );
  line('', `planted canaries found again in ${plantedFound} sinks`);
  for (const sink of sinks) line('', `  ${sink}`);
} else line('secrets', 'not run: the scan did not come to its end');
line('bad inputs', `${badInputs.tried} tried, ${badInputs.accepted} accepted, ${badInputs.crashes} crashes`);
line('quitting beside a hung keyring', quitMs === undefined ? 'not run' : `${quitMs} ms`);
process.exitCode = failed.length + judgedFaults.failed.length > 0 || !secrets || secrets.leaks > 0 ? 1 : 0;
