import { type Change, given, inOrder, noChange, request, set } from './change.ts';
import type { EventOf } from './launcher-events.ts';
import type { Failure } from './launcher-state.ts';
import { fail, say } from './notices.ts';
import { flash } from './reading.ts';

// A log-in that the provider refused for a while. The bar counts down, and the user can ask to be told when it is over. Nothing
// is opened without another press.

export const isResting = ({ rest }: Failure): boolean => rest?.phase === 'counting' || rest?.phase === 'will-tell';

/** What Enter does during that time. */
export const askToBeTold: Change = given(({ failure }) => {
  if (failure?.rest?.phase !== 'counting' || failure.retry.do !== 'log-in' || failure.problem.kind !== 'rate-limited')
    return flash;
  return request({ do: 'remind', asked: failure.retry.asked, at: failure.problem.retryAt });
});

export const onReminderSet = ({ asked, at, reply }: EventOf<'reminder-set'>): Change =>
  given(({ failure, willTell }) => {
    if (!reply.ok) return fail(reply.problem, asked.row, { do: 'log-in', asked });
    const isShown = failure?.rest?.phase === 'counting' && failure.row?.accountId === asked.row.accountId;
    return inOrder(
      set({ willTell: { ...willTell, [asked.row.accountId]: at } }),
      isShown ? set({ failure: { ...failure, rest: { phase: 'will-tell' } } }) : noChange,
      say(`Latchkey tells you when you can log in to ${asked.row.name}`),
    );
  });

/** SECURITY: what Enter does changes with this. The bar counts as unread again. */
export const restOver: Change = given(({ failure }) =>
  failure && isResting(failure) ? set({ failure: { ...failure, rest: { phase: 'over' } } }) : noChange,
);
