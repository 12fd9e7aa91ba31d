import type { EventEmitter } from 'node:events';
import type { LogInInFlight } from '../../shared/log-in.ts';

/** What parts of the program tell each other without knowing each other. Listeners run before `emit` returns. */
export type ProgramEvents = EventEmitter<{
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
}>;
