import type { AppState } from '../../../shared/contract.ts';
import type { NextStep } from '../../../shared/problem-sentences.ts';
import type { Problem } from '../../../shared/problems.ts';
import { latchkey } from '../../api.ts';

/** Does the one next thing that a problem's sentence offers. `retry`: what to do again. */
export function takeStep(step: NextStep, problem: Problem, state: AppState, retry: () => void): void {
  const connectionId = 'connectionId' in problem ? (problem.connectionId ?? null) : null;
  const steps: Record<NextStep, () => void> = {
    none: () => {},
    'try-again': retry,
    'give-admin-email': retry,
    'give-reason': retry,
    'sync-now': () => void latchkey.syncAccounts({ connectionId }),
    'replace-key': () => void latchkey.openSettings({ section: 'connections' }),
    'open-connections': () => void latchkey.openSettings({ section: 'connections' }),
    'open-shortcuts': () => void latchkey.openSettings({ section: 'shortcuts' }),
    'open-allowed-ips': () => {
      const connection = state.connections.find((one) => one.connectionId === connectionId);
      if (connection) void latchkey.openProviderPage({ provider: connection.provider, page: 'allowed-ips' });
    },
    'show-logs': () => void latchkey.showLogs({}),
  };
  steps[step]();
}
