import type { AppState } from '../../shared/contract.ts';
import { latchkey } from '../api.ts';
import { ProblemBanner } from '../components/ProblemBanner.tsx';
import { takeStep } from './state/take-step.ts';
import './connection-lines.css';

/** More than these would push the customers of the healthy ones away. */
const mostLines = 2;

/** What is wrong with a connection belongs to that connection: one line each, and the list stays as it is. */
export function ConnectionLines({ state }: { state: AppState }) {
  const troubled = state.connections.flatMap(({ connectionId, label, health }) =>
    // Offline is said once, in the foot.
    health.status === 'attention' && health.problem && (state.online || health.problem.kind !== 'offline')
      ? [{ connectionId, label, problem: health.problem }]
      : [],
  );
  if (troubled.length === 0 && state.problems.length === 0) return null;
  return (
    <div className="connection-lines">
      {state.problems.map((problem) => (
        <ProblemBanner
          key={problem.kind}
          problem={problem}
          tone="warning"
          onStep={(step) => takeStep(step, problem, state, () => void latchkey.syncAccounts({ connectionId: null }))}
        />
      ))}
      {troubled.slice(0, mostLines).map(({ connectionId, label, problem }) => (
        <ProblemBanner
          key={connectionId}
          problem={problem}
          about={label}
          tone="warning"
          onStep={(step) => takeStep(step, problem, state, () => void latchkey.syncAccounts({ connectionId }))}
        />
      ))}
      {troubled.length > mostLines && (
        <p className="muted">{troubled.length - mostLines} more connections need attention; see Settings.</p>
      )}
    </div>
  );
}
