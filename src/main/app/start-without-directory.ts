import type { Handlers } from '../../shared/contract.ts';
import { sentenceFor } from '../../shared/problem-sentences.ts';
import type { Problem } from '../../shared/problems.ts';
import { fail, ok } from '../../shared/result.ts';
import { HealthBoard } from '../connections/health.ts';
import type { Desktop } from '../desktop/desktop.ts';
import type { Log } from '../log/log.ts';
import { providers } from '../providers/registry.ts';
import type { SettingsFile } from '../settings/settings-file.ts';
import { AppStateBoard } from './app-state.ts';

/** The directory cannot be used, and no log-in may go unrecorded: windows and tray show why, and nothing else works. */
export function startWithoutDirectory(desktop: Desktop, settings: SettingsFile, problem: Problem, log: Log): void {
  const health = new HealthBoard(() => {});
  const state = new AppStateBoard({ desktop, settings, health, providers, changes: { last: null }, lost: { all: [] } });
  state.noteProblem(problem);
  const working: Partial<Handlers> = {
    getState: () => ok(state.get()),
    searchAccounts: ({ text }) => ok({ text, rows: [], target: null, total: 0 }),
    hideLauncher() {
      desktop.launcher.hide();
      return ok(null);
    },
    openSettings({ section }) {
      desktop.settings.open(section && { section });
      return ok(null);
    },
    showLogs() {
      desktop.files.showInFolder(desktop.logsFolder);
      return ok(null);
    },
  };
  const handlers = new Proxy(working, {
    get: (known, name) => Reflect.get(known, name) ?? (() => fail(problem)),
  });
  desktop.serve(handlers as Handlers, (reference, error) => log.bug(reference, error));
  const showWhy = (): void => desktop.settings.open(null);
  desktop.tray.set({
    icon: 'attention',
    tooltip: `Latchkey: ${sentenceFor(problem).what}`,
    items: [
      { type: 'action', label: 'Settings…', click: showWhy },
      { type: 'separator' },
      // If its window is closed there is no other way to end the program.
      { type: 'action', label: 'Quit Latchkey', click: () => desktop.quit() },
    ],
  });
  desktop.onSecondInstance(showWhy);
  showWhy();
}
