import type { AppState } from '../../../shared/contract.ts';
import { latchkey } from '../../api.ts';
import { Button } from '../../components/Button.tsx';
import { Switch } from '../../components/Switch.tsx';
import { Outcome } from '../Outcome.tsx';
import { Group, Row } from '../Section.tsx';
import { useAction } from '../use-action.ts';

/** What many want next: Latchkey there after each sign-in, and the names of their own list. */
export function NextSteps({ state }: { state: AppState }) {
  const change = useAction(latchkey.changeSettings);
  return (
    <>
      <Group>
        <Switch
          label="Start when I sign in to this computer"
          hint="Latchkey then waits in the tray, without a window."
          checked={state.settings.startAtLogin}
          onChange={(startAtLogin) => void change.send({ startAtLogin })}
        />
        <Row label="Have a customer list?" hint="A CSV file gives customers the names that your team uses.">
          <Button onClick={() => void latchkey.openSettings({ section: 'names' })}>Import names…</Button>
        </Row>
      </Group>
      <Outcome problem={change.problem} busy={change.busy} />
    </>
  );
}
