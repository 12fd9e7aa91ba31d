import { formatAccelerator } from '../../../shared/accelerator.ts';
import type { Platform } from '../../../shared/platform.ts';
import type { Problem } from '../../../shared/problems.ts';

/** The combination as people read it, where the problem names one. */
export const readableProblem = (problem: Problem, platform: Platform): Problem =>
  problem.kind === 'shortcut-taken' ? { ...problem, shortcut: formatAccelerator(problem.shortcut, platform) } : problem;

/** "Choose another shortcut": the launcher's recorder is the first one on its page. */
export const focusRecorder = (): void => document.querySelector<HTMLElement>('.recorder-button')?.focus();
