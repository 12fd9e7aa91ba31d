import type { ReactNode } from 'react';
import type { AppState, Input } from '../../../shared/contract.ts';
import { handsOver } from '../../../shared/hand-over.ts';
import type { Settings } from '../../../shared/settings.ts';
import { latchkey } from '../../api.ts';
import { Field } from '../../components/Field.tsx';
import { Select } from '../../components/Select.tsx';
import { Switch } from '../../components/Switch.tsx';
import { Desk } from '../desk/Desk.tsx';
import { Outcome } from '../Outcome.tsx';
import { Group, Row, Section } from '../Section.tsx';
import { StartAtLogin } from '../StartAtLogin.tsx';
import { useAction } from '../use-action.ts';
import { intervalWords } from '../words.ts';
import { OwnWindows } from './OwnWindows.tsx';
import { SampleCustomers } from './SampleCustomers.tsx';
import { SavedPages } from './SavedPages.tsx';
import { Segmented } from './Segmented.tsx';
import { TimeOfDay } from './TimeOfDay.tsx';

const themes: readonly { value: Settings['theme']; name: string }[] = [
  { value: 'system', name: 'System' },
  { value: 'light', name: 'Light' },
  { value: 'dark', name: 'Dark' },
];

const intervalsMinutes = [15, 30, 60, 120, 360, 720, 1440];

/** General settings. Every change takes effect at once. */
export function GeneralSection({ state }: { state: AppState }) {
  return <Desk state={state}>{(desk) => <GeneralPage state={state}>{desk}</GeneralPage>}</Desk>;
}

function GeneralPage({ state, children }: { state: AppState; children: ReactNode }) {
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
        <TimeOfDay clock={settings.clock} onChange={(clock) => put({ clock })} />
        <StartAtLogin startAtLogin={settings.startAtLogin} onChange={(startAtLogin) => put({ startAtLogin })} />
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
          label="First steps below the list"
          hint="What is left to do until a few customers were opened."
          checked={settings.firstSteps}
          onChange={(firstSteps) => put({ firstSteps })}
        />
        <Switch
          label="Show a notice with each login"
          hint="It names the customer and the connection."
          checked={settings.showNotices}
          onChange={(showNotices) => put({ showNotices })}
        />
      </Group>
      <Group title="Browser">
        <Switch
          label="Keep login links out of command lines"
          hint="The browser asks Latchkey for the link at an address of this computer. On Linux every user could read it otherwise."
          checked={handsOver(settings, state.platform)}
          onChange={(on) => put({ linkHandOver: on ? 'on' : 'off' })}
        />
      </Group>
      {state.providers.some(({ pages }) => pages) && <SavedPages state={state} />}
      <OwnWindows settings={settings} put={put} />
      {children}
      <SampleCustomers state={state} />
    </Section>
  );
}
