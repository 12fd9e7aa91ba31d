import { faults } from '../../tests/helpers/faults.ts';
import type { BadInputFigures, ModelFigures } from '../../tests/helpers/figures.ts';
import { requirementIds } from '../../tests/helpers/requirements.ts';
import type { Outcome } from './outcomes.ts';

/** Why a row does not hold, or was not run. */
interface Reason {
  id: string;
  why: string;
}

export interface Judgement {
  passed: string[];
  failed: Reason[];
  notRun: Reason[];
}

interface Row {
  id: string;
  tests: readonly Outcome[];
  /** Why this machine cannot run it, if it cannot. */
  cannotRun?: string | null;
}

export const judgeRequirements = (outcomes: readonly Outcome[]): Judgement =>
  judge(requirementIds.map((id) => ({ id, tests: outcomes.filter(({ tags }) => tags.includes(id)) })));

export const judgeFaults = (outcomes: readonly Outcome[]): Judgement =>
  judge(
    Object.entries(faults).map(([id, { notRun }]) => ({
      id,
      tests: outcomes.filter(({ fault }) => fault === Number(id)),
      cannotRun: notRun(),
    })),
  );

/** One failed test decides against a row. A test that is skipped on one target and passes on another has passed. */
function judge(rows: readonly Row[]): Judgement {
  const judgement: Judgement = { passed: [], failed: [], notRun: [] };
  for (const { id, tests, cannotRun } of rows) {
    const broken = tests.find(({ status }) => status === 'failed');
    const skipped = [...Map.groupBy(tests, ({ file, title }) => `${file} ${title}`).values()].find(
      (onTargets) => !onTargets.some(({ status }) => status === 'passed'),
    )?.[0];
    if (broken) judgement.failed.push({ id, why: `“${broken.title}” in ${broken.file}` });
    else if (skipped) judgement.notRun.push({ id, why: cannotRun ?? `“${skipped.title}” was skipped` });
    else if (tests.length === 0) judgement.notRun.push({ id, why: cannotRun ?? 'no test of it ran' });
    else judgement.passed.push(id);
  }
  return judgement;
}

/** Bad inputs of every test that passed. */
export function sumOfBadInputs(outcomes: readonly Outcome[]): BadInputFigures {
  const sum = { tried: 0, accepted: 0, crashes: 0 };
  for (const { status, badInputs } of outcomes) {
    if (status !== 'passed' || !badInputs) continue;
    sum.tried += badInputs.tried;
    sum.accepted += badInputs.accepted;
    sum.crashes += badInputs.crashes;
  }
  return sum;
}

/** What the model of hurried people has tried. `bundleRuns`: those with the production bundle, among `runs`. */
export function sumOfModel(outcomes: readonly Outcome[]): ModelFigures & { bundleRuns: number } {
  const sum = { runs: 0, steps: 0, violations: 0, bundleRuns: 0 };
  for (const { file, model } of outcomes) {
    if (!model) continue;
    sum.runs += model.runs;
    sum.steps += model.steps;
    sum.violations += model.violations;
    if (file.startsWith('tests/e2e/')) sum.bundleRuns += model.runs;
  }
  return sum;
}
