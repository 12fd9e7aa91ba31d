import { Button, IconButton } from '../components/Button.tsx';
import { Icon } from '../components/Icon.tsx';
import { KeyCap } from '../components/KeyCap.tsx';
import { useNow } from '../hooks/use-now.ts';
import type { RestWords } from './failure-words.ts';
import { countdownWords } from './words.ts';

interface RestBannerProps {
  /** The customer. */
  about?: string;
  words: RestWords;
  stepKeys?: readonly string[];
  onStep: () => void;
  onDismiss: () => void;
}

/** A log-in that the provider refused for a while: how long that is, and what can be done about it. */
export function RestBanner({ about, words, stepKeys, onStep, onDismiss }: RestBannerProps) {
  const { what, button, until, at } = words;
  const now = useNow(1_000, until !== null);
  return (
    <div className="problem-banner" data-tone-of={until === null ? 'quiet' : 'warning'} data-problem="rate-limited">
      <Icon name="clock" />
      <p className="problem-words selectable">
        {about && <strong>{about}: </strong>}
        {what}{' '}
        {until !== null && (
          <span className="problem-next">
            {until} <time dateTime={at}>{countdownWords(at, now)}</time>.
          </span>
        )}
      </p>
      {button !== null && (
        <Button onClick={onStep}>
          {button}
          {stepKeys && <KeyCap keys={stepKeys} />}
        </Button>
      )}
      <IconButton label="Dismiss" icon="cross" onClick={onDismiss} />
    </div>
  );
}
