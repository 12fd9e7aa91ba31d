// `npm run mutants -- [words…]`: breaks lines of the program in a copy, one at a time, and sees whether the tests notice. With
// words: only lines of files whose path has one of them. Writes docs/mutants.json; `npm run scorecard` prints it.

import { writeFileSync } from 'node:fs';
import { mutants } from '../tests/helpers/mutants/all.ts';
import { type Mutant, roomOf } from '../tests/helpers/mutants/mutant.ts';
import { figuresOf, mutationFile, mutationLines, readFigures } from './scorecard/mutation-figures.ts';
import { MutantRunner, type Verdict } from './scorecard/run-mutants.ts';

const words = process.argv.slice(2);
const wanted = mutants.filter(({ file }) => words.length === 0 || words.some((word) => file.includes(word)));
const today = new Date().toISOString().slice(0, 10);
const sound = new Map<string, boolean>();
const runner = await MutantRunner.start();

async function judge(mutant: Mutant): Promise<Verdict> {
  const { file, from, damage, harm, tests } = mutant;
  const key = tests.join(' ');
  if (!sound.has(key)) sound.set(key, await runner.passes(tests));
  const { verdict, by } = sound.get(key) ? await runner.judge(mutant) : { verdict: 'void' as const };
  const line = from.trim().replaceAll(/\s+/g, ' ').slice(0, 60);
  console.log(`${verdict.padEnd(10)}${file}: ${line}${verdict === 'noticed' ? '' : `: ${damage}: ${harm}`}`);
  // What noticed it, so that a test that fails for another reason is seen.
  if (by) console.log(`          by: ${by}`);
  return verdict;
}

const judged: { mutant: Mutant; verdict: Verdict }[] = [];
try {
  for (const room of new Set(wanted.map(roomOf))) {
    const ofRoom: typeof judged = [];
    for (const mutant of wanted.filter((each) => roomOf(each) === room))
      ofRoom.push({ mutant, verdict: await judge(mutant) });
    judged.push(...ofRoom);
    // The figures of a room are of all its lines, or they are not kept. At once: a long run may be stopped.
    if (mutants.filter((mutant) => roomOf(mutant) === room).length > ofRoom.length) continue;
    const figures = { ...readFigures(), ...figuresOf(ofRoom, today) };
    writeFileSync(mutationFile, `${JSON.stringify(figures, null, 2)}\n`);
  }
} finally {
  await runner.end();
}

for (const line of mutationLines(figuresOf(judged, today))) console.log(line);
// Not by itself: tests that hang may go on.
process.exit(judged.every(({ verdict }) => verdict === 'noticed') ? 0 : 1);
