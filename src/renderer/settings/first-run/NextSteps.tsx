import type { AppState } from '../../../shared/contract.ts';
import type { NamesPreview } from '../../../shared/names.ts';
import { latchkey } from '../../api.ts';
import { Button } from '../../components/Button.tsx';
import { Outcome } from '../Outcome.tsx';
import { Group, Row } from '../Section.tsx';
import { StartAtLogin } from '../StartAtLogin.tsx';
import { useAction } from '../use-action.ts';
import { waitingWords } from '../words.ts';

interface NextStepsProps {
  state: AppState;
  /** What an import of names did. */
  named: string | undefined;
  /** The user chose a names file. */
  onNames: (preview: NamesPreview) => void;
}

/** What many want next: keys for an imported desk, Latchkey there after each sign-in, and the names of their own list. */
export function NextSteps({ state, named, onNames }: NextStepsProps) {
  const change = useAction(latchkey.changeSettings);
  const choose = useAction(latchkey.chooseNamesFile);
  const waiting = state.connections.filter(({ health }) => health.problem?.kind === 'key-missing').length;

  const runChoose = async (): Promise<void> => {
    const answer = await choose.send({});
    if (answer.ok && answer.value) onNames(answer.value);
  };

  return (
    <>
      <Group>
        {waiting > 0 && (
          <Row label={waitingWords(waiting)} hint="No customer of theirs can be opened before.">
            <Button onClick={() => void latchkey.openSettings({ section: 'connections' })}>Open connections</Button>
          </Row>
        )}
        <StartAtLogin
          startAtLogin={state.settings.startAtLogin}
          onChange={(startAtLogin) => void change.send({ startAtLogin })}
        />
        <Row label="Have a customer list?" hint="A CSV file gives customers the names that your team uses.">
          <Button busy={choose.busy} onClick={() => void runChoose()}>
            Choose a file…
          </Button>
        </Row>
      </Group>
      <Outcome
        problem={change.problem ?? choose.problem}
        done={named}
        busy={change.busy || choose.busy}
        steps={choose.problem ? { 'try-again': () => void runChoose() } : {}}
      />
    </>
  );
}
