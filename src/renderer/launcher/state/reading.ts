import { barOf, subjectOf } from '../bar.ts';
import { type Change, given, inOrder, noChange, request, set } from './change.ts';
import type { LauncherState } from './launcher-state.ts';

// SECURITY: nothing in the prompt bar is answered by a press that was meant for something else. What the bar asks counts
// only after it has been on the screen for a moment.

/** How long a bar must be on the screen before a press answers it. A quick second Enter or click comes sooner. */
const readMs = 300;

/** Follows each event: what has just appeared in the bar was not read yet. */
export const noteBar = (before: LauncherState): Change =>
  given((after) => {
    const isNew = subjectOf(barOf(after)) !== subjectOf(barOf(before)) || (after.visible && !before.visible);
    if (!isNew) return noChange;
    return inOrder(
      set({ reading: { barId: after.reading.barId + 1, answerable: false, flashes: 0 } }),
      request({ do: 'stop-timer', timer: 'prompt' }),
    );
  });

export const barPainted: Change = request({ do: 'start-timer', timer: 'prompt', afterMs: readMs });

export const barRead: Change = given(({ reading }) => set({ reading: { ...reading, answerable: true } }));

/** The bar shows again what it says: the effect of a press that changes nothing. */
export const flash: Change = given(({ reading }) => set({ reading: { ...reading, flashes: reading.flashes + 1 } }));

/** Every answer to the bar goes through here. One that comes too early makes the bar flash. */
export const answer = (change: Change): Change => given(({ reading }) => (reading.answerable ? change : flash));
