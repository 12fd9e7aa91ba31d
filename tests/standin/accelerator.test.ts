import { expect, test } from 'vitest';
import { normalised } from './accelerator.ts';

test.each([
  ['CommandOrControl+Shift+Y', 'Control+Shift+y'],
  ['shift+ctrl+y', 'Control+Shift+y'],
  ['CmdOrCtrl+Esc', 'Control+escape'],
  ['Alt+Escape', 'Alt+escape'],
  ['F12', 'f12'],
  ['Super+Plus', 'Super+plus'],
  ['Alt+-', 'Alt+-'],
  ['MediaPlayPause', 'mediaplaypause'],
])('reads %s as %s', (accelerator, combination) => {
  expect(normalised(accelerator, 'Control')).toBe(combination);
});

test('reads CommandOrControl as the Command key on macOS', () => {
  expect(normalised('CommandOrControl+Y', 'Super')).toBe(normalised('Cmd+Y', 'Super'));
});

test.each(['', 'Control', 'Control+', 'Control+Shift', 'A+B', 'F25', 'Ctrl+Ä', 'Nonsense', 'Ctrl++'])(
  'cannot read %j',
  (accelerator) => {
    expect(normalised(accelerator, 'Control')).toBeNull();
  },
);
