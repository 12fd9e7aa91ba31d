import { LinkOpener, type LinkOpenerDeps } from '../../src/main/browsers/link-opener.ts';
import type { SystemBrowser } from '../../src/main/browsers/opening.ts';

/** For an opener that opens nothing in windows of customers' own. */
export const noWindows: LinkOpenerDeps['windows'] = {
  browserFor: () => {
    throw new Error('no window was asked for');
  },
  settle: () => {},
};

/** Opens links without a hand-over: the system gets the link itself. */
export const directOpener = (openLogin: SystemBrowser['openLogin']): LinkOpener =>
  new LinkOpener({
    browser: { openLogin, openHandOver: () => Promise.reject(new Error('nothing is handed over')) },
    handsOver: () => false,
    isOwn: () => false,
    now: Date.now,
    crashed: (error) => {
      throw error;
    },
    windows: noWindows,
  });
