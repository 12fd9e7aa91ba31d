import { EventEmitter } from 'node:events';
import type { LogInInFlight } from '../../shared/log-in.ts';

interface Events {
  /** Something in `AppState` may have changed. */
  state: [];
  /** Rows of this connection may have changed. */
  rows: [connectionId: string];
  /** Another log-in is in flight, or none any more. */
  'log-in': [inFlight: LogInInFlight | null];
  /** A customer was opened, or a link to one was copied. */
  'logged-in': [logIn: LogInInFlight];
  /** Pinned or recent customers may have changed: the tray shows them. */
  favourites: [];
}

/** What parts of the program tell each other without knowing each other. Listeners run before `emit` returns. */
export type ProgramEvents = EventEmitter<{ [E in keyof Events]: Events[E] }>;

/**
 * What a listener throws is passed to `crashed`. The others hear of the event all the same, and what caused it goes on: a window that
 * does not hear of a log-in does not keep it in flight for ever.
 */
export function openProgramEvents(crashed: (error: unknown) => void): ProgramEvents {
  const events: ProgramEvents = new EventEmitter();
  const emit = (name: keyof Events, ...facts: unknown[]): boolean => {
    const listeners = events.listeners(name);
    for (const listener of listeners) {
      try {
        Reflect.apply(listener, events, facts);
      } catch (error) {
        crashed(error);
      }
    }
    return listeners.length > 0;
  };
  return Object.assign(events, { emit });
}
