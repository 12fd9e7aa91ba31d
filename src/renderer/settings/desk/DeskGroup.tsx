import { type ReactNode, useState } from 'react';
import type { DeskPreview } from '../../../shared/desk.ts';
import { countOf } from '../../../shared/format.ts';
import { latchkey } from '../../api.ts';
import { Button } from '../../components/Button.tsx';
import { Outcome } from '../Outcome.tsx';
import { Group, Row } from '../Section.tsx';
import { useAction } from '../use-action.ts';

interface DeskGroupProps {
  /** What the last import did, and what to do next. */
  imported: { words: string; actions: ReactNode } | null;
  onPreview: (preview: DeskPreview) => void;
}

/** Takes everything but the keys to another computer, or brings it from there. */
export function DeskGroup({ imported, onPreview }: DeskGroupProps) {
  const exporting = useAction(latchkey.exportDesk);
  const choose = useAction(latchkey.chooseDeskFile);
  const [exported, setExported] = useState<string | null>(null);

  const runExport = async (): Promise<void> => {
    setExported(null);
    choose.forgetProblem();
    const answer = await exporting.send({});
    if (answer.ok && answer.value) {
      const { rows } = answer.value;
      setExported(`Exported, with what you noted of ${countOf(rows, 'customer')}. The file holds no key.`);
    }
  };
  const runChoose = async (): Promise<void> => {
    setExported(null);
    exporting.forgetProblem();
    const answer = await choose.send({});
    if (answer.ok && answer.value) onPreview(answer.value);
  };

  return (
    <>
      <Group title="Another computer">
        <Row
          label="Export this desk"
          hint="Settings, connections, names, notes and pins in one file. It holds names and notes of customers, and no key."
        >
          <Button busy={exporting.busy} onClick={() => void runExport()}>
            Export…
          </Button>
        </Row>
        <Row
          label="Import a desk"
          hint="Nothing changes before you have seen what would. Its connections then wait for their keys."
        >
          <Button busy={choose.busy} onClick={() => void runChoose()}>
            Choose a file…
          </Button>
        </Row>
      </Group>
      <Outcome
        problem={exporting.problem ?? choose.problem}
        done={exported ?? imported?.words}
        doneAction={exported === null && imported?.actions}
        steps={{ 'try-again': () => void (exporting.problem ? runExport() : runChoose()) }}
        busy={exporting.busy || choose.busy}
      />
    </>
  );
}
