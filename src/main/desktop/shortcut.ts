import { isPortalKey } from '../../shared/accelerator.ts';
import type { ShortcutPlace } from '../../shared/key-press.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { ShortcutSlot } from './desktop.ts';
import { readShortcut } from './shortcut-rules.ts';

/** The part of Electron's globalShortcut that is used. `register` throws if it cannot parse the accelerator. */
export interface ShortcutKeys {
  register(accelerator: string, pressed: () => void): boolean;
  unregister(accelerator: string): void;
  unregisterAll(): void;
}

export interface ShortcutsDeps extends ShortcutPlace {
  keys: ShortcutKeys;
  /** Milliseconds, of any clock that only moves forward. */
  elapsedMs: () => number;
}

interface Taken {
  accelerator: string;
  /** The canonical spelling of `accelerator`. */
  spelling: string;
  pressed: () => void;
  /** When it was last pressed, or repeated by being held. */
  pressedAt: number;
}

/** The longest pause that systems can be set to before a held key repeats. */
const repeatMs = 700;

/**
 * The global shortcuts, one per slot. Presses are matched to slots here, because Wayland's portal gives no shortcut back
 * until the program ends: pressing one that was given up does nothing. Source: Electron,
 * shell/browser/api/electron_api_global_shortcut.cc, Unregister.
 */
export class Shortcuts {
  readonly #deps: ShortcutsDeps;
  readonly #slots = new Map<ShortcutSlot, Taken>();
  /** The spellings that the portal has been asked for. It is asked once for each. */
  readonly #asked = new Set<string>();

  constructor(deps: ShortcutsDeps) {
    this.#deps = deps;
  }

  get portal(): boolean {
    return this.#deps.portal;
  }

  /** Returns shortcut-invalid, shortcut-not-on-wayland or shortcut-taken; the slot's old shortcut then still works. */
  set(slot: ShortcutSlot, accelerator: string | null, pressed: () => void): Result<null> {
    const old = this.#slots.get(slot);
    if (accelerator === null) {
      this.#slots.delete(slot);
      if (old) this.#release(old);
      return ok(null);
    }
    const { platform, portal } = this.#deps;
    const spelling = readShortcut(accelerator, platform);
    if (spelling === null) return fail({ kind: 'shortcut-invalid', shortcut: accelerator });
    if (portal && !isPortalKey(spelling.split('+').at(-1) ?? '')) {
      return fail({ kind: 'shortcut-not-on-wayland', shortcut: accelerator });
    }
    if (old?.spelling === spelling) {
      old.pressed = pressed;
      return ok(null);
    }
    if (this.#find(spelling)) return fail({ kind: 'shortcut-taken', shortcut: accelerator });
    // Register the new one first: the old one stays until the system has granted the new one.
    const granted = this.#register(accelerator, spelling);
    if (!granted.ok) return granted;
    this.#slots.set(slot, { accelerator, spelling, pressed, pressedAt: Number.NEGATIVE_INFINITY });
    if (old) this.#release(old);
    return ok(null);
  }

  freeAll(): void {
    this.#slots.clear();
    // The portal would still report presses, and Electron ends the program at one that it does not know any more.
    if (!this.#deps.portal) this.#deps.keys.unregisterAll();
  }

  #find(spelling: string): Taken | undefined {
    return [...this.#slots.values()].find((taken) => taken.spelling === spelling);
  }

  #register(accelerator: string, spelling: string): Result<null> {
    const { keys, portal } = this.#deps;
    if (portal && this.#asked.has(spelling)) return ok(null);
    try {
      if (!keys.register(accelerator, () => this.#press(spelling))) {
        return fail({ kind: 'shortcut-taken', shortcut: accelerator });
      }
    } catch {
      return fail({ kind: 'shortcut-invalid', shortcut: accelerator });
    }
    this.#asked.add(spelling);
    return ok(null);
  }

  #release({ accelerator }: Taken): void {
    if (!this.#deps.portal) this.#deps.keys.unregister(accelerator);
  }

  /** A held shortcut counts as one press. On macOS and through the portal it does not repeat. */
  #press(spelling: string): void {
    const taken = this.#find(spelling);
    if (!taken) return;
    const { elapsedMs, platform, portal } = this.#deps;
    const sinceMs = elapsedMs() - taken.pressedAt;
    taken.pressedAt = elapsedMs();
    if (sinceMs < repeatMs && platform !== 'darwin' && !portal) return;
    taken.pressed();
  }
}
