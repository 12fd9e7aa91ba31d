import type { AppState } from '../../../shared/contract.ts';
import type { NextStep } from '../../../shared/problem-sentences.ts';
import type { Problem } from '../../../shared/problems.ts';
import type { SettingsPlace } from '../../../shared/settings-sections.ts';
import type { Effect } from './launcher-events.ts';

/** The steps that repeat what failed. */
export const retries: ReadonlySet<NextStep> = new Set([
  'try-again',
  'give-admin-email',
  'give-reason',
  'choose-user',
  'choose-page',
]);

/** What the next step of a problem does. `retry`: what failed, again, perhaps in the user's browser. Null: nothing. */
export function effectOfStep(
  step: NextStep,
  problem: Problem,
  { connections }: AppState,
): Effect | 'retry' | 'retry-in-browser' | null {
  const connectionId = 'connectionId' in problem ? (problem.connectionId ?? null) : null;
  switch (step) {
    case 'none':
      return null;
    case 'try-again':
    case 'give-admin-email':
    case 'give-reason':
    case 'choose-user':
    case 'choose-page':
      return 'retry';
    case 'open-in-browser':
      return 'retry-in-browser';
    case 'sync-now':
      return { do: 'sync', connectionId };
    case 'replace-key':
    case 'open-connections':
      return { do: 'open-settings', section: 'connections', ...pageOf(step, connectionId) };
    case 'connect-other-region':
      return connectionId === null ? null : { do: 'connect-other-region', connectionId };
    case 'open-names':
      return { do: 'open-settings', section: 'names' };
    case 'open-general':
      return { do: 'open-settings', section: 'general' };
    case 'open-shortcuts':
      return { do: 'open-settings', section: 'shortcuts' };
    case 'open-history':
      return { do: 'open-settings', section: 'history' };
    case 'open-allowed-ips': {
      const connection = connections.find((one) => one.connectionId === connectionId);
      return connection ? { do: 'open-allowed-ips', provider: connection.provider } : null;
    }
    case 'show-logs':
      return { do: 'show-logs' };
  }
}

/** The page of the connection that the problem is about. */
const pageOf = (step: NextStep, connectionId: string | null): Pick<SettingsPlace, 'connection'> =>
  connectionId === null ? {} : { connection: { connectionId, replaceKey: step === 'replace-key' } };
