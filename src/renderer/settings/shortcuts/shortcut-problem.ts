import { formatAccelerator } from '../../../shared/accelerator.ts';
import type { Platform } from '../../../shared/platform.ts';
import type { Problem } from '../../../shared/problems.ts';

/** The problem with its combination written as people read it. */
export const readableProblem = (problem: Problem, platform: Platform): Problem =>
  problem.kind === 'shortcut-taken' || problem.kind === 'shortcut-not-on-wayland'
    ? { ...problem, shortcut: formatAccelerator(problem.shortcut, platform) }
    : problem;

/** For "Choose another shortcut". The launcher's recorder is the first on its page. */
export const focusRecorder = (): void => document.querySelector<HTMLElement>('.recorder-button')?.focus();
