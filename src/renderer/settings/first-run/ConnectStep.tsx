import type { ReactNode } from 'react';
import type { AppState } from '../../../shared/contract.ts';
import type { DeskPreview } from '../../../shared/desk.ts';
import { latchkey } from '../../api.ts';
import { Button } from '../../components/Button.tsx';
import { type Connected, ConnectForm } from '../connections/ConnectForm.tsx';
import { Outcome } from '../Outcome.tsx';
import { type Action, useAction } from '../use-action.ts';
import { StepPage } from './StepPage.tsx';

interface ConnectStepProps {
  state: AppState;
  /** Ends the first run without a connection. */
  skip: Action<Record<string, never>, null>;
  onConnected: (connected: Connected) => void;
  /** The user chose a desk file. */
  onDesk: (preview: DeskPreview) => void;
  onSamples: () => void;
  onLeave: () => void;
}

/** A key, or the sample customers. */
export function ConnectStep({ state, skip, onConnected, onDesk, onSamples, onLeave }: ConnectStepProps) {
  const explore = useAction(latchkey.exploreSamples);
  const choose = useAction(latchkey.chooseDeskFile);

  const runExplore = async (): Promise<void> => {
    const answer = await explore.send({});
    if (answer.ok) onSamples();
  };
  const runChoose = async (): Promise<void> => {
    const answer = await choose.send({});
    if (answer.ok && answer.value) onDesk(answer.value);
  };
  const runSkip = async (): Promise<void> => {
    const answer = await skip.send({});
    if (answer.ok) onLeave();
  };

  return (
    <StepPage
      number={1}
      keepsFocus
      title="Welcome to Latchkey"
      lead="Type a customer’s name, press Enter, and your browser opens, logged in as that customer."
    >
      <ConnectForm state={state} withLabel={false} onConnected={onConnected} />
      <div className="first-run-or" aria-hidden="true">
        or
      </div>
      <OtherStart
        question="No key at hand?"
        offer="Try everything with thousands of made-up customers. One click removes them again."
      >
        <Button busy={explore.busy} onClick={() => void runExplore()}>
          Explore with sample customers
        </Button>
      </OtherStart>
      <OtherStart
        question="Coming from another computer?"
        offer="A desk file brings your settings, connections, names and pins."
      >
        <Button busy={choose.busy} onClick={() => void runChoose()}>
          Import a desk…
        </Button>
      </OtherStart>
      <Outcome
        problem={explore.problem ?? choose.problem ?? skip.problem}
        busy={explore.busy || choose.busy || skip.busy}
        steps={{
          'try-again': () => void (explore.problem ? runExplore() : choose.problem ? runChoose() : runSkip()),
        }}
      />
      <div className="first-run-skip">
        <Button variant="quiet" busy={skip.busy} onClick={() => void runSkip()}>
          Skip, and open settings
        </Button>
      </div>
    </StepPage>
  );
}

/** A start without a key. */
function OtherStart({ question, offer, children }: { question: string; offer: string; children: ReactNode }) {
  return (
    <div className="first-run-other">
      <div>
        <p>
          <strong>{question}</strong>
        </p>
        <p className="muted">{offer}</p>
      </div>
      {children}
    </div>
  );
}
