import { HealthBoard } from '../../src/main/connections/health.ts';
import type { LogInsDeps } from '../../src/main/log-in/log-ins.ts';
import { ok } from '../../src/shared/result.ts';
import { defaultSettings } from '../../src/shared/settings.ts';

/** A hand that does not type. */
export const restingHand: LogInsDeps['hand'] = {
  mark: () => 0,
  rest: async () => {},
  noteOpening: () => {},
  noteBrowserCame: () => {},
};

/** For log-ins that no guard asks about, while the hand rests. Nothing is recorded, a copied link goes nowhere, and no list was read. */
export const logInsDeps = (
  change: Pick<LogInsDeps, 'clients' | 'opener'> &
    Partial<Omit<LogInsDeps, 'accounts'>> & { accounts: Pick<LogInsDeps['accounts'], 'get'> },
): LogInsDeps => ({
  guards: { ask: () => ({ questions: [], replaces: null }) },
  sessions: { begin: () => () => {} },
  ledger: { begin: () => 1, finish: () => {} },
  clipboard: { put: async ({ expiresAt }) => ok({ expiresAt }) },
  hand: restingHand,
  settings: { settings: defaultSettings },
  who: 'sam',
  now: Date.now,
  ending: new AbortController(),
  health: new HealthBoard(() => {}),
  changed: () => {},
  succeeded: () => {},
  ...change,
  accounts: { lastSyncedAt: () => null, ...change.accounts },
});
