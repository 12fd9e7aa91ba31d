import { expect, test } from 'vitest';
import { type ToggleFacts, toggleOutcome } from '../../src/main/desktop/toggle.ts';

const never = Number.POSITIVE_INFINITY;
const there = { visible: true, focused: true, sinceBlurMs: never };
const behind = { visible: true, focused: false, sinceBlurMs: 60_000 };
const hidden = { visible: false, focused: false, sinceBlurMs: never };

test.for<[string, ToggleFacts, ReturnType<typeof toggleOutcome>]>([
  ['the shortcut shows it', { from: 'shortcut', ...hidden }, 'show'],
  ['the shortcut hides it', { from: 'shortcut', ...there }, 'hide'],
  ['the shortcut brings it forward from behind a window', { from: 'shortcut', ...behind }, 'show'],
  ['the shortcut shows it just after a click elsewhere', { from: 'shortcut', ...hidden, sinceBlurMs: 200 }, 'show'],
  ['a click shows it', { from: 'tray', ...hidden }, 'show'],
  ['a click brings it forward from behind a window', { from: 'tray', ...behind }, 'show'],
  [
    'a quick click hides it before its blur has',
    { from: 'tray', visible: true, focused: false, sinceBlurMs: 80 },
    'hide',
  ],
  [
    'a click leaves it hidden after its own blur',
    { from: 'tray', visible: false, focused: false, sinceBlurMs: 130 },
    'leave',
  ],
  ['a slow click leaves it hidden, too', { from: 'tray', visible: false, focused: false, sinceBlurMs: 480 }, 'leave'],
  ['a click hides it where the tray takes no focus', { from: 'tray', ...there }, 'hide'],
])('%s', ([, facts, outcome]) => {
  expect(toggleOutcome(facts)).toBe(outcome);
});
