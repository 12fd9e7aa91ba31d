import type { ReactNode } from 'react';
import type { AccountDetails } from '../../shared/account.ts';
import { calendarDate, wholeNumber } from '../../shared/format.ts';
import type { NextStep } from '../../shared/problem-sentences.ts';
import type { Problem } from '../../shared/problems.ts';
import { IconButton } from '../components/Button.tsx';
import { ConnectionDot } from '../components/ConnectionMark.tsx';
import { ProblemBanner } from '../components/ProblemBanner.tsx';
import { Spinner } from '../components/Spinner.tsx';
import { factsOf } from './state/items.ts';
import { retries } from './state/next-step.ts';
import { useDetails } from './state/use-details.ts';
import type { Send } from './state/use-launcher.ts';
import type { LauncherView } from './state/view.ts';
import './details.css';

/** What is known about the highlighted row; after a moment, also what its provider says. */
export function Details({ launcher, send }: { launcher: LauncherView; send: Send }) {
  const { app, row, visible } = launcher;
  const { details, askAgain } = useDetails(row, visible);
  if (!row) {
    return (
      <aside className="details" aria-label="Details">
        <p className="muted">No customer is highlighted.</p>
      </aside>
    );
  }
  const connection = app.connections.find(({ connectionId }) => connectionId === row.connectionId);
  const asked = details?.ok ? details.value : null;
  const onStep = (step: NextStep, problem: Problem): void => {
    if (retries.has(step)) askAgain();
    else send({ type: 'step-taken', step, problem, retry: { do: 'sync', connectionId: row.connectionId } });
  };
  return (
    <aside className="details selectable" aria-label={`Details of ${row.name}`}>
      <header className="details-head">
        <h2>{row.name}</h2>
        <IconButton
          label="Close details"
          icon="cross"
          onClick={() => send({ type: 'command', command: { do: 'details' } })}
        />
      </header>
      <dl className="facts">
        {connection && (
          <Fact name="Connection">
            <ConnectionDot colour={connection.colour} /> {connection.label}
          </Fact>
        )}
        <Fact name="Id">
          <span className="mono">{row.remoteId}</span>
        </Fact>
        <Fact name="Email">{asked?.email ?? row.email}</Fact>
        <Fact name="Domain">{row.domain}</Fact>
        <Fact name="Note">{row.note}</Fact>
        <Fact name="State">{asked?.state ?? row.state}</Fact>
        {asked && <AskedFacts details={asked} />}
        <Fact name="Created">{row.createdAt && calendarDate(row.createdAt)}</Fact>
      </dl>
      {row.kind === 'customer' && !details && (
        <p className="details-wait">
          <Spinner /> Asking {factsOf(row, app)?.shortName ?? 'the provider'}…
        </p>
      )}
      {details && !details.ok && (
        <ProblemBanner problem={details.problem} tone="quiet" onStep={(step) => onStep(step, details.problem)} />
      )}
    </aside>
  );
}

function AskedFacts({ details }: { details: AccountDetails }) {
  const { companyName, plan, groups, credits, offerings } = details;
  return (
    <>
      <Fact name="Company">{companyName}</Fact>
      <Fact name="Plan">{plan}</Fact>
      <Fact name="Groups">{groups.join(', ')}</Fact>
      {credits.map(({ name, remaining, quantity }) => (
        <Fact name={`Credits: ${name}`} key={name}>
          {amountWords(remaining, quantity)}
        </Fact>
      ))}
      <Fact name="Includes">
        {offerings
          .map(({ name, quantity }) => (quantity !== null && quantity > 1 ? `${name} ×\u00a0${quantity}` : name))
          .join(', ')}
      </Fact>
    </>
  );
}

function amountWords(remaining: number | null, quantity: number | null): string {
  if (remaining === null) return quantity === null ? '' : wholeNumber(quantity);
  const left = quantity === null ? wholeNumber(remaining) : `${wholeNumber(remaining)} of ${wholeNumber(quantity)}`;
  return `${left} left`;
}

/** Renders nothing if there is nothing to say. */
function Fact({ name, children }: { name: string; children: ReactNode }) {
  if (!children) return null;
  return (
    <div className="fact">
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
