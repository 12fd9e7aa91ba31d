import { expect, test } from 'vitest';
import { handsOver } from '../../src/shared/hand-over.ts';
import { defaultSettings } from '../../src/shared/settings.ts';

test('links are handed over on Linux, and elsewhere if the user wants it', () => {
  expect(handsOver(defaultSettings, 'linux')).toBe(true);
  expect(handsOver(defaultSettings, 'win32')).toBe(false);
  expect(handsOver(defaultSettings, 'darwin')).toBe(false);
  for (const platform of ['linux', 'win32', 'darwin'] as const) {
    expect(handsOver({ linkHandOver: 'on' }, platform)).toBe(true);
    expect(handsOver({ linkHandOver: 'off' }, platform)).toBe(false);
  }
});
