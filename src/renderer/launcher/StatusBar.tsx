import { Icon } from '../components/Icon.tsx';
import { KeyCap } from '../components/KeyCap.tsx';
import { keyNamesOf } from '../components/key-names.ts';
import { rowLanding } from './state/items.ts';
import { troublesOf } from './state/troubles.ts';
import type { Send } from './state/use-launcher.ts';
import type { LauncherView } from './state/view.ts';
import { statusOf } from './status.ts';
import { troubleWords } from './words.ts';
import './status-bar.css';

interface StatusBarProps {
  launcher: LauncherView;
  send: Send;
  now: number;
}

/** More letters than this are too many to be read beside the keys of a narrow launcher. */
const longWords = 40;

/** One quiet line: the status at the left, what the keys do at the right. */
export function StatusBar({ launcher, send, now }: StatusBarProps) {
  const { app, item, attempt } = launcher;
  const keys = keyNamesOf(app.platform);
  const status = statusOf(launcher, now);
  /** The Enter key belongs to the prompt bar or to the editor in the row. */
  const asking =
    launcher.failure !== null ||
    launcher.namingRow !== null ||
    launcher.closing !== null ||
    launcher.editing !== null ||
    (attempt !== null && attempt.stage.at !== 'working');
  const seen = troublesOf(app).filter(({ key }) => launcher.seenTroubles.has(key)).length;
  const enter = enterWords(launcher);
  return (
    <footer className="status-bar">
      <p className="status-bar-text" data-long={status.words.length > longWords || undefined}>
        {status.icon && <Icon name={status.icon} />}
        <span title={status.words}>{status.words}</span>
        {launcher.notice !== null && launcher.noticeRepeats > 0 && (
          <span key={launcher.noticeRepeats} className="status-bar-pulse" />
        )}
      </p>
      {seen > 0 && (
        <button
          type="button"
          className="status-bar-key status-bar-trouble"
          title={troubleWords(seen)}
          onClick={() => send({ type: 'troubles-asked' })}
        >
          <Icon name="warning" />
          <span aria-hidden="true">{seen}</span>
          <span className="visually-hidden">{troubleWords(seen)}: show</span>
        </button>
      )}
      {item && !asking && launcher.unclear === null && (
        <button
          type="button"
          className="status-bar-key status-bar-enter"
          onClick={() => send({ type: 'command', command: { do: 'log-in' } })}
        >
          <span className="status-bar-enter-words">{enter}</span> <KeyCap keys={[keys.enter]} />
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

function enterWords(launcher: LauncherView): string {
  const { item, naming, row } = launcher;
  if (naming !== null) return 'Give the name';
  if (item?.type === 'offer') return 'Choose';
  if (item?.windowId !== undefined) return 'Bring to the front';
  const { place = null, user = null } = row ? rowLanding(row, launcher) : {};
  return `${place ?? 'Log in'}${user === null ? '' : ` as ${user}`}`;
}
