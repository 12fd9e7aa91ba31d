import { type NextStep, sentenceFor } from '../../shared/problem-sentences.ts';
import type { Problem } from '../../shared/problems.ts';
import { Button, IconButton } from './Button.tsx';
import { Icon } from './Icon.tsx';
import { KeyCap } from './KeyCap.tsx';
import './problem-banner.css';

export type StepNames = Partial<Record<NextStep, string>>;

/** What the button says if the words of the next step are too long for a button. */
const shortNames: Record<NextStep, string> = {
  none: '',
  'try-again': 'Try again',
  'sync-now': 'Sync now',
  'replace-key': 'Replace key',
  'open-connections': 'Open connections',
  'connect-other-region': 'Connect it as well',
  'open-names': 'Open names',
  'open-shortcuts': 'Open shortcuts',
  'open-history': 'Open history',
  'open-general': 'Open settings',
  'open-allowed-ips': 'Authorise this IP',
  'give-admin-email': 'Give the email',
  'give-reason': 'Give a reason',
  'choose-user': 'Choose another user',
  'choose-page': 'Choose another page',
  'open-in-browser': 'Open in my browser',
  'show-logs': 'Show the log',
};

const longestButton = 32;

interface ProblemBannerProps {
  problem: Problem;
  /** Shown first: whose problem it is, e.g. `SendGrid (Main)`. */
  about?: string;
  /** Does the next step. Without it the banner only says what to do. */
  onStep?: (step: NextStep) => void;
  /** The keys that press the button, if there are any. */
  stepKeys?: readonly string[];
  /** What steps are called here, if their usual names would be wrong. */
  stepNames?: StepNames;
  onDismiss?: () => void;
  /** `quiet`: the problem passes by itself, or is shown elsewhere too. */
  tone?: 'danger' | 'warning' | 'quiet';
  busy?: boolean;
}

/** A problem: what happened, and one thing to do next. The parent decides about live regions. */
export function ProblemBanner({
  problem,
  about,
  onStep,
  stepKeys,
  stepNames = {},
  onDismiss,
  tone = 'danger',
  busy = false,
}: ProblemBannerProps) {
  const { what, next, step } = sentenceFor(problem);
  const hasButton = step !== 'none' && onStep !== undefined;
  const fits = next.length <= longestButton && !next.includes(',');
  const isUsual = next === shortNames[step];
  return (
    <div className="problem-banner" data-tone-of={tone} data-problem={problem.kind}>
      <Icon name={problem.kind === 'offline' ? 'offline' : problem.kind === 'rate-limited' ? 'clock' : 'warning'} />
      <p className="problem-words selectable">
        {about && <strong>{about}: </strong>}
        {what} {(!hasButton || !fits) && <span className="problem-next">{next}.</span>}
      </p>
      {hasButton && (
        <Button busy={busy} onClick={() => onStep(step)}>
          {fits && !isUsual ? next : (stepNames[step] ?? shortNames[step])}
          {stepKeys && <KeyCap keys={stepKeys} />}
        </Button>
      )}
      {onDismiss && <IconButton label="Dismiss" icon="cross" onClick={onDismiss} />}
    </div>
  );
}
