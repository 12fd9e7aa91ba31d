import { describe, expect, test } from 'vitest';
import { commandOf, type KeyPress } from '../../src/renderer/launcher/state/launcher-keys.ts';

/** `Ctrl+Shift+P` as the browser reports it. */
function press(keys: string, more: Partial<KeyPress> = {}): KeyPress {
  const names = keys.split('+');
  const key = names.at(-1) ?? '';
  const letter = /^[A-Z]$/.test(key);
  return {
    key: letter ? key.toLowerCase() : key,
    code: letter ? `Key${key}` : /^\d$/.test(key) ? `Digit${key}` : key,
    ctrlKey: names.includes('Ctrl'),
    metaKey: names.includes('Cmd'),
    altKey: names.includes('Alt'),
    shiftKey: names.includes('Shift'),
    isComposing: false,
    ...more,
  };
}

describe('keys of the launcher', () => {
  test.each([
    ['ArrowDown', { do: 'move', to: 'next' }],
    ['ArrowUp', { do: 'move', to: 'previous' }],
    ['Ctrl+N', { do: 'move', to: 'next' }],
    ['Ctrl+P', { do: 'move', to: 'previous' }],
    ['Home', { do: 'move', to: 'first' }],
    ['End', { do: 'move', to: 'last' }],
    ['Enter', { do: 'log-in' }],
    ['Tab', { do: 'targets' }],
    ['F2', { do: 'rename' }],
    ['Shift+F2', { do: 'note' }],
    ['F5', { do: 'sync' }],
    ['Escape', { do: 'escape' }],
  ])('mean the same on every platform: %s', (keys, command) => {
    for (const platform of ['linux', 'win32', 'darwin']) expect(commandOf(press(keys), platform)).toEqual(command);
  });

  test.each([
    ['Enter', { do: 'copy-link' }],
    ['1', { do: 'log-in-nth', nth: 1 }],
    ['9', { do: 'log-in-nth', nth: 9 }],
    ['K', { do: 'actions' }],
    ['I', { do: 'preview' }],
    [',', { do: 'settings' }],
    ['Z', { do: 'undo' }],
    ['Shift+Z', { do: 'redo' }],
  ])('take Ctrl, and on macOS Cmd instead: %s', (key, command) => {
    expect(commandOf(press(`Ctrl+${key}`), 'linux')).toEqual(command);
    expect(commandOf(press(`Ctrl+${key}`), 'win32')).toEqual(command);
    expect(commandOf(press(`Cmd+${key}`), 'darwin')).toEqual(command);
    expect(commandOf(press(`Ctrl+${key}`), 'darwin')).toBeNull();
  });

  test('pin with Cmd+P on macOS, and with Ctrl+Shift+P elsewhere, because Ctrl+P moves', () => {
    expect(commandOf(press('Cmd+P'), 'darwin')).toEqual({ do: 'pin' });
    expect(commandOf(press('Ctrl+Shift+P', { key: 'P' }), 'linux')).toEqual({ do: 'pin' });
  });

  test('redo with Ctrl+Y too, but not on macOS', () => {
    for (const platform of ['linux', 'win32']) expect(commandOf(press('Ctrl+Y'), platform)).toEqual({ do: 'redo' });
    expect(commandOf(press('Cmd+Y'), 'darwin')).toBeNull();
    expect(commandOf(press('Ctrl+Shift+Y'), 'linux')).toBeNull();
  });

  test('leave text, selection and editing to the text field', () => {
    for (const keys of ['A', 'Shift+A', 'Shift+Home', 'Shift+End', 'ArrowLeft', 'Backspace', 'Ctrl+A', 'Ctrl+V', '0'])
      expect(commandOf(press(keys), 'linux')).toBeNull();
    expect(commandOf(press('Ctrl+0'), 'linux')).toBeNull();
  });

  test('leave AltGr characters alone, which are Ctrl+Alt to the browser', () => {
    expect(commandOf(press('Ctrl+Alt+1'), 'win32')).toBeNull();
    expect(commandOf(press('Ctrl+Alt+K'), 'win32')).toBeNull();
  });

  test('leave Enter and Ctrl+Z to an input method that is composing', () => {
    for (const keys of ['Enter', 'Ctrl+Z']) expect(commandOf(press(keys, { isComposing: true }), 'linux')).toBeNull();
  });

  test('go by the position of the key on a keyboard without Latin letters or plain digits', () => {
    expect(commandOf(press('Ctrl+K', { key: 'л' }), 'linux')).toEqual({ do: 'actions' });
    expect(commandOf(press('Ctrl+1', { key: '&' }), 'linux')).toEqual({ do: 'log-in-nth', nth: 1 });
  });
});
