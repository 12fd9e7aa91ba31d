import { memo, type ReactNode, useMemo, useRef } from 'react';
import type { AccountRow, KeptDetails } from '../../shared/account.ts';
import type { AppState, Preview } from '../../shared/contract.ts';
import { calendarDate, relativeTime, wholeNumber } from '../../shared/format.ts';
import type { PastLogIn } from '../../shared/ledger.ts';
import type { NextStep } from '../../shared/problem-sentences.ts';
import type { Problem } from '../../shared/problems.ts';
import type { Result } from '../../shared/result.ts';
import { Button, IconButton } from '../components/Button.tsx';
import { ConnectionDot } from '../components/ConnectionMark.tsx';
import { Icon } from '../components/Icon.tsx';
import { ProblemBanner } from '../components/ProblemBanner.tsx';
import { Spinner } from '../components/Spinner.tsx';
import { landingVerbs, pastLogInWords } from './preview-words.ts';
import { factsOf } from './state/items.ts';
import { retries } from './state/next-step.ts';
import { type Asked, useDetails } from './state/use-details.ts';
import type { Send } from './state/use-launcher.ts';
import { usePreview } from './state/use-preview.ts';
import { useScrollKeys } from './state/use-scroll-keys.ts';
import { useSettled } from './state/use-settled.ts';
import type { LauncherView } from './state/view.ts';
import { lacksState, restOf } from './state/when-to-ask.ts';
import './preview-pane.css';

interface PreviewPaneProps {
  launcher: LauncherView;
  send: Send;
  now: number;
}

/**
 * More about the highlighted customer, beside the list.
 *
 * SECURITY: what it says is drawn a frame after the list, so that typing stays quick; until then, and until main has answered,
 * nothing is seen of the customer before.
 */
export function PreviewPane({ launcher, send, now }: PreviewPaneProps) {
  const { app, row, search, visible } = launcher;
  const pane = useRef<HTMLElement>(null);
  useScrollKeys(pane, launcher);
  const at = useSettled(row, search.waiting);
  const preview = usePreview(at, visible);
  // What this machine knows already is not asked for.
  const isNeeded = visible && at?.kind === 'customer' && preview?.ok === true && preview.value.details === null;
  const asked = useDetails(at?.accountId ?? null, at && isNeeded ? restOf(at, app, true) : null);
  const { details, isAsking } = asked;
  const newest = useMemo(
    () => ({ row: at, app, preview, details, isAsking, now }),
    [at, app, preview, details, isAsking, now],
  );
  const shown = useSettled(newest, search.waiting);
  const isBehind = shown.row?.accountId !== row?.accountId || (row !== null && shown.preview === null);
  return (
    <section
      className="preview"
      ref={pane}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls can be reached by keyboard.
      tabIndex={0}
      aria-label={row ? `About ${row.name}` : 'About the customer'}
      aria-busy={isBehind || undefined}
      data-behind={isBehind || undefined}
    >
      {!launcher.roomy && (
        <IconButton
          label="Close preview"
          icon="cross"
          onClick={() => send({ type: 'command', command: { do: 'preview' } })}
        />
      )}
      <PreviewContent shown={shown} askAgain={asked.askAgain} send={send} />
    </section>
  );
}

/** Without the pane: asks only for a state that no list has, because Latchkey asks the user about it before the log-in. */
export function StateInBackground({ launcher: { app, row, visible } }: Pick<PreviewPaneProps, 'launcher'>) {
  const isNeeded = visible && lacksState(row, app);
  useDetails(row?.accountId ?? null, row && isNeeded ? restOf(row, app, false) : null);
  return null;
}

interface Shown {
  row: AccountRow | null;
  app: AppState;
  preview: Result<Preview> | null;
  details: Asked['details'];
  isAsking: boolean;
  now: number;
}

interface PreviewContentProps {
  shown: Shown;
  askAgain: Asked['askAgain'];
  send: Send;
}

const PreviewContent = memo(
  ({ shown, askAgain, send }: PreviewContentProps) => {
    const { row, app, preview, details, isAsking, now } = shown;
    if (!row) return <p className="preview-empty">No customer is selected.</p>;
    const connection = app.connections.find(({ connectionId }) => connectionId === row.connectionId);
    const facts = factsOf(row, app);
    const known = preview?.ok ? preview.value : null;
    const said = details?.ok ? details.value : (known?.details ?? null);
    const problem = [preview, details].find((answer) => answer?.ok === false)?.problem;
    const onStep = (step: NextStep, about: Problem): void => {
      if (retries.has(step)) askAgain(row.accountId);
      else send({ type: 'step-taken', step, problem: about, retry: { do: 'sync', connectionId: row.connectionId } });
    };
    return (
      <div className="preview-content selectable">
        <h2>{row.name}</h2>
        {row.note && <Note note={row.note} />}
        {connection && (
          <p className="preview-connection">
            <ConnectionDot colour={connection.colour} /> {connection.label}
          </p>
        )}
        {known && known.logIns.length > 0 && <LogIns logIns={known.logIns} row={row} app={app} now={now} />}
        <Landings verbs={landingVerbs(row, app)} />
        <dl className="facts">
          <Fact name="State">{said?.state ?? row.state}</Fact>
          {said && <SaidFacts details={said} />}
        </dl>
        {said && !isAsking && (
          <p className="preview-asked">
            From {facts?.shortName ?? 'the provider'}, {relativeTime(said.askedAt, now)}
            <Button variant="quiet" onClick={() => askAgain(row.accountId)}>
              Ask again
            </Button>
          </p>
        )}
        {isAsking && (
          <p className="preview-wait">
            <Spinner /> Asking {facts?.shortName ?? 'the provider'}…
          </p>
        )}
        {!isAsking && problem && (
          <ProblemBanner problem={problem} tone="quiet" onStep={(step) => onStep(step, problem)} />
        )}
        <dl className="facts">
          <Fact name="Email">{row.email || said?.email}</Fact>
          <Fact name="Domain">{row.domain}</Fact>
          <Fact name="Id">
            <span className="mono">{row.remoteId}</span>
          </Fact>
          {row.kind === 'customer' && <Fact name="Logs in as">{facts?.logsInAs}</Fact>}
          <Fact name="Created">{row.createdAt && calendarDate(row.createdAt)}</Fact>
        </dl>
      </div>
    );
  },
  (before, after) => before.shown === after.shown && before.send === after.send,
);
PreviewContent.displayName = 'PreviewContent';

/** A note that begins with `!` is a warning. */
function Note({ note }: { note: string }) {
  const isWarning = note.startsWith('!');
  return (
    <p className="preview-note" data-warns={isWarning || undefined}>
      <Icon name={isWarning ? 'warning' : 'note'} />
      <span className="visually-hidden">{isWarning ? 'Warning: ' : 'Note: '}</span>
      <span>{isWarning ? note.slice(1).trimStart() : note}</span>
    </p>
  );
}

function LogIns({
  logIns,
  row,
  app,
  now,
}: {
  logIns: readonly PastLogIn[];
  row: AccountRow;
  app: AppState;
  now: number;
}) {
  return (
    <section className="preview-part" aria-label="Recent log-ins">
      <h3>Recent log-ins</h3>
      <ul className="preview-log-ins">
        {logIns.map((logIn) => {
          const { what, more } = pastLogInWords(logIn, factsOf(row, app));
          return (
            <li key={logIn.rowId}>
              <time dateTime={logIn.at}>{relativeTime(logIn.at, now)}</time>
              <span>
                {what}
                {more && <span className="muted"> · {more}</span>}
              </span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** What can be typed after the name. */
function Landings({ verbs }: { verbs: readonly string[] }) {
  if (verbs.length === 0) return null;
  return (
    <section className="preview-part" aria-label="Type after the name, to land there">
      <h3>Type after the name, to land there</h3>
      <ul className="preview-verbs">
        {verbs.map((verb) => (
          <li key={verb}>{verb}</li>
        ))}
      </ul>
    </section>
  );
}

function SaidFacts({ details }: { details: KeptDetails }) {
  const { companyName, plan, groups, credits, offerings } = details;
  return (
    <>
      <Fact name="Plan">{plan}</Fact>
      {credits.map(({ name, remaining, quantity }) => (
        <Fact name={`Credits: ${name}`} key={name}>
          {amountWords(remaining, quantity)}
        </Fact>
      ))}
      <Fact name="Company">{companyName}</Fact>
      <Fact name="Groups">{groups.join(', ')}</Fact>
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
