import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import type { AppState } from '../../shared/contract.ts';
import { sentenceFor } from '../../shared/problem-sentences.ts';
import { Button } from '../components/Button.tsx';
import { TextInput } from '../components/Field.tsx';
import { Icon } from '../components/Icon.tsx';
import { KeyCap } from '../components/KeyCap.tsx';
import { ProblemBanner } from '../components/ProblemBanner.tsx';
import type { Launcher } from './state/use-launcher.ts';
import type { Attempt } from './state/use-log-in.ts';
import { questionWords } from './words.ts';
import './prompt-bar.css';

/** The one line between Enter and the browser: a question, something to fill in, or what went wrong. */
export function PromptBar({ launcher, state }: { launcher: Launcher; state: AppState }) {
  const { failure, logIn } = launcher;
  const { attempt } = logIn;
  if (attempt && attempt.stage.at !== 'working') {
    return <AttemptPrompt attempt={attempt} launcher={launcher} state={state} />;
  }
  if (!failure) return null;
  // Enter on the row that failed does the next thing; on another row it logs in there.
  const isNext = failure.row?.accountId === launcher.row?.accountId;
  return (
    <div className="prompt-bar">
      <ProblemBanner
        problem={failure.problem}
        {...(failure.row ? { about: failure.row.name } : {})}
        onStep={launcher.step}
        {...(isNext ? { stepKeys: ['↵'] } : {})}
        onDismiss={launcher.dismissFailure}
      />
    </div>
  );
}

function AttemptPrompt({ attempt, launcher, state }: { attempt: Attempt; launcher: Launcher; state: AppState }) {
  const { logIn } = launcher;
  const decline = (): void => {
    logIn.decline();
    launcher.focusInput(false);
  };
  switch (attempt.stage.at) {
    case 'question':
      return (
        <section className="prompt-bar prompt-bar-question" aria-label="Before you go on">
          <Icon name="warning" />
          <p className="prompt-bar-words">{questionWords(attempt.stage.question, attempt.row)}</p>
          <Button variant="quiet" onClick={decline}>
            Cancel <KeyCap keys={['Esc']} />
          </Button>
          <Button variant="primary" onClick={logIn.accept}>
            {attempt.how === 'copy' ? 'Copy anyway' : 'Log in anyway'} <KeyCap keys={['↵']} />
          </Button>
        </section>
      );
    case 'reason':
      return (
        <AskPrompt
          key={`reason ${attempt.row.accountId}`}
          label={`Ticket or reason for ${attempt.row.name}`}
          value={state.settings.lastReason}
          maxLength={200}
          confirm={attempt.how === 'copy' ? 'Copy link' : 'Log in'}
          onGive={(reason) => {
            launcher.focusInput(false);
            logIn.giveReason(reason);
          }}
          onCancel={decline}
        />
      );
    case 'admin-email':
      return (
        <AskPrompt
          key={`email ${attempt.row.accountId}`}
          label="Your email address as admin, asked once"
          type="email"
          value=""
          maxLength={254}
          confirm="Log in"
          onGive={(email) => {
            launcher.focusInput(false);
            logIn.giveAdminEmail(email);
          }}
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

/** What a screen reader is told of the strip. */
export function promptWords({ failure, logIn }: Launcher): string | null {
  const { attempt } = logIn;
  if (attempt?.stage.at === 'question') {
    return `${questionWords(attempt.stage.question, attempt.row)} Enter to go on, Escape to cancel.`;
  }
  if (!failure) return null;
  const { what, next } = sentenceFor(failure.problem);
  return `${failure.row ? `${failure.row.name}: ` : ''}${what} ${next}.`;
}
