import type { Platform } from '../../shared/platform.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { ShortcutSlot } from './desktop.ts';
import { readShortcut } from './shortcut-rules.ts';

/** The part of Electron's globalShortcut that is used. `register` throws if it cannot parse the accelerator. */
export interface ShortcutKeys {
  register(accelerator: string, pressed: () => void): boolean;
  unregister(accelerator: string): void;
  unregisterAll(): void;
}

interface Taken {
  accelerator: string;
  /** The canonical spelling of `accelerator`. */
  spelling: string;
  pressed: () => void;
}

/** The global shortcuts, one per slot. */
export class Shortcuts {
  readonly #keys: ShortcutKeys;
  readonly #platform: Platform;
  readonly #slots = new Map<ShortcutSlot, Taken>();

  constructor(keys: ShortcutKeys, platform: Platform) {
    this.#keys = keys;
    this.#platform = platform;
  }

  /** Returns shortcut-invalid or shortcut-taken; the slot's old shortcut then still works. */
  set(slot: ShortcutSlot, accelerator: string | null, pressed: () => void): Result<null> {
    const old = this.#slots.get(slot);
    if (accelerator === null) {
      this.#slots.delete(slot);
      if (old) this.#keys.unregister(old.accelerator);
      return ok(null);
    }
    const spelling = readShortcut(accelerator, this.#platform);
    if (spelling === null) return fail({ kind: 'shortcut-invalid', shortcut: accelerator });
    if (old?.spelling === spelling) {
      old.pressed = pressed;
      return ok(null);
    }
    if ([...this.#slots.values()].some((other) => other.spelling === spelling)) {
      return fail({ kind: 'shortcut-taken', shortcut: accelerator });
    }
    const taken: Taken = { accelerator, spelling, pressed };
    // Register the new one first: the old one stays until the system has granted the new one.
    const granted = this.#register(accelerator, () => taken.pressed());
    if (!granted.ok) return granted;
    this.#slots.set(slot, taken);
    if (old) this.#keys.unregister(old.accelerator);
    return ok(null);
  }

  freeAll(): void {
    this.#slots.clear();
    this.#keys.unregisterAll();
  }

  #register(accelerator: string, pressed: () => void): Result<null> {
    try {
      return this.#keys.register(accelerator, pressed)
        ? ok(null)
        : fail({ kind: 'shortcut-taken', shortcut: accelerator });
    } catch {
      return fail({ kind: 'shortcut-invalid', shortcut: accelerator });
    }
  }
}
