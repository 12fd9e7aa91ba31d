import { isEverydayLetter, modifierOf } from '../../shared/accelerator.ts';
import type { Platform } from '../../shared/platform.ts';

const characterKey = /^[a-z0-9]$/;
const key =
  /^(?:[a-z0-9]|[-=[\]\\;',./`]|plus|space|f(?:[1-9]|1\d|2[0-4])|backspace|delete|insert|return|enter|up|down|left|right|home|end|pageup|pagedown|num[0-9]|numdec|numadd|numsub|nummult|numdiv)$/;

/**
 * The canonical spelling of a shortcut, or null if Latchkey may not take it from all other programs. For comparing two
 * shortcuts, not for registering one. Source of the names: Electron, Accelerator.
 *
 * AltGr is refused by name, and so is Option with a character key on macOS: both type characters such as `@`, `€` or `ł`,
 * which a global shortcut would take away. Windows reports AltGr as Ctrl+Alt. Which of those type a character depends on
 * the keyboard, and only a window can query it: the recorder in settings does, and main accepts what the recorder let
 * through.
 */
export function readShortcut(accelerator: string, platform: Platform): string | null {
  const parts = accelerator.toLowerCase().split('+');
  const last = parts.pop();
  if (last === undefined || !key.test(last)) return null;
  const held = new Set<string>();
  for (const part of parts) {
    const modifier = modifierOf(part, platform);
    if (!modifier) return null;
    // The same key under another platform's name.
    held.add(modifier === 'super' && platform === 'darwin' ? 'command' : modifier);
  }
  // A key alone, or with Shift only, is typing.
  if (!held.has('control') && !held.has('alt') && !held.has('command') && !held.has('super')) return null;
  const types = platform === 'darwin' && held.has('alt') && !held.has('command') && !held.has('control');
  if (types && characterKey.test(last)) return null;
  const primary = platform === 'darwin' ? 'command' : 'control';
  if (held.size === 1 && held.has(primary) && isEverydayLetter(last)) return null;
  return [...[...held].sort(), last].join('+');
}
