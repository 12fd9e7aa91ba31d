import { useState } from 'react';
import { formatAccelerator } from '../../../shared/accelerator.ts';
import type { AppState } from '../../../shared/contract.ts';
import { latchkey } from '../../api.ts';
import { Button } from '../../components/Button.tsx';
import { Switch } from '../../components/Switch.tsx';
import { Outcome, ProblemWithSteps } from '../Outcome.tsx';
import { Group, Row, Section } from '../Section.tsx';
import { useAction } from '../use-action.ts';
import {
  clipboardShortcutName,
  LauncherShortcut,
  launcherShortcutName,
  unconfirmedWords,
} from './LauncherShortcut.tsx';
import { ShortcutRecorder } from './ShortcutRecorder.tsx';
import { focusRecorder, readableProblem } from './shortcut-problem.ts';
import './shortcuts-section.css';

/** The two global shortcuts, and a pause for both. */
export function ShortcutsSection({ state }: { state: AppState }) {
  const { defaultSettings, platform, settings, shortcuts } = state;
  const change = useAction(latchkey.changeSettings);
  /** Switched on here: keep the row until main has announced the first combination. */
  const [choosing, setChoosing] = useState(false);
  const { clipboardShortcut } = settings;

  const giveUpChoosing = (): void => {
    setChoosing(false);
    // On Escape the recorder disappears, so focus the switch. On Tab or a click the focus is elsewhere already.
    if (clipboardShortcut === null && document.activeElement?.closest('.recorder')) {
      document.querySelector<HTMLElement>('[data-switch="clipboard-shortcut"]')?.focus();
    }
  };
  const isDefault = settings.launcherShortcut === defaultSettings.launcherShortcut;
  const defaultWords = formatAccelerator(defaultSettings.launcherShortcut, platform);

  return (
    <Section title="Shortcuts" lead="They work in every program, while Latchkey waits in the background.">
      <div className="shortcut-problems" role="status">
        {[shortcuts.launcher, shortcuts.clipboard].map(
          (problem, at) =>
            problem &&
            !settings.shortcutsPaused && (
              <ProblemWithSteps
                key={at === 0 ? 'launcher' : 'clipboard'}
                problem={readableProblem(problem, platform)}
                about={at === 0 ? launcherShortcutName : clipboardShortcutName}
                // The recorder is on this page, so focus it instead of opening the page.
                steps={{ 'open-shortcuts': focusRecorder }}
                tone="warning"
              />
            ),
        )}
      </div>
      <Group>
        <Row
          label={launcherShortcutName}
          hint={shortcuts.launcherUnconfirmed ? unconfirmedWords : 'Press it again to hide Latchkey.'}
        >
          <LauncherShortcut state={state} />
        </Row>
        <Switch
          data-switch="clipboard-shortcut"
          label={clipboardShortcutName}
          hint="Copy an id, an email or the whole text of a ticket, press this, confirm with Enter."
          checked={clipboardShortcut !== null || choosing}
          onChange={(on) => {
            setChoosing(on);
            if (!on && clipboardShortcut !== null) void change.send({ clipboardShortcut: null });
          }}
        />
        {(clipboardShortcut !== null || choosing) && (
          <Row label="Its shortcut">
            <ShortcutRecorder
              name={clipboardShortcutName}
              accelerator={clipboardShortcut}
              platform={platform}
              portal={shortcuts.portal}
              taken={{ accelerator: settings.launcherShortcut, name: launcherShortcutName }}
              startsRecording={choosing && clipboardShortcut === null}
              onRecorded={(recorded) => latchkey.changeSettings({ clipboardShortcut: recorded })}
              onCancelled={giveUpChoosing}
            />
          </Row>
        )}
      </Group>
      <Group>
        <Switch
          label="Pause shortcuts"
          hint="Other programs get these combinations back until you resume. The tray still opens Latchkey."
          checked={settings.shortcutsPaused}
          onChange={(shortcutsPaused) => void change.send({ shortcutsPaused })}
        />
      </Group>
      <Outcome problem={change.problem && readableProblem(change.problem, platform)} />
      {!isDefault && (
        <div>
          <Button
            variant="quiet"
            onClick={() => void change.send({ launcherShortcut: defaultSettings.launcherShortcut })}
          >
            Go back to {defaultWords}
          </Button>
        </div>
      )}
    </Section>
  );
}
