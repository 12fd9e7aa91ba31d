import type { TaskMeta } from 'vitest';
import { type RequirementId, requirementIds } from './requirements.ts';

// What tests tell the scorecard, through vitest's JSON report.

export interface SecretsFigures {
  canaries: number;
  encodings: number;
  sinks: readonly string[];
  leaks: number;
  /** Sinks in which a planted canary was found again, in every encoding. */
  plantedFound: number;
}

export interface BadInputFigures {
  tried: number;
  accepted: number;
  crashes: number;
}

/** Of the model test. `steps`: what people did in all runs together. */
export interface ModelFigures {
  runs: number;
  steps: number;
  violations: number;
}

declare module 'vitest' {
  interface TestTags {
    scorecard: ScorecardTag;
  }

  interface TaskMeta {
    secrets?: SecretsFigures;
    badInputs?: BadInputFigures;
    model?: ModelFigures;
    /** The number of the fault that the test brings about. */
    fault?: number;
    /** Milliseconds from asking the program to quit until its process was gone. */
    quitMs?: number;
    /** How often the test killed the program at a random moment, and found everything that was acknowledged. */
    kills?: number;
  }
}

type ScorecardTag = RequirementId | 'fault' | 'bad-inputs' | 'model';

/** The scorecard runs every test that carries one of these tags. */
export const scorecardTags: readonly ScorecardTag[] = [...requirementIds, 'fault', 'bad-inputs', 'model'];

/** Options of a property test whose every run is a bad input. It passes only if it accepts none of them. */
export const triesBadInputs = (
  tried: number,
  ...proved: readonly RequirementId[]
): { tags: ScorecardTag[]; meta: Pick<TaskMeta, 'badInputs'>; timeout: number } => ({
  tags: ['bad-inputs', ...proved],
  // Thousands of inputs take long on a busy machine.
  timeout: 5 * 60_000,
  meta: { badInputs: { tried, accepted: 0, crashes: 0 } },
});
