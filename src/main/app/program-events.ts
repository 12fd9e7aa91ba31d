import type { EventEmitter } from 'node:events';

/** What parts of the program tell each other without knowing each other. Listeners run before `emit` returns. */
export type ProgramEvents = EventEmitter<{
  /** Something in `AppState` may have changed. */
  state: [];
  /** Rows of this connection may have changed. */
  rows: [connectionId: string];
  /** Pinned or recent customers may have changed: the tray shows them. */
  favourites: [];
}>;
