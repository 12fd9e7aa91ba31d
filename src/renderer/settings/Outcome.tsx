import { type ReactNode, use } from 'react';
import { type NextStep, sentenceFor } from '../../shared/problem-sentences.ts';
import type { Problem } from '../../shared/problems.ts';
import { latchkey } from '../api.ts';
import { Icon } from '../components/Icon.tsx';
import { ProblemBanner, type StepNames } from '../components/ProblemBanner.tsx';
import { Navigation } from './navigation.ts';
import './outcome.css';

export type Steps = Partial<Record<NextStep, () => void>>;

interface OutcomeProps {
  problem?: Problem | null;
  /** What succeeded, in a sentence. */
  done?: ReactNode;
  /** What was found, in a sentence: neither a success nor a problem. */
  info?: ReactNode;
  /** A button beside what succeeded. */
  doneAction?: ReactNode;
  /** What each next step does here. For a step without an entry the banner only says what to do. */
  steps?: Steps;
  /** What steps are called here. */
  stepNames?: StepNames;
  busy?: boolean;
}

/** The outcome of an action, shown and read out. Always render it: a live region must exist before its text changes. */
export function Outcome(props: OutcomeProps) {
  const { problem = null, done, info, doneAction, steps = {}, stepNames = {}, busy = false } = props;
  return (
    <div className="outcome">
      <div role="alert">
        {problem && <ProblemWithSteps problem={problem} steps={steps} stepNames={stepNames} busy={busy} />}
      </div>
      <div className="outcome-line">
        <p role="status">
          {done && !problem && (
            <span className="outcome-done">
              <Icon name="check" />
              {done}
            </span>
          )}
          {info && !done && !problem && (
            <span className="outcome-info">
              <Icon name="info" />
              {info}
            </span>
          )}
        </p>
        {done && !problem && doneAction}
      </div>
    </div>
  );
}

interface ProblemWithStepsProps {
  problem: Problem;
  steps: Steps;
  stepNames?: StepNames;
  about?: string;
  tone?: 'danger' | 'warning' | 'quiet';
  busy?: boolean;
}

/** A problem whose next step does what it means in this window. */
export function ProblemWithSteps({ problem, steps, ...rest }: ProblemWithStepsProps) {
  const go = use(Navigation);
  const known: Steps = {
    'open-names': () => go('names'),
    'open-shortcuts': () => go('shortcuts'),
    'open-general': () => go('general'),
    'show-logs': () => void latchkey.showLogs({}),
    ...steps,
  };
  const { step } = sentenceFor(problem);
  return <ProblemBanner {...rest} problem={problem} {...(known[step] ? { onStep: known[step] } : {})} />;
}
