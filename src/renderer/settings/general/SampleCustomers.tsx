import { useState } from 'react';
import type { AppState } from '../../../shared/contract.ts';
import { latchkey } from '../../api.ts';
import { Button } from '../../components/Button.tsx';
import { Outcome } from '../Outcome.tsx';
import { Group, Row } from '../Section.tsx';
import { useAction } from '../use-action.ts';

/** Adds or removes the sample customers. */
export function SampleCustomers({ state }: { state: AppState }) {
  const add = useAction(latchkey.exploreSamples);
  const remove = useAction(latchkey.removeSamples);
  const [done, setDone] = useState('');
  const there = state.connections.some(({ sandbox }) => sandbox);

  const run = async (): Promise<void> => {
    setDone('');
    add.forgetProblem();
    remove.forgetProblem();
    const answer = there ? await remove.send({}) : await add.send({});
    if (answer.ok) setDone(there ? 'The sample customers were removed.' : 'The sample customers are here.');
  };

  return (
    <>
      <Group title="Sample customers">
        <Row
          label={there ? 'Sample customers are here' : 'Try Latchkey with made-up customers'}
          hint="They live on pretend providers inside this computer; nothing of them touches your own customers."
        >
          <Button busy={add.busy || remove.busy} onClick={() => void run()}>
            {there ? 'Remove samples' : 'Add samples'}
          </Button>
        </Row>
      </Group>
      <Outcome
        problem={add.problem ?? remove.problem}
        done={done}
        steps={{ 'try-again': () => void run() }}
        busy={add.busy || remove.busy}
      />
    </>
  );
}
