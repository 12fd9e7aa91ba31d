import { describe, expect, test } from 'vitest';
import { type ShortcutKeys, Shortcuts } from '../../src/main/desktop/shortcut.ts';
import { fail, ok } from '../../src/shared/result.ts';

/** A keyboard on which other programs already hold some shortcuts. */
class Keyboard implements ShortcutKeys {
  readonly taken = new Map<string, () => void>();
  readonly elsewhere: readonly string[];

  constructor(...elsewhere: readonly string[]) {
    this.elsewhere = elsewhere;
  }
  register(accelerator: string, pressed: () => void): boolean {
    if (accelerator.includes('?')) throw new TypeError('conversion failure');
    if (this.elsewhere.includes(accelerator) || this.taken.has(accelerator)) return false;
    this.taken.set(accelerator, pressed);
    return true;
  }
  unregister(accelerator: string): void {
    this.taken.delete(accelerator);
  }
  unregisterAll(): void {
    this.taken.clear();
  }
  press(accelerator: string): void {
    this.taken.get(accelerator)?.();
  }
}

function noted() {
  const heard: string[] = [];
  return { heard, hear: (name: string) => () => heard.push(name) };
}

describe('a shortcut', () => {
  test('works when it is set, and stops when it is freed', () => {
    const keys = new Keyboard();
    const { heard, hear } = noted();
    const shortcuts = new Shortcuts(keys, 'linux');
    expect(shortcuts.set('launcher', 'Ctrl+Shift+Y', hear('first'))).toEqual(ok(null));
    keys.press('Ctrl+Shift+Y');
    expect(shortcuts.set('launcher', null, hear('none'))).toEqual(ok(null));
    keys.press('Ctrl+Shift+Y');
    expect(heard).toEqual(['first']);
  });

  test('is replaced by the next one', () => {
    const keys = new Keyboard();
    const { heard, hear } = noted();
    const shortcuts = new Shortcuts(keys, 'linux');
    shortcuts.set('launcher', 'Ctrl+Shift+Y', hear('old'));
    shortcuts.set('launcher', 'Ctrl+Shift+U', hear('new'));
    keys.press('Ctrl+Shift+Y');
    keys.press('Ctrl+Shift+U');
    expect(heard).toEqual(['new']);
    expect([...keys.taken.keys()]).toEqual(['Ctrl+Shift+U']);
  });

  test('stays if another program has the new one', () => {
    const keys = new Keyboard('Ctrl+Shift+K');
    const { heard, hear } = noted();
    const shortcuts = new Shortcuts(keys, 'linux');
    shortcuts.set('launcher', 'Ctrl+Shift+Y', hear('old'));
    expect(shortcuts.set('launcher', 'Ctrl+Shift+K', hear('new'))).toEqual(
      fail({ kind: 'shortcut-taken', shortcut: 'Ctrl+Shift+K' }),
    );
    keys.press('Ctrl+Shift+Y');
    expect(heard).toEqual(['old']);
  });

  test.each(['AltGr+Q', 'Shift+Y', 'Ctrl+C', 'Ctrl+?'])('stays if %s is requested', (accelerator) => {
    const keys = new Keyboard();
    const { heard, hear } = noted();
    const shortcuts = new Shortcuts(keys, 'linux');
    shortcuts.set('launcher', 'Ctrl+Shift+Y', hear('old'));
    expect(shortcuts.set('launcher', accelerator, hear('new'))).toEqual(
      fail({ kind: 'shortcut-invalid', shortcut: accelerator }),
    );
    keys.press('Ctrl+Shift+Y');
    expect(heard).toEqual(['old']);
  });

  test('is refused if the other slot has it, in any spelling', () => {
    const keys = new Keyboard();
    const { hear } = noted();
    const shortcuts = new Shortcuts(keys, 'linux');
    shortcuts.set('launcher', 'CommandOrControl+Shift+Y', hear('launcher'));
    expect(shortcuts.set('clipboard', 'Shift+Ctrl+y', hear('clipboard'))).toEqual(
      fail({ kind: 'shortcut-taken', shortcut: 'Shift+Ctrl+y' }),
    );
  });

  test('can be set again, and then does what it was last set to do', () => {
    const keys = new Keyboard();
    const { heard, hear } = noted();
    const shortcuts = new Shortcuts(keys, 'linux');
    shortcuts.set('launcher', 'Ctrl+Shift+Y', hear('old'));
    expect(shortcuts.set('launcher', 'Shift+CommandOrControl+Y', hear('new'))).toEqual(ok(null));
    keys.press('Ctrl+Shift+Y');
    expect(heard).toEqual(['new']);
  });

  test('is freed when the program ends', () => {
    const keys = new Keyboard();
    const shortcuts = new Shortcuts(keys, 'linux');
    shortcuts.set('launcher', 'Ctrl+Shift+Y', () => {});
    shortcuts.set('clipboard', 'Ctrl+Shift+U', () => {});
    shortcuts.freeAll();
    expect(keys.taken.size).toBe(0);
  });
});
