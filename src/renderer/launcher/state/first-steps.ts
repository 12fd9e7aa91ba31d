import type { AppState, SearchAnswer } from '../../../shared/contract.ts';
import type { IconName } from '../../components/Icon.tsx';

// What a newcomer has not done yet, as lines under the home. SECURITY: no line is ever highlighted before the user chooses it.

/** What makes Latchkey worth having, in the order in which people need it. */
const firstSteps = ['provider', 'log-in', 'pin', 'names', 'start'] as const;
export type FirstStep = (typeof firstSteps)[number];

/** A user who has opened so many customers needs no list. */
const enoughOpened = 5;

type Facts = Pick<SearchAnswer, 'rows' | 'home'>;

const isDone: Readonly<Record<FirstStep, (answer: Facts, app: AppState) => boolean>> = {
  provider: (_, { connections }) => connections.some(({ sandbox }) => !sandbox),
  'log-in': ({ home }) => (home?.opened.length ?? 0) > 0,
  // The consoles come pinned.
  pin: ({ rows }) => rows.some(({ kind, pinned }) => pinned && kind === 'customer'),
  names: ({ home }) => home?.hasNames ?? false,
  start: (_, { settings }) => settings.startAtLogin,
};

export const isStepDone = (step: FirstStep, answer: Facts, app: AppState): boolean => isDone[step](answer, app);

/** The steps that a list begins with: those that are not done yet. None for a user who knows Latchkey, or wants none. */
export function stepsLeft(answer: Facts, app: AppState): readonly FirstStep[] {
  const { home } = answer;
  if (!home || !app.settings.firstSteps || home.opened.length >= enoughOpened) return [];
  return firstSteps.filter((step) => !isStepDone(step, answer, app));
}

export const stepIcons: Readonly<Record<FirstStep, IconName>> = {
  provider: 'key',
  'log-in': 'search',
  pin: 'pin',
  names: 'pencil',
  start: 'clock',
};
