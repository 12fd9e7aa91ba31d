import type { ConnectionView } from '../../shared/connection.ts';
import type { Announcements, AppState } from '../../shared/contract.ts';
import { clockTime, countOf, wholeNumber } from '../../shared/format.ts';
import { sentenceFor } from '../../shared/problem-sentences.ts';
import { Icon, type IconName } from '../components/Icon.tsx';
import { KeyCap } from '../components/KeyCap.tsx';
import { keyNamesOf } from '../components/key-names.ts';
import { factsOf, landingOf } from './state/items.ts';
import type { Launcher } from './state/use-launcher.ts';
import { countdownWords, startPageWords } from './words.ts';
import './status-bar.css';

interface FootProps {
  launcher: Launcher;
  state: AppState;
  link: Announcements['linkOnClipboard'];
  now: number;
}

/** One quiet line: how things stand at the left, what the keys do at the right. */
export function StatusBar({ launcher, state, link, now }: FootProps) {
  const { item, row } = { item: launcher.selection.item, row: launcher.row };
  const keys = keyNamesOf(state.platform);
  const status = statusOf(launcher, state, link, now);
  /** The strip above has the Enter key, or the field in the row. */
  const asking =
    launcher.failure !== null ||
    launcher.editing !== null ||
    (launcher.logIn.attempt?.stage.at ?? 'working') !== 'working';
  const landing = row && landingOf(row, launcher.typedTarget, state);
  const enter =
    launcher.naming !== null ? 'Give the name' : item?.type === 'offer' ? 'Choose' : landing ? landing.name : 'Log in';
  return (
    <footer className="status-bar">
      <p className="status-bar-text">
        {status.icon && <Icon name={status.icon} />}
        <span>{status.words}</span>
      </p>
      {item && !asking && (
        <button
          type="button"
          className="status-bar-key status-bar-enter"
          onClick={() => launcher.run({ do: 'log-in' })}
        >
          {enter} <KeyCap keys={[keys.enter]} />
        </button>
      )}
      <button type="button" className="status-bar-key" onClick={() => launcher.run({ do: 'actions' })}>
        Actions <KeyCap keys={[keys.mod, 'K']} />
      </button>
    </footer>
  );
}

interface Status {
  icon: IconName | null;
  words: string;
}

/** The most pressing thing; each is said once and quietly. */
function statusOf(launcher: Launcher, state: AppState, link: FootProps['link'], now: number): Status {
  if (launcher.notice) return { icon: 'check', words: launcher.notice };
  if (link) {
    const words = `Login link for ${link.accountName} is on the clipboard for ${countdownWords(link.expiresAt, now)}`;
    return { icon: 'link', words };
  }
  const { row, typedTarget } = launcher;
  if (row && typedTarget && !landingOf(row, typedTarget, state)) {
    return { icon: 'info', words: `${factsOf(row, state)?.shortName ?? 'This provider'} ${startPageWords}` };
  }
  if (!state.online) return { icon: 'offline', words: 'Offline. The list is the last one known.' };
  const syncing = state.connections.find(({ health }) => health.status === 'syncing');
  if (syncing) return { icon: 'sync', words: `${syncing.label}: ${progressWords(syncing)}` };
  const waiting = state.connections.find(({ health }) => health.status === 'waiting');
  if (waiting?.health.resumesAt) {
    return { icon: 'clock', words: `${waiting.label} resumes at ${clockTime(waiting.health.resumesAt)}` };
  }
  if (waiting?.health.problem) {
    return { icon: 'clock', words: `${waiting.label}: ${sentenceFor(waiting.health.problem).what}` };
  }
  const naming = state.connections.find(({ health }) => health.names?.status === 'running');
  if (naming?.health.names) {
    const { known, total } = naming.health.names;
    return {
      icon: null,
      words: `${naming.label}: ${wholeNumber(known)} of ${countOf(total, 'name')} known`,
    };
  }
  const total = launcher.search.answer?.total ?? 0;
  return { icon: null, words: state.connections.length === 0 ? 'No connection' : countOf(total, 'customer') };
}

export function progressWords({ health }: ConnectionView): string {
  const { progress } = health;
  if (!progress) return 'looking for customers';
  const seen = wholeNumber(progress.seen);
  return progress.total === null
    ? `${countOf(progress.seen, 'customer')} so far`
    : `${seen} of ${countOf(progress.total, 'customer')}`;
}
