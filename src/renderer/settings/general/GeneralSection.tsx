import type { AppState, Input } from '../../../shared/contract.ts';
import type { Settings } from '../../../shared/settings.ts';
import { latchkey } from '../../api.ts';
import { Field, Select, Switch } from '../../components/Field.tsx';
import { Outcome } from '../Outcome.tsx';
import { Group, Row, Section } from '../Section.tsx';
import { useAction } from '../use-action.ts';
import { intervalWords } from '../words.ts';
import { SampleCustomers } from './SampleCustomers.tsx';
import { Segmented } from './Segmented.tsx';

const themes: readonly { value: Settings['theme']; name: string }[] = [
  { value: 'system', name: 'System' },
  { value: 'light', name: 'Light' },
  { value: 'dark', name: 'Dark' },
];

const intervalsMinutes = [15, 30, 60, 120, 360, 720, 1440];

/** General settings. Every change takes effect at once. */
export function GeneralSection({ state }: { state: AppState }) {
  const { settings } = state;
  const change = useAction(latchkey.changeSettings);
  const put = (wanted: Input<'changeSettings'>): void => void change.send(wanted);
  // Offer a value from a hand-edited settings file too.
  const intervals = [...new Set([...intervalsMinutes, settings.syncEveryMinutes])].sort((a, b) => a - b);

  return (
    <Section title="General">
      <Outcome problem={change.problem} />
      <Group>
        <Row label="Theme">
          <Segmented label="Theme" value={settings.theme} options={themes} onChange={(theme) => put({ theme })} />
        </Row>
        <Switch
          label="Start when I sign in to this computer"
          hint="Latchkey then waits in the tray, without a window."
          checked={settings.startAtLogin}
          onChange={(startAtLogin) => put({ startAtLogin })}
        />
        <Field label="Sync customer lists every">
          <Select
            value={String(settings.syncEveryMinutes)}
            options={intervals.map((minutes) => ({ value: String(minutes), name: intervalWords(minutes) }))}
            onChange={(minutes) => put({ syncEveryMinutes: Number(minutes) })}
          />
        </Field>
      </Group>
      <Group title="Launcher">
        <Switch
          label="Hide when I click elsewhere"
          checked={settings.hideOnBlur}
          onChange={(hideOnBlur) => put({ hideOnBlur })}
        />
        <Switch
          label="Hide on Esc"
          hint="The first Esc clears the text, the next one hides."
          checked={settings.hideOnEscape}
          onChange={(hideOnEscape) => put({ hideOnEscape })}
        />
        <Switch
          label="Hide once a customer was opened"
          checked={settings.hideAfterOpening}
          onChange={(hideAfterOpening) => put({ hideAfterOpening })}
        />
        <Switch
          label="Show a notice with each login"
          hint="It names the customer and the connection."
          checked={settings.showNotices}
          onChange={(showNotices) => put({ showNotices })}
        />
      </Group>
      <SampleCustomers state={state} />
    </Section>
  );
}
