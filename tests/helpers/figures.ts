import type {} from 'vitest';

// What tests hand to the scorecard, by way of vitest's JSON report.

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

declare module 'vitest' {
  interface TaskMeta {
    secrets?: SecretsFigures;
    badInputs?: BadInputFigures;
    /** Milliseconds from asking the program to quit until its process was gone. */
    quitMs?: number;
  }
}
