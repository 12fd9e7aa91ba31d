import { describe, expect, test } from 'vitest';
import { judgeFaults, judgeRequirements, sumOfBadInputs, sumOfModel } from '../../scripts/scorecard/judge.ts';
import { type Outcome, outcomesOfVitest } from '../../scripts/scorecard/outcomes.ts';
import { faults } from '../helpers/faults.ts';
import { requirementIds } from '../helpers/requirements.ts';

const outcome = (more: Partial<Outcome>): Outcome => ({
  file: 'tests/x.test.ts',
  title: 'a test',
  status: 'passed',
  tags: ['opening-exact'],
  ...more,
});

/** Of one requirement: `passed`, or why not. */
function verdict(...outcomes: Outcome[]): string {
  const { passed, failed, notRun } = judgeRequirements(outcomes);
  if (passed.includes('opening-exact')) return 'passed';
  const broken = failed.find(({ id }) => id === 'opening-exact');
  return broken ? `failed: ${broken.why}` : `not run: ${notRun.find(({ id }) => id === 'opening-exact')?.why}`;
}

describe('a requirement', () => {
  test('holds if every test with its tag passed', () => {
    expect(verdict(outcome({}), outcome({ title: 'another', tags: ['opening-exact', 'opening-once'] }))).toBe('passed');
  });

  test('fails by one test', () => {
    expect(verdict(outcome({}), outcome({ title: 'another', status: 'failed' }))).toBe(
      'failed: “another” in tests/x.test.ts',
    );
  });

  test('is not run if no test has its tag', () => {
    expect(verdict(outcome({ tags: ['opening-once'] }))).toBe('not run: no test of it ran');
    expect(judgeRequirements([]).notRun).toHaveLength(requirementIds.length);
  });

  test('is not run if one of its tests was skipped', () => {
    expect(verdict(outcome({}), outcome({ title: 'another', status: 'skipped' }))).toBe(
      'not run: “another” was skipped',
    );
  });

  test('holds if a test was skipped on one target and passed on another', () => {
    expect(verdict(outcome({ status: 'skipped' }), outcome({}))).toBe('passed');
  });
});

test('a fault is judged by the test that carries its number', () => {
  const { passed, failed, notRun } = judgeFaults([
    outcome({ tags: ['fault'], fault: 1 }),
    outcome({ tags: ['fault'], fault: 2, status: 'failed' }),
  ]);
  expect(passed).toEqual(['1']);
  expect(failed.map(({ id }) => id)).toEqual(['2']);
  expect(notRun).toHaveLength(Object.keys(faults).length - 2);
});

test('only tests that passed count their bad inputs', () => {
  const badInputs = { tried: 100, accepted: 0, crashes: 0 };
  expect(
    sumOfBadInputs([outcome({ badInputs }), outcome({ badInputs }), outcome({ badInputs, status: 'failed' })]),
  ).toEqual({ tried: 200, accepted: 0, crashes: 0 });
});

test('runs of the model with the production bundle are counted among all, and by themselves', () => {
  const model = { runs: 10, steps: 300, violations: 0 };
  expect(
    sumOfModel([
      outcome({ model }),
      outcome({ model: { ...model, violations: 1 }, status: 'failed' }),
      outcome({ file: 'tests/e2e/model.spec.ts', model: { ...model, runs: 2 } }),
      outcome({}),
    ]),
  ).toEqual({ runs: 22, steps: 900, violations: 1, bundleRuns: 2 });
});

test('a file whose tests could not even be read is a failed test', () => {
  const passed = { fullName: 'it holds', status: 'passed', tags: ['opening-exact'] };
  const outcomes = outcomesOfVitest({
    testResults: [
      { name: '/x/tests/broken.test.ts', status: 'failed', assertionResults: [] },
      { name: '/x/tests/whole.test.ts', status: 'passed', assertionResults: [passed, { ...passed, tags: [] }] },
      { name: '/x/tests/empty.test.ts', status: 'passed', assertionResults: [] },
    ],
  });
  expect(outcomes.map(({ file, status, title }) => [file.split('/').at(-1), title, status])).toEqual([
    ['broken.test.ts', 'the file', 'failed'],
    ['whole.test.ts', 'it holds', 'passed'],
  ]);
});
