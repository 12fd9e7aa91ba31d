import { browserMutants } from './browsers.ts';
import { directoryMutants } from './directory.ts';
import { houseMutants } from './house.ts';
import { keyMutants } from './keys.ts';
import { logInMutants } from './log-in.ts';
import type { Mutant } from './mutant.ts';
import { outsideMutants } from './outside.ts';

/** Every line that the scorecard breaks. */
export const mutants: readonly Mutant[] = [
  ...logInMutants,
  ...browserMutants,
  ...keyMutants,
  ...directoryMutants,
  ...outsideMutants,
  ...houseMutants,
];
