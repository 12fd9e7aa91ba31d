import type { Handlers } from '../../../shared/contract.ts';
import { fail, ok } from '../../../shared/result.ts';
import type { Program } from '../compose.ts';
import { showLauncher } from '../show-launcher.ts';

/** What windows show of the program, and what they ask of the desktop. */
export function windowHandlers({ desktop, providerOf, state }: Program) {
  return {
    getState: () => ok(state.get()),
    // The desktop waits for it.
    noteFieldsLeft: () => ok(null),
    hideLauncher() {
      desktop.launcher.hide();
      return ok(null);
    },
    openSettings({ section, connection }) {
      desktop.settings.open(section && { section, connection });
      return ok(null);
    },
    returnToLauncher() {
      showLauncher(desktop, 'start');
      return ok(null);
    },
    async openProviderPage({ provider, page }) {
      const url = providerOf(provider)?.pages[page];
      return url ? desktop.browser.openPage(url) : fail({ kind: 'connection-unknown' });
    },
    showLogs() {
      desktop.files.showInFolder(desktop.logsFolder);
      return ok(null);
    },
    getLicences: async () => ok(await desktop.files.readResource('licences.txt')),
  } satisfies Partial<Handlers>;
}
