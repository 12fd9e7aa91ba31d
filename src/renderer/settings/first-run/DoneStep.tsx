import { acceleratorKeys, spokenAccelerator } from '../../../shared/accelerator.ts';
import type { AppState } from '../../../shared/contract.ts';
import { missingNames, missingNamesWords } from '../../../shared/missing-names.ts';
import type { NamesPreview } from '../../../shared/names.ts';
import { Button } from '../../components/Button.tsx';
import { KeyCap } from '../../components/KeyCap.tsx';
import { NextSteps } from './NextSteps.tsx';
import { StepPage } from './StepPage.tsx';
import { Hint, TrayHint } from './TrayHint.tsx';

interface DoneStepProps {
  state: AppState;
  /** What an import of names did. */
  named: string | undefined;
  /** The user chose a names file. */
  onNames: (preview: NamesPreview) => void;
  onLeave: () => void;
}

/** How to use Latchkey from now on. */
export function DoneStep({ state, named, onNames, onLeave }: DoneStepProps) {
  const { platform, settings } = state;
  const missing = missingNames(state);
  return (
    <StepPage number={3} title="You are ready" lead="Latchkey waits in the background. From now on:">
      <ol className="first-run-ways">
        <li className="way">
          <span className="way-keys">
            <span aria-hidden="true">
              <KeyCap keys={acceleratorKeys(settings.launcherShortcut, platform)} />
            </span>
            <span className="visually-hidden">{spokenAccelerator(settings.launcherShortcut, platform)}</span>
          </span>
          <span>opens Latchkey, wherever you are</span>
        </li>
        <li className="way">
          <span className="way-keys">acme</span>
          <span>some letters of a customer’s name, email or id find it</span>
        </li>
        <li className="way">
          <span className="way-keys">
            <KeyCap keys={['Enter']} />
          </span>
          <span>opens your browser, logged in as that customer</span>
        </li>
      </ol>
      <NextSteps state={state} named={named} onNames={onNames} />
      {missing && <Hint>{missingNamesWords(missing)}</Hint>}
      <TrayHint platform={platform} />
      <div className="first-run-foot">
        <Button onClick={onLeave}>Open settings</Button>
        <Button variant="primary" onClick={() => window.close()}>
          Close this window
        </Button>
      </div>
    </StepPage>
  );
}
