import type { Handlers } from '../../../shared/contract.ts';
import type { Program } from '../compose.ts';
import { accountHandlers } from './accounts.ts';
import { connectionHandlers } from './connections.ts';
import { deskHandlers } from './desk.ts';
import { historyHandlers } from './history.ts';
import { nameHandlers } from './names.ts';
import { ownWindowHandlers } from './own-windows.ts';
import { settingsHandlers } from './settings.ts';
import { windowHandlers } from './windows.ts';

/** What main does on each request of a window. */
export const handlersFor = (program: Program): Handlers => ({
  ...accountHandlers(program),
  ...connectionHandlers(program),
  ...nameHandlers(program),
  ...deskHandlers(program),
  ...historyHandlers(program),
  ...settingsHandlers(program),
  ...windowHandlers(program),
  ...ownWindowHandlers(program),
});
