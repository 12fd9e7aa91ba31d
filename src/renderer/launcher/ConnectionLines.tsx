import { ProblemBanner } from '../components/ProblemBanner.tsx';
import { type Trouble, troublesOf } from './state/troubles.ts';
import type { Send } from './state/use-launcher.ts';
import type { LauncherView } from './state/view.ts';
import './connection-lines.css';

/** More lines would push the customers of healthy connections off the screen. */
const mostLines = 2;

/** One line for each connection that needs attention, until it was seen. The list of customers stays as it is. */
export function ConnectionLines({ launcher, send }: { launcher: LauncherView; send: Send }) {
  const { app, seenTroubles } = launcher;
  const troubled = troublesOf(app).filter((one) => !seenTroubles.has(one.key) && !isInBar(one, launcher));
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

/** The prompt bar says the same of a customer of this connection. */
const isInBar = ({ connectionId, problem }: Trouble, { failure }: LauncherView): boolean =>
  failure?.problem.kind === problem.kind && failure.row?.connectionId === connectionId;
