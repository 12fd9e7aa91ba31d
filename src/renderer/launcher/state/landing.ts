import { type Change, given, inOrder, noChange, request } from './change.ts';
import type { EventOf } from './launcher-events.ts';
import type { LandingField } from './launcher-keys.ts';
import type { AskedLogIn } from './launcher-state.ts';
import { askedOf, sendLogIn, stageAt, startAttempt } from './logging-in.ts';

// A log-in with a page that it opens, or with the user of the customer's account.

/** The field is there at once, and what it suggests a moment later. */
export const askLanding = (asked: AskedLogIn, about: LandingField): Change =>
  inOrder(
    startAttempt(asked, { at: 'landing', about, suggested: null }),
    given(({ lastAttemptId: attemptId }) =>
      request({ do: 'suggest-landings', attemptId, accountId: asked.row.accountId }),
    ),
  );

/** Suggestions are a help: without them, the user types. */
export const onLandingsSuggested = ({ attemptId, reply }: EventOf<'landings-suggested'>): Change =>
  given(({ attempt }) => {
    if (attempt?.attemptId !== attemptId || attempt.stage.at !== 'landing' || !reply.ok) return noChange;
    return stageAt({ ...attempt.stage, suggested: reply.value });
  });

/** A page comes in place of a target. */
export const giveLanding = (text: string): Change =>
  given(({ attempt }) => {
    if (attempt?.stage.at !== 'landing') return noChange;
    const asked = askedOf(attempt);
    const landing = attempt.stage.about === 'page' ? { target: null, page: text } : { as: text };
    return sendLogIn({ ...asked, request: { ...asked.request, ...landing } });
  });
