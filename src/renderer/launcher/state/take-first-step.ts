import { sentenceFor } from '../../../shared/problem-sentences.ts';
import { selectToPin, stepIsDone, stepsHidden, typeToLogIn } from '../step-words.ts';
import { type Change, given, inOrder, noChange, request, set } from './change.ts';
import { type FirstStep, isStepDone } from './first-steps.ts';
import type { EventOf } from './launcher-events.ts';
import { refuse, say } from './notices.ts';

/** Leads to where the step is done, or says how. SECURITY: it changes nothing by itself, and selects no customer. */
export const takeFirstStep = (step: FirstStep): Change =>
  given(({ app, search: { answer } }) => {
    if (!app || !answer) return noChange;
    if (isStepDone(step, answer, app)) return say(stepIsDone);
    switch (step) {
      case 'provider':
        return request({ do: 'open-settings', section: 'connections' });
      case 'log-in':
        return inOrder(say(typeToLogIn), request({ do: 'focus-field', selectAll: false }));
      case 'pin':
        return say(selectToPin(app.platform));
      case 'names':
        return request({ do: 'open-settings', section: 'names' });
      case 'start':
        return request({ do: 'open-settings', section: 'general' });
    }
  });

/** Nothing is selected then: the key that hid the lines must not act on another one. */
export const onStepsHidden = ({ reply }: EventOf<'steps-hidden'>): Change =>
  reply.ok ? inOrder(set({ selection: 'none' }), say(stepsHidden)) : refuse(sentenceFor(reply.problem).what);
