import { Icon } from '../components/Icon.tsx';
import { KeyCap } from '../components/KeyCap.tsx';
import { keyNamesOf } from '../components/key-names.ts';
import { landingOf } from './state/items.ts';
import type { Send } from './state/use-launcher.ts';
import type { LauncherView } from './state/view.ts';
import { statusOf } from './status.ts';
import './status-bar.css';

interface StatusBarProps {
  launcher: LauncherView;
  send: Send;
  now: number;
}

/** One quiet line: the status at the left, what the keys do at the right. */
export function StatusBar({ launcher, send, now }: StatusBarProps) {
  const { app, item, row, attempt } = launcher;
  const keys = keyNamesOf(app.platform);
  const status = statusOf(launcher, now);
  /** The Enter key belongs to the prompt bar or to the editor in the row. */
  const asking =
    launcher.failure !== null ||
    launcher.namingRow !== null ||
    launcher.editing !== null ||
    (attempt !== null && attempt.stage.at !== 'working');
  const landing = row && landingOf(row, launcher.typedTarget, app);
  const enter =
    launcher.naming !== null ? 'Give the name' : item?.type === 'offer' ? 'Choose' : landing ? landing.name : 'Log in';
  return (
    <footer className="status-bar">
      <p className="status-bar-text">
        {status.icon && <Icon name={status.icon} />}
        <span title={status.words}>{status.words}</span>
        {launcher.notice !== null && launcher.noticeRepeats > 0 && (
          <span key={launcher.noticeRepeats} className="status-bar-pulse" />
        )}
      </p>
      {item && !asking && (
        <button
          type="button"
          className="status-bar-key status-bar-enter"
          onClick={() => send({ type: 'command', command: { do: 'log-in' } })}
        >
          {enter} <KeyCap keys={[keys.enter]} />
        </button>
      )}
      <button
        type="button"
        className="status-bar-key"
        onClick={() => send({ type: 'command', command: { do: 'actions' } })}
      >
        Actions <KeyCap keys={[keys.mod, 'K']} />
      </button>
    </footer>
  );
}
