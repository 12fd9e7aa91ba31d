import type { Problem } from '../../shared/problems.ts';
import type { Desktop } from '../desktop/desktop.ts';
import { throttle } from '../lib/throttle.ts';
import type { AppStateBoard } from './app-state.ts';
import { catchFault } from './directory-faults.ts';
import type { ProgramEvents } from './program-events.ts';
import type { Tray } from './tray.ts';

export interface AnnounceChangesDeps {
  events: ProgramEvents;
  desktop: Pick<Desktop, 'announce'>;
  state: Pick<AppStateBoard, 'get'>;
  tray: Pick<Tray, 'draw' | 'refresh'>;
  noteFault: (problem: Problem) => void;
}

/** Each change is announced at most this often: a first sync would otherwise announce fifty a second. */
const announceEveryMs = 150;

/** Tells windows and tray of what changes in the program, until the returned function is called. */
export function announceChanges({ events, desktop, state, tray, noteFault }: AnnounceChangesDeps): () => void {
  const refreshTray = (): void => catchFault(() => tray.refresh(), noteFault);
  const announceState = throttle(announceEveryMs, () => {
    desktop.announce('stateChanged', state.get());
    refreshTray();
  });
  const changedConnections = new Set<string>();
  const announceRows = throttle(announceEveryMs, () => {
    for (const connectionId of changedConnections) desktop.announce('accountsChanged', { connectionId });
    changedConnections.clear();
  });
  events.on('state', announceState.run);
  events.on('log-in', (inFlight) => {
    desktop.announce('logInFlight', inFlight);
    // The state may be announced later; a log-in can be cancelled at once.
    tray.draw();
    announceState.run();
  });
  events.on('favourites', refreshTray);
  events.on('rows', (connectionId) => {
    changedConnections.add(connectionId);
    announceRows.run();
  });
  return () => {
    announceState.stop();
    announceRows.stop();
  };
}
