import type { Effect } from './launcher-events.ts';
import type { LauncherState } from './launcher-state.ts';

/** The state that follows, and what must be done outside. */
export interface Next {
  state: LauncherState;
  effects: readonly Effect[];
}

/** A change of the launcher's state. Larger ones are made of smaller ones. */
export type Change = (state: LauncherState) => Next;

export const noChange: Change = (state) => ({ state, effects: [] });

export const set =
  (part: Partial<LauncherState>): Change =>
  (state) => ({ state: { ...state, ...part }, effects: [] });

export const request =
  (effect: Effect): Change =>
  (state) => ({ state, effects: [effect] });

/** Each change applies to the state that the one before returned. */
export const inOrder =
  (...changes: readonly Change[]): Change =>
  (state) =>
    changes.reduce<Next>(
      (before, change) => {
        const { state: after, effects } = change(before.state);
        return { state: after, effects: [...before.effects, ...effects] };
      },
      { state, effects: [] },
    );

/** A change that depends on the state. */
export const given =
  (choose: (state: LauncherState) => Change): Change =>
  (state) =>
    choose(state)(state);
