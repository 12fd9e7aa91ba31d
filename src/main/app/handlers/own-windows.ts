import type { Handlers } from '../../../shared/contract.ts';
import { ok } from '../../../shared/result.ts';
import type { Program } from '../compose.ts';

/** The windows of customers' own. */
export function ownWindowHandlers({ desktop, openWindows, settings, use }: Program) {
  return {
    async showWindow({ windowId }) {
      const mark = use.mark();
      const shown = await openWindows.show(windowId);
      // Where the system gives the window the focus, the launcher has hidden already.
      const stays = !settings.settings.hideAfterOpening || use.mark() > mark;
      if (shown.ok && !stays) desktop.launcher.hideForBrowser();
      return shown;
    },
    closeWindow: ({ windowId }) => openWindows.own.close(windowId, 'closed'),
    closeAllWindows: () => openWindows.own.closeAll('closed'),
    findWindowBrowsers: async () => ok(await openWindows.own.browsers()),
  } satisfies Partial<Handlers>;
}
