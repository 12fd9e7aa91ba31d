// `npm run scorecard`: runs the tests that decide on trust, prints a table and writes docs/scorecard.json. What could
// not be run here is "not run" with its reason, never a pass. With `--long-model` the model of hurried people is run
// thousands of times, and hundreds of times with the production bundle; with `--long` the lines of `tests/helpers/mutants`
// are broken one at a time as well, which takes hours.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { faults } from '../tests/helpers/faults.ts';
import { requirementIds } from '../tests/helpers/requirements.ts';
import { type Judgement, judgeFaults, judgeRequirements, sumOfBadInputs, sumOfModel } from './scorecard/judge.ts';
import { mutationHolds, mutationLines, readFigures, sumOfFigures } from './scorecard/mutation-figures.ts';
import { run, runTaggedTests } from './scorecard/outcomes.ts';

const breaksLines = process.argv.includes('--long');
const isLong = breaksLines || process.argv.includes('--long-model');
const outcomes = runTaggedTests(isLong ? 'long' : 'scorecard');
// The others print what the last long one found, with its date.
if (breaksLines) run('broken lines', ['node', 'scripts/mutants.ts']);
const mutation = readFigures();
const requirements = judgeRequirements(outcomes);
const survived = judgeFaults(outcomes);
const secrets = outcomes.flatMap((outcome) => outcome.secrets ?? [])[0];
const quitMs = outcomes.flatMap((outcome) => outcome.quitMs ?? [])[0];
const kills = outcomes.flatMap((outcome) => outcome.kills ?? [])[0];
const badInputs = sumOfBadInputs(outcomes);
const model = sumOfModel(outcomes);

const scorecard = {
  requirements: {
    pass: requirements.passed.length,
    fail: requirements.failed.length,
    notRun: requirements.notRun,
  },
  faults: {
    tried: survived.passed.length + survived.failed.length,
    survived: survived.passed.length,
    failed: survived.failed.map(({ id }) => id),
    notRun: survived.notRun,
  },
  secrets: secrets && {
    canaries: secrets.canaries,
    encodings: secrets.encodings,
    sinks: secrets.sinks.length,
    leaks: secrets.leaks,
    plantedFound: secrets.plantedFound > 0,
  },
  badInputs,
  // Of the program at a random moment; all of them were survived, or the test has failed.
  kills,
  model,
  mutation: sumOfFigures(mutation),
};
const file = join(import.meta.dirname, '..', 'docs', 'scorecard.json');
writeFileSync(file, `${JSON.stringify(scorecard, null, 2)}\n`);

const line = (what: string, says: string): void => console.log(`  ${what.padEnd(32)}${says}`);
const list = ({ failed, notRun }: Judgement): void => {
  for (const { id, why } of failed) line('', `FAILED   ${id}: ${why}`);
  for (const { id, why } of notRun) line('', `not run  ${id}: ${why}`);
};
console.log('\nTrust');
line('requirements', `${requirements.passed.length} of ${requirementIds.length} hold`);
list(requirements);
const { tried } = scorecard.faults;
line('faults', `${survived.passed.length} of ${Object.keys(faults).length} survived, ${tried} tried`);
list(survived);
if (secrets) {
  const { canaries, encodings, sinks, leaks, plantedFound } = secrets;
  line('secrets', `${leaks} leaks: looked for ${canaries} canaries in ${encodings} encodings in ${sinks.length} sinks`);
  line('', `planted canaries found again in ${plantedFound} sinks`);
  for (const sink of sinks) line('', `  ${sink}`);
} else line('secrets', 'not run: the scan did not finish');
line('bad inputs', `${badInputs.tried} tried, ${badInputs.accepted} accepted, ${badInputs.crashes} crashes`);
line('quitting beside a hung keyring', quitMs === undefined ? 'not run' : `${quitMs} ms`);
line('random kills', kills === undefined ? 'not run: the test did not pass' : `${kills} survived`);

line('right customer', `${model.violations} violations in ${model.runs} runs of ${model.steps} steps`);
line('', `${model.bundleRuns} of the runs with the production bundle`);
const [sum = '', ...rooms] = mutationLines(mutation);
line('broken lines', sum);
for (const room of rooms) line('', room);
// No requirement and no fault has them.
const stray = outcomes.filter(({ status, tags }) => status === 'failed' && tags.length === 0);
for (const { file, title } of stray) line('runners', `FAILED   ${title} of ${file}`);
for (const { failure, status, tags } of outcomes) {
  if (tags.includes('model') && status === 'failed') console.log(failure?.replace(/^/gm, '    '));
}

const modelFailed = outcomes.some(({ status, tags }) => tags.includes('model') && status === 'failed');
const anyFailed = requirements.failed.length + survived.failed.length + stray.length > 0;
const mutationFailed = breaksLines && !mutationHolds(mutation);
const isBad = anyFailed || modelFailed || mutationFailed || model.bundleRuns === 0 || !secrets || secrets.leaks > 0;
process.exitCode = isBad ? 1 : 0;
