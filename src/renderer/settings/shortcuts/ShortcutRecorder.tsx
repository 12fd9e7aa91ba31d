import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { acceleratorKeys, formatAccelerator, spokenAccelerator } from '../../../shared/accelerator.ts';
import { acceleratorOf, refusalSentence } from '../../../shared/key-press.ts';
import type { Platform } from '../../../shared/platform.ts';
import { sentenceFor } from '../../../shared/problem-sentences.ts';
import type { Result } from '../../../shared/result.ts';
import { KeyCap } from '../../components/KeyCap.tsx';
import { readableProblem } from './shortcut-problem.ts';
import './shortcut-recorder.css';

interface ShortcutRecorderProps {
  /** What the shortcut does, e.g. "Open Latchkey". */
  name: string;
  /** The shortcut in use; null: none yet. */
  accelerator: string | null;
  platform: Platform;
  /** See `AppState.shortcuts`. */
  portal: boolean;
  /** The combination of our other shortcut. */
  taken: { accelerator: string; name: string } | null;
  size?: 'normal' | 'large';
  /** Record as soon as it is shown: a switch has just turned the shortcut on. */
  startsRecording?: boolean;
  onRecorded: (accelerator: string) => Promise<Result<null>>;
  /** The user gave up; nothing has changed. */
  onCancelled?: () => void;
}

type Said = { tone: 'plain' | 'wrong'; words: string };
const nothing: Said = { tone: 'plain', words: '' };

/**
 * A button that shows the shortcut. Once pressed, it records the next combination as the new one. Escape and leaving
 * cancel. If the system refuses the combination, it says so and shows the old one again.
 */
export function ShortcutRecorder({
  name,
  accelerator,
  platform,
  portal,
  taken,
  size = 'normal',
  startsRecording = false,
  onRecorded,
  onCancelled,
}: ShortcutRecorderProps) {
  const [recording, setRecording] = useState(startsRecording);
  const [held, setHeld] = useState<readonly string[]>([]);
  const [said, setSaid] = useState<Said>(nothing);
  const button = useRef<HTMLButtonElement>(null);
  const messageId = useId();

  useEffect(() => {
    if (startsRecording) button.current?.focus();
  }, [startsRecording]);

  const begin = (): void => {
    setSaid(nothing);
    setRecording(true);
  };
  const end = (): void => {
    setRecording(false);
    setHeld([]);
    setSaid(nothing);
  };
  const cancel = (): void => {
    end();
    onCancelled?.();
  };

  const take = async (wanted: string): Promise<void> => {
    if (wanted === taken?.accelerator) {
      setHeld([]);
      setSaid({
        tone: 'wrong',
        words: `${formatAccelerator(wanted, platform)} is taken: ${taken.name}. Press another.`,
      });
      return;
    }
    end();
    if (wanted === accelerator) return;
    const answer = await onRecorded(wanted);
    if (answer.ok) {
      setSaid({ tone: 'plain', words: 'Saved.' });
      return;
    }
    const { problem } = answer;
    const { what } = sentenceFor(readableProblem(problem, platform));
    const stays = accelerator ? ` ${formatAccelerator(accelerator, platform)} stays as it was.` : '';
    setSaid({ tone: 'wrong', words: `${what}${stays}` });
  };

  const keyDown = (event: KeyboardEvent): void => {
    if (!recording) return;
    const { ctrlKey, altKey, metaKey, key } = event;
    // Tab alone still moves on.
    if (key === 'Tab' && !ctrlKey && !altKey && !metaKey) return;
    event.preventDefault();
    event.stopPropagation();
    if (key === 'Escape') {
      cancel();
      return;
    }
    if (event.repeat) return;
    const heard = acceleratorOf(event.nativeEvent, { platform, portal });
    if (heard.kind === 'held') setHeld(heard.modifiers);
    else if (heard.kind === 'refused') setSaid({ tone: 'wrong', words: refusalSentence(heard.why, platform) });
    else void take(heard.accelerator);
  };
  const keyUp = (event: KeyboardEvent): void => {
    if (!recording) return;
    const left = acceleratorOf({ ...pressOf(event), key: 'Shift' }, { platform, portal });
    setHeld(left.kind === 'held' ? left.modifiers : []);
  };

  const keys = recording ? held : accelerator ? acceleratorKeys(accelerator, platform) : [];
  const spoken = accelerator ? spokenAccelerator(accelerator, platform) : 'no shortcut';
  return (
    <div className="recorder" data-size={size}>
      <button
        type="button"
        className="recorder-button"
        ref={button}
        data-recording={recording}
        aria-describedby={messageId}
        onClick={() => (recording ? cancel() : begin())}
        onKeyDown={keyDown}
        onKeyUp={keyUp}
        onBlur={() => recording && cancel()}
      >
        <span className="visually-hidden">
          {name}: {recording ? '' : spoken}
        </span>
        {keys.length > 0 && (
          <span aria-hidden="true">
            <KeyCap keys={keys} />
          </span>
        )}
        <span className="recorder-words">
          {recording ? (held.length > 0 ? '…' : 'Press the keys…') : accelerator ? 'Change' : 'Record'}
        </span>
      </button>
      <p className="recorder-said" id={messageId} role="status" data-tone-of={said.tone}>
        {said.words || (recording ? `Hold ${modifierHint(platform)} and press a key. Esc cancels.` : '')}
      </p>
    </div>
  );
}

const modifierHint = (platform: Platform): string => (platform === 'darwin' ? '⌘, ⌃ or ⌥' : 'Ctrl or Alt');

const pressOf = ({ nativeEvent }: KeyboardEvent) => ({
  code: nativeEvent.code,
  ctrlKey: nativeEvent.ctrlKey,
  altKey: nativeEvent.altKey,
  shiftKey: nativeEvent.shiftKey,
  metaKey: nativeEvent.metaKey,
  getModifierState: () => false,
});
