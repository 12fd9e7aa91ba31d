import { type ReactNode, useEffect, useEffectEvent, useId, useRef, useState } from 'react';
import type { AccountRow } from '../../shared/account.ts';
import type { AccountChange } from '../../shared/change.ts';
import type { WaitingLink } from '../../shared/contract.ts';
import { Button } from '../components/Button.tsx';
import { TextInput } from '../components/Field.tsx';
import { Icon } from '../components/Icon.tsx';
import { KeyCap } from '../components/KeyCap.tsx';
import { keyNamesOf } from '../components/key-names.ts';
import { ProblemBanner } from '../components/ProblemBanner.tsx';
import { Spinner } from '../components/Spinner.tsx';
import { barOf, changeOfUndoKey } from './bar.ts';
import { changeParts } from './change-words.ts';
import { namingParts, questionParts } from './question-words.ts';
import { Sentence } from './Sentence.tsx';
import type { Attempt, Failure } from './state/launcher-state.ts';
import type { Send } from './state/use-launcher.ts';
import type { LauncherView } from './state/view.ts';
import { waitingParts } from './waiting.ts';
import { type Working, workingParts } from './working.ts';
import './prompt-bar.css';

interface PromptBarProps {
  launcher: LauncherView;
  send: Send;
}

/**
 * One line: a question, the log-in under way, what went wrong, or a link that waits. It covers the end of the list: no row
 * moves.
 */
export function PromptBar({ launcher, send }: PromptBarProps) {
  const bar = barOf(launcher);
  switch (bar?.shows) {
    case undefined:
      return null;
    case 'attempt':
      return <AttemptPrompt attempt={bar.attempt} launcher={launcher} send={send} />;
    case 'naming':
      return <NamingBar key={bar.row.accountId} row={bar.row} name={bar.name} launcher={launcher} send={send} />;
    case 'working':
      return <WorkingBar working={bar.working} onCancel={() => send({ type: 'log-in-cancelled' })} />;
    case 'failure':
      return <FailureBar failure={bar.failure} launcher={launcher} send={send} />;
    case 'waiting':
      return <WaitingBar waiting={bar.waiting} send={send} />;
    case 'change':
      return <ChangeBar change={bar.change} launcher={launcher} send={send} />;
  }
}

/** What was changed, and the way back. */
function ChangeBar({ change, launcher, send }: { change: AccountChange } & PromptBarProps) {
  const keys = keyNamesOf(launcher.app.platform);
  return (
    <section className="prompt-bar prompt-bar-change" aria-label="Last change">
      <Icon name="check" />
      <p className="prompt-bar-words">
        <Sentence parts={changeParts(change)} />
      </p>
      <Button variant="quiet" onClick={() => send({ type: 'undo-chosen' })}>
        Undo {changeOfUndoKey(launcher) && <KeyCap keys={[keys.mod, 'Z']} />}
      </Button>
    </section>
  );
}

function FailureBar({ failure, launcher, send }: { failure: Failure } & PromptBarProps) {
  // Enter on the row that failed takes the next step; on another row it logs in there.
  const isNext = failure.row?.accountId === launcher.row?.accountId;
  return (
    <div className="prompt-bar">
      <ProblemBanner
        problem={failure.problem}
        {...(failure.row ? { about: failure.row.name } : {})}
        onStep={() => send({ type: 'failure-step-taken' })}
        {...(isNext ? { stepKeys: ['↵'] } : {})}
        onDismiss={() => send({ type: 'failure-dismissed' })}
      />
    </div>
  );
}

function NamingBar({ row, name, launcher, send }: { row: AccountRow; name: string } & PromptBarProps) {
  const painted = useEffectEvent(() => send({ type: 'prompt-painted' }));
  useEffect(() => {
    const frame = requestAnimationFrame(() => painted());
    return () => cancelAnimationFrame(frame);
  }, []);
  return (
    <section
      className="prompt-bar prompt-bar-question"
      aria-label="Before the name changes"
      data-answerable={launcher.answerable || undefined}
    >
      <Icon name="pencil" />
      <p className="prompt-bar-words">
        <Sentence parts={namingParts(row, name)} />
      </p>
      <Button variant="quiet" onClick={() => send({ type: 'prompt-declined' })}>
        Cancel <KeyCap keys={['Esc']} />
      </Button>
      <Button variant="primary" onClick={() => send({ type: 'naming-confirmed' })}>
        Give the name <KeyCap keys={['↵']} />
      </Button>
    </section>
  );
}

function WorkingBar({ working, onCancel }: { working: Working; onCancel: () => void }) {
  return (
    <section className="prompt-bar prompt-bar-working" aria-label="Under way">
      <Spinner />
      <p className="prompt-bar-words">
        <Sentence parts={workingParts(working)} />
      </p>
      <Button variant="quiet" onClick={onCancel}>
        Cancel <KeyCap keys={['Esc']} />
      </Button>
    </section>
  );
}

function WaitingBar({ waiting, send }: { waiting: WaitingLink; send: Send }) {
  return (
    <section className="prompt-bar prompt-bar-waiting" aria-label="Waiting">
      <Icon name="link" />
      <p className="prompt-bar-words">
        <Sentence parts={waitingParts(waiting)} />
      </p>
      <Button variant="quiet" onClick={() => send({ type: 'waiting-dismissed' })}>
        Dismiss <KeyCap keys={['Esc']} />
      </Button>
      <Button variant="primary" onClick={() => send({ type: 'waiting-shown' })}>
        Show
      </Button>
    </section>
  );
}

function AttemptPrompt({ attempt, launcher, send }: { attempt: Attempt } & PromptBarProps) {
  const decline = (): void => send({ type: 'prompt-declined' });
  const { connections, settings } = launcher.app;
  const connection = connections.find(({ connectionId }) => connectionId === attempt.row.connectionId);
  switch (attempt.stage.at) {
    case 'question':
      return (
        <section className="prompt-bar prompt-bar-question" aria-label="Before you go on">
          <Icon name="warning" />
          <p className="prompt-bar-words">
            <Sentence parts={questionParts(attempt.stage.questions, attempt.row)} />
          </p>
          <Button variant="quiet" onClick={decline}>
            Cancel <KeyCap keys={['Esc']} />
          </Button>
          <Button variant="primary" onClick={() => send({ type: 'question-accepted' })}>
            {attempt.how === 'copy' ? 'Copy anyway' : 'Log in anyway'} <KeyCap keys={['↵']} />
          </Button>
        </section>
      );
    case 'reason':
      return (
        <AskPrompt
          key={`reason ${attempt.row.accountId}`}
          label={`Ticket or reason for ${attempt.row.name}`}
          value={settings.lastReason}
          maxLength={200}
          confirm={attempt.how === 'copy' ? 'Copy link' : 'Log in'}
          onGive={(reason) => send({ type: 'reason-given', reason })}
          onCancel={decline}
        />
      );
    case 'admin-email':
      return (
        <AskPrompt
          key={`email ${attempt.row.accountId}`}
          label="Your email address as admin, asked once"
          type="email"
          value={connection?.suggestedAdminEmail ?? ''}
          maxLength={254}
          confirm="Log in"
          onGive={(email) => send({ type: 'admin-email-given', email })}
          onCancel={decline}
        />
      );
    case 'working':
      return null;
  }
}

interface AskPromptProps {
  label: string;
  value: string;
  maxLength: number;
  confirm: string;
  type?: 'text' | 'email';
  onGive: (answer: string) => void;
  onCancel: () => void;
}

function AskPrompt({ label, value, maxLength, confirm, type = 'text', onGive, onCancel }: AskPromptProps): ReactNode {
  const id = useId();
  const [text, setText] = useState(value);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    input.current?.focus();
    input.current?.select();
  }, []);
  return (
    <form
      className="prompt-bar prompt-bar-ask"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const answer = text.trim();
        if (answer && input.current?.validity.valid) onGive(answer);
        else input.current?.focus();
      }}
      onKeyDown={(event) => {
        // SECURITY: a held Enter must not accept the suggestion in the prompt that it raised.
        if (event.key === 'Enter' && event.repeat) event.preventDefault();
        if (event.key !== 'Escape') return;
        event.preventDefault();
        onCancel();
      }}
    >
      <div className="prompt-bar-label">
        <label htmlFor={id}>{label}</label>
        <TextInput
          id={id}
          ref={input}
          type={type}
          required
          maxLength={maxLength}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </div>
      <Button variant="quiet" onClick={onCancel}>
        Cancel <KeyCap keys={['Esc']} />
      </Button>
      <Button variant="primary" type="submit">
        {confirm} <KeyCap keys={['↵']} />
      </Button>
    </form>
  );
}
