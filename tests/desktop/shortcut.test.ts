import { describe, expect, test } from 'vitest';
import { type ShortcutKeys, Shortcuts, type ShortcutsDeps } from '../../src/main/desktop/shortcut.ts';
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

function shortcutsOn(keys: Keyboard, change: Partial<ShortcutsDeps> = {}): Shortcuts {
  // Presses are a second apart, unless a test says otherwise.
  let now = 0;
  const elapsedMs = () => {
    now += 1_000;
    return now;
  };
  return new Shortcuts({ keys, platform: 'linux', portal: false, elapsedMs, ...change });
}

function noted() {
  const heard: string[] = [];
  return { heard, hear: (name: string) => () => heard.push(name) };
}

describe('a shortcut', () => {
  test('works when it is set, and stops when it is freed', () => {
    const keys = new Keyboard();
    const { heard, hear } = noted();
    const shortcuts = shortcutsOn(keys);
    expect(shortcuts.set('launcher', 'Ctrl+Shift+Y', hear('first'))).toEqual(ok(null));
    keys.press('Ctrl+Shift+Y');
    expect(shortcuts.set('launcher', null, hear('none'))).toEqual(ok(null));
    keys.press('Ctrl+Shift+Y');
    expect(heard).toEqual(['first']);
  });

  test('is replaced by the next one', () => {
    const keys = new Keyboard();
    const { heard, hear } = noted();
    const shortcuts = shortcutsOn(keys);
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
    const shortcuts = shortcutsOn(keys);
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
    const shortcuts = shortcutsOn(keys);
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
    const shortcuts = shortcutsOn(keys);
    shortcuts.set('launcher', 'CommandOrControl+Shift+Y', hear('launcher'));
    expect(shortcuts.set('clipboard', 'Shift+Ctrl+y', hear('clipboard'))).toEqual(
      fail({ kind: 'shortcut-taken', shortcut: 'Shift+Ctrl+y' }),
    );
  });

  test('can be set again, and then does what it was last set to do', () => {
    const keys = new Keyboard();
    const { heard, hear } = noted();
    const shortcuts = shortcutsOn(keys);
    shortcuts.set('launcher', 'Ctrl+Shift+Y', hear('old'));
    expect(shortcuts.set('launcher', 'Shift+CommandOrControl+Y', hear('new'))).toEqual(ok(null));
    keys.press('Ctrl+Shift+Y');
    expect(heard).toEqual(['new']);
  });

  test('is freed when the program ends', () => {
    const keys = new Keyboard();
    const shortcuts = shortcutsOn(keys);
    shortcuts.set('launcher', 'Ctrl+Shift+Y', () => {});
    shortcuts.set('clipboard', 'Ctrl+Shift+U', () => {});
    shortcuts.freeAll();
    expect(keys.taken.size).toBe(0);
  });
});

describe('a shortcut that is held', () => {
  /** Presses at these times, in milliseconds. Returns how many counted. */
  const counted = (times: readonly number[], change: Partial<ShortcutsDeps> = {}): number => {
    const keys = new Keyboard();
    let now = 0;
    const shortcuts = shortcutsOn(keys, { elapsedMs: () => now, ...change });
    const { heard, hear } = noted();
    shortcuts.set('launcher', 'Ctrl+Shift+Y', hear('pressed'));
    for (const time of times) {
      now = time;
      keys.press('Ctrl+Shift+Y');
    }
    return heard.length;
  };
  const held = [0, 600, ...Array.from({ length: 40 }, (_, at) => 633 + at * 33)];

  test('counts as one press, however long', () => {
    expect(counted(held)).toBe(1);
    expect(counted(held, { platform: 'win32' })).toBe(1);
  });

  test('counts again once it was let go', () => {
    expect(counted([0, 800, 1_600])).toBe(3);
  });

  test('on macOS and through the portal no press is a repetition', () => {
    expect(counted([0, 200, 400], { platform: 'darwin' })).toBe(3);
    expect(counted([0, 200, 400], { portal: true })).toBe(3);
  });
});

describe('through the portal of Wayland', () => {
  /** It keeps every shortcut until the program ends, and says yes to all. */
  class Portal extends Keyboard {
    asked: string[] = [];
    override register(accelerator: string, pressed: () => void): boolean {
      this.asked.push(accelerator);
      this.taken.set(accelerator, pressed);
      return true;
    }
    override unregister(): void {}
    override unregisterAll(): void {
      throw new Error('a later press would end the program');
    }
  }

  test('a shortcut that was given up or replaced does nothing', () => {
    const keys = new Portal();
    const { heard, hear } = noted();
    const shortcuts = shortcutsOn(keys, { portal: true });
    shortcuts.set('launcher', 'Ctrl+Shift+Y', hear('first'));
    shortcuts.set('launcher', 'Ctrl+Shift+U', hear('second'));
    keys.press('Ctrl+Shift+Y');
    expect(heard).toEqual([]);
    shortcuts.set('launcher', null, hear('none'));
    keys.press('Ctrl+Shift+U');
    shortcuts.freeAll();
    keys.press('Ctrl+Shift+U');
    expect(heard).toEqual([]);
  });

  test('one that is taken again works, and the portal is not asked twice', () => {
    const keys = new Portal();
    const { heard, hear } = noted();
    const shortcuts = shortcutsOn(keys, { portal: true });
    shortcuts.set('launcher', 'Ctrl+Shift+Y', hear('before'));
    shortcuts.set('launcher', null, hear('none'));
    shortcuts.set('launcher', 'Ctrl+Shift+Y', hear('again'));
    keys.press('Ctrl+Shift+Y');
    expect(heard).toEqual(['again']);
    expect(keys.asked).toEqual(['Ctrl+Shift+Y']);
  });

  test('one slot can take what the other gave up', () => {
    const keys = new Portal();
    const { heard, hear } = noted();
    const shortcuts = shortcutsOn(keys, { portal: true });
    shortcuts.set('launcher', 'Ctrl+Shift+Y', hear('launcher'));
    shortcuts.set('launcher', 'Ctrl+Shift+U', hear('launcher'));
    shortcuts.set('clipboard', 'Ctrl+Shift+Y', hear('clipboard'));
    keys.press('Ctrl+Shift+Y');
    expect(heard).toEqual(['clipboard']);
  });

  test('keys that it takes for one another are refused', () => {
    const shortcuts = shortcutsOn(new Portal(), { portal: true });
    expect(shortcuts.set('launcher', 'Ctrl+F9', () => {})).toEqual(
      fail({ kind: 'shortcut-not-on-wayland', shortcut: 'Ctrl+F9' }),
    );
    expect(shortcuts.set('launcher', 'Ctrl+Shift+Up', () => {})).toEqual(ok(null));
  });
});
