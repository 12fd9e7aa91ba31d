import type { AppState } from '../../../shared/contract.ts';
import type { NextStep } from '../../../shared/problem-sentences.ts';
import type { Problem } from '../../../shared/problems.ts';
import type { Effect } from './launcher-events.ts';

/** The steps that repeat what failed. */
export const retries: ReadonlySet<NextStep> = new Set(['try-again', 'give-admin-email', 'give-reason']);

/** What the next step of a problem does. `retry`: what failed, again. Null: nothing. */
export function effectOfStep(step: NextStep, problem: Problem, { connections }: AppState): Effect | 'retry' | null {
  const connectionId = 'connectionId' in problem ? (problem.connectionId ?? null) : null;
  switch (step) {
    case 'none':
      return null;
    case 'try-again':
    case 'give-admin-email':
    case 'give-reason':
      return 'retry';
    case 'sync-now':
      return { do: 'sync', connectionId };
    case 'replace-key':
    case 'open-connections':
      return { do: 'open-settings', section: 'connections' };
    case 'open-names':
      return { do: 'open-settings', section: 'names' };
    case 'open-shortcuts':
      return { do: 'open-settings', section: 'shortcuts' };
    case 'open-allowed-ips': {
      const connection = connections.find((one) => one.connectionId === connectionId);
      return connection ? { do: 'open-allowed-ips', provider: connection.provider } : null;
    }
    case 'show-logs':
      return { do: 'show-logs' };
  }
}
