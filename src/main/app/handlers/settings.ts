import type { Handlers } from '../../../shared/contract.ts';
import { ok } from '../../../shared/result.ts';
import { changeSettings } from '../change-settings.ts';
import type { Program } from '../compose.ts';
import { showLauncher } from '../show-launcher.ts';

export function settingsHandlers(program: Program) {
  const { desktop, events, settings } = program;
  return {
    changeSettings: (change) => changeSettings(program, change),
    finishFirstRun() {
      const kept = settings.change({ firstRunDone: true });
      if (!kept.ok) return kept;
      events.emit('state');
      showLauncher(desktop, 'start');
      return ok(null);
    },
  } satisfies Partial<Handlers>;
}
