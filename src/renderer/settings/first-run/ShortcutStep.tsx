import { formatAccelerator } from '../../../shared/accelerator.ts';
import type { AppState } from '../../../shared/contract.ts';
import { Button } from '../../components/Button.tsx';
import { Icon } from '../../components/Icon.tsx';
import { Outcome } from '../Outcome.tsx';
import { LauncherShortcut, unconfirmedWords } from '../shortcuts/LauncherShortcut.tsx';
import { focusRecorder, readableProblem } from '../shortcuts/shortcut-problem.ts';
import type { Action } from '../use-action.ts';
import { StepPage } from './StepPage.tsx';
import { Hint, TrayHint } from './TrayHint.tsx';

interface ShortcutStepProps {
  state: AppState;
  /** What connecting found, in a sentence. */
  found: string;
  finish: Action<Record<string, never>, null>;
  onFinish: () => void;
}

/** Shows the shortcut, lets the user change it, and asks for one press: people use what they have tried once. */
export function ShortcutStep({ state, found, finish, onFinish }: ShortcutStepProps) {
  const { platform, settings, shortcuts } = state;
  const works = shortcuts.launcherActive && shortcuts.launcher === null;
  const keys = formatAccelerator(settings.launcherShortcut, platform);
  return (
    <StepPage
      number={2}
      title={works ? 'Now press the shortcut' : 'Choose a shortcut'}
      lead={
        works
          ? `${keys} opens Latchkey from anywhere. Press it once to see it work.`
          : 'It opens Latchkey from anywhere, whatever you are doing.'
      }
    >
      <p className="first-run-found" role="status">
        <Icon name="check" />
        {found}
      </p>
      <Outcome
        problem={shortcuts.launcher && readableProblem(shortcuts.launcher, platform)}
        steps={{ 'open-shortcuts': focusRecorder }}
      />
      <div className="first-run-shortcut">
        <LauncherShortcut state={state} size="large" />
      </div>
      {shortcuts.launcherUnconfirmed && <Hint>{unconfirmedWords}</Hint>}
      <TrayHint platform={platform} />
      <Outcome problem={finish.problem} steps={{ 'try-again': onFinish }} busy={finish.busy} />
      <div className="first-run-foot">
        <Button variant={works ? 'secondary' : 'primary'} busy={finish.busy} onClick={onFinish}>
          {works ? 'Go on without trying' : 'Go on'}
        </Button>
      </div>
    </StepPage>
  );
}
