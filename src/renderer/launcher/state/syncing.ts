import { sentenceFor } from '../../../shared/problem-sentences.ts';
import { type Change, given, inOrder, request, set } from './change.ts';
import type { EventOf } from './launcher-events.ts';
import { clearNotice, refuse, say } from './notices.ts';

// A sync that the user asked for. It is seen at once, and its end is said: nothing else on the screen may change.

/** `connectionId`: null for all. */
export const syncNow = (connectionId: string | null): Change =>
  given(({ app, syncsAsked }) =>
    app && app.connections.length > 0
      ? inOrder(clearNotice, set({ syncsAsked: syncsAsked + 1 }), request({ do: 'sync', connectionId }))
      : refuse('No provider is connected yet'),
  );

export const onSynced = ({ connectionId, reply }: EventOf<'synced'>): Change =>
  given(({ app, syncsAsked }) => {
    const label = app?.connections.find((connection) => connection.connectionId === connectionId)?.label;
    return inOrder(
      set({ syncsAsked: syncsAsked - 1 }),
      reply.ok
        ? say(`${label ? `The customers of ${label}` : 'All customers'} are up to date`)
        : refuse(sentenceFor(reply.problem).what),
    );
  });
