import { useEffect, useEffectEvent } from 'react';
import type { AccountChange } from '../../shared/change.ts';
import type { WaitingLink } from '../../shared/contract.ts';
import { Button } from '../components/Button.tsx';
import { Icon, type IconName } from '../components/Icon.tsx';
import { KeyCap } from '../components/KeyCap.tsx';
import { keyNamesOf } from '../components/key-names.ts';
import { ProblemBanner } from '../components/ProblemBanner.tsx';
import { Spinner } from '../components/Spinner.tsx';
import { AskPrompt } from './AskPrompt.tsx';
import { barOf, changeOfUndoKey, openableDirectly } from './bar.ts';
import { changeParts } from './change-words.ts';
import { doneParts } from './done.ts';
import { Flash } from './Flash.tsx';
import { restWords } from './failure-words.ts';
import { LandingPrompt } from './LandingPrompt.tsx';
import { closingParts, namingParts, questionParts } from './question-words.ts';
import { RestBanner } from './RestBanner.tsx';
import { Sentence } from './Sentence.tsx';
import { customerParts, type Part, plainWords } from './sentence-parts.ts';
import type { Attempt, DoneLogIn, Failure, Reading } from './state/launcher-state.ts';
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
  const { reading } = launcher;
  usePainted(reading, send);
  const bar = barOf(launcher);
  switch (bar?.shows) {
    case undefined:
      return null;
    case 'attempt':
      return <AttemptPrompt attempt={bar.attempt} launcher={launcher} send={send} />;
    case 'naming':
      return (
        <QuestionBar
          reading={reading}
          title="Before the name changes"
          icon="pencil"
          parts={namingParts(bar.row, bar.name, launcher.app.connections)}
          yes="Give the name"
          onYes={() => send({ type: 'naming-confirmed' })}
          onNo={() => send({ type: 'prompt-declined' })}
        />
      );
    case 'closing':
      return (
        <QuestionBar
          reading={reading}
          title="Before windows close"
          icon="cross"
          parts={closingParts(bar.closing)}
          yes={bar.closing.isAll ? 'Close all' : 'Close the window'}
          onYes={() => send({ type: 'closing-confirmed' })}
          onNo={() => send({ type: 'prompt-declined' })}
        />
      );
    case 'working':
      return <WorkingBar working={bar.working} launcher={launcher} send={send} />;
    case 'failure':
      return <FailureBar failure={bar.failure} launcher={launcher} send={send} />;
    case 'waiting':
      return <WaitingBar reading={reading} waiting={bar.waiting} send={send} />;
    case 'change':
      return <ChangeBar change={bar.change} launcher={launcher} send={send} />;
    case 'done':
      return <DoneBar done={bar.done} />;
  }
}

/** Says when something new in the bar is on the screen. */
function usePainted({ barId }: Reading, send: Send): void {
  const painted = useEffectEvent(() => send({ type: 'prompt-painted' }));
  useEffect(() => {
    if (barId === 0) return;
    const frame = requestAnimationFrame(() => painted());
    return () => cancelAnimationFrame(frame);
  }, [barId]);
}

/** What was changed, and the way back. */
function ChangeBar({ change, launcher, send }: { change: AccountChange } & PromptBarProps) {
  const { app, reading } = launcher;
  const keys = keyNamesOf(app.platform);
  return (
    <section
      className="prompt-bar prompt-bar-change"
      aria-label="Last change"
      data-answerable={reading.answerable || undefined}
    >
      <Flash reading={reading} />
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

function DoneBar({ done }: { done: DoneLogIn }) {
  return (
    <section className="prompt-bar prompt-bar-done" aria-label="Last log-in">
      <Icon name={done.result === 'opened' ? 'check' : 'link'} />
      <p className="prompt-bar-words">
        <Sentence parts={doneParts(done)} />
      </p>
    </section>
  );
}

function FailureBar({ failure, launcher, send }: { failure: Failure } & PromptBarProps) {
  // Enter on the row that failed takes the next step; on another row it logs in there.
  const isNext = failure.row?.accountId === launcher.row?.accountId;
  const rest = restWords(failure);
  const shared = {
    ...(failure.row ? { about: plainWords(customerParts(failure.row, launcher.app.connections)) } : {}),
    ...(isNext ? { stepKeys: ['↵'] } : {}),
    onStep: () => send({ type: 'failure-step-taken' }),
    onDismiss: () => send({ type: 'failure-dismissed' }),
  };
  return (
    <div className="prompt-bar" data-answerable={launcher.reading.answerable || undefined}>
      <Flash reading={launcher.reading} />
      {rest ? <RestBanner words={rest} {...shared} /> : <ProblemBanner problem={failure.problem} {...shared} />}
    </div>
  );
}

interface QuestionBarProps {
  reading: Reading;
  title: string;
  icon: IconName;
  parts: readonly Part[];
  yes: string;
  onYes: () => void;
  onNo: () => void;
}

function QuestionBar({ reading, title, icon, parts, yes, onYes, onNo }: QuestionBarProps) {
  return (
    <section
      className="prompt-bar prompt-bar-question"
      aria-label={title}
      data-answerable={reading.answerable || undefined}
    >
      <Flash reading={reading} />
      <Icon name={icon} />
      <p className="prompt-bar-words">
        <Sentence parts={parts} />
      </p>
      <Button variant="quiet" onClick={onNo}>
        Cancel <KeyCap keys={['Esc']} />
      </Button>
      <Button variant="primary" onClick={onYes}>
        {yes} <KeyCap keys={['↵']} />
      </Button>
    </section>
  );
}

function WorkingBar({ working, launcher, send }: { working: Working } & PromptBarProps) {
  const { reading, row } = launcher;
  const direct = openableDirectly(launcher);
  return (
    <section
      className="prompt-bar prompt-bar-working"
      aria-label="Under way"
      data-answerable={(direct !== null && reading.answerable) || undefined}
    >
      <Flash reading={reading} />
      <Spinner />
      <p className="prompt-bar-words">
        <Sentence parts={workingParts(working)} />
      </p>
      <Button variant="quiet" onClick={() => send({ type: 'log-in-cancelled' })}>
        Cancel <KeyCap keys={['Esc']} />
      </Button>
      {direct !== null && (
        <Button variant="primary" onClick={() => send({ type: 'direct-chosen' })}>
          Open the link directly {/* On another row Enter logs in there. */}
          {row?.accountId === direct && <KeyCap keys={['↵']} />}
        </Button>
      )}
    </section>
  );
}

function WaitingBar({ reading, waiting, send }: { reading: Reading; waiting: WaitingLink; send: Send }) {
  return (
    <section
      className="prompt-bar prompt-bar-waiting"
      aria-label="Waiting"
      data-answerable={reading.answerable || undefined}
    >
      <Flash reading={reading} />
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

const noChoices: readonly string[] = [];

function AttemptPrompt({ attempt, launcher, send }: { attempt: Attempt } & PromptBarProps) {
  const decline = (): void => send({ type: 'prompt-declined' });
  const { app, reading } = launcher;
  const refuse = (words: string): void => send({ type: 'answer-refused', words });
  const connection = app.connections.find(({ connectionId }) => connectionId === attempt.row.connectionId);
  switch (attempt.stage.at) {
    case 'question':
      return (
        <QuestionBar
          reading={reading}
          title="Before you go on"
          icon="warning"
          parts={questionParts(attempt.stage.questions, attempt, app.connections)}
          yes={attempt.how === 'copy' ? 'Copy anyway' : 'Log in anyway'}
          onYes={() => send({ type: 'question-accepted' })}
          onNo={decline}
        />
      );
    case 'reason':
      return (
        <AskPrompt
          reading={reading}
          key={`reason ${attempt.row.accountId}`}
          label={['Ticket or reason for ', ...customerParts(attempt.row, app.connections)]}
          value={attempt.stage.suggested?.last ?? ''}
          choices={attempt.stage.suggested?.recent ?? noChoices}
          choicesName="Last reasons"
          refusal="Type a ticket or a reason first"
          maxLength={200}
          confirm={attempt.how === 'copy' ? 'Copy link' : 'Log in'}
          onRefuse={refuse}
          onGive={(reason) => send({ type: 'reason-given', reason })}
          onCancel={decline}
        />
      );
    case 'landing':
      return <LandingPrompt attempt={attempt} stage={attempt.stage} launcher={launcher} send={send} />;
    case 'admin-email':
      return (
        <AskPrompt
          reading={reading}
          key={`email ${attempt.row.accountId}`}
          label={['Your email address as admin, asked once']}
          type="email"
          value={connection?.suggestedAdminEmail ?? ''}
          choices={attempt.stage.users ?? noChoices}
          choicesName="Admin users"
          refusal="Type a whole email address first"
          maxLength={254}
          confirm="Log in"
          onRefuse={refuse}
          onGive={(email) => send({ type: 'admin-email-given', email })}
          onCancel={decline}
        />
      );
    case 'working':
      return null;
  }
}
