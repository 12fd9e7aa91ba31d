import type { AppState } from '../../shared/contract.ts';
import { ProblemBanner } from '../components/ProblemBanner.tsx';
import type { Send } from './state/use-launcher.ts';
import './connection-lines.css';

/** More lines would push the customers of healthy connections off the screen. */
const mostLines = 2;

/** One line for each connection that needs attention. The list of customers stays as it is. */
export function ConnectionLines({ app, send }: { app: AppState; send: Send }) {
  const troubled = app.connections.flatMap(({ connectionId, label, health }) =>
    // Offline is said once, in the status bar.
    health.status === 'attention' && health.problem && (app.online || health.problem.kind !== 'offline')
      ? [{ connectionId, label, problem: health.problem }]
      : [],
  );
  if (troubled.length === 0 && app.problems.length === 0) return null;
  return (
    <div className="connection-lines">
      {app.problems.map((problem) => (
        <ProblemBanner
          key={problem.kind}
          problem={problem}
          tone="warning"
          onStep={(step) => send({ type: 'step-taken', step, problem, retry: { do: 'sync', connectionId: null } })}
        />
      ))}
      {troubled.slice(0, mostLines).map(({ connectionId, label, problem }) => (
        <ProblemBanner
          key={connectionId}
          problem={problem}
          about={label}
          tone="warning"
          onStep={(step) => send({ type: 'step-taken', step, problem, retry: { do: 'sync', connectionId } })}
        />
      ))}
      {troubled.length > mostLines && (
        <p className="muted">{troubled.length - mostLines} more connections need attention; see Settings.</p>
      )}
    </div>
  );
}
