// How Electron reads an accelerator. Source: Electron, docs/api/accelerator and shell/browser/ui/accelerator_util.

const modifiers: Record<string, string | undefined> = {
  alt: 'Alt',
  altgr: 'AltGr',
  option: 'Alt',
  shift: 'Shift',
  control: 'Control',
  ctrl: 'Control',
  cmd: 'Super',
  command: 'Super',
  meta: 'Super',
  super: 'Super',
};

const namedKeys = new Set(
  `plus space tab capslock numlock scrolllock backspace delete insert return enter up down left right home end pageup
  pagedown escape esc volumeup volumedown volumemute medianexttrack mediaprevioustrack mediastop mediaplaypause
  printscreen num0 num1 num2 num3 num4 num5 num6 num7 num8 num9 numdec numadd numsub nummult numdiv`.split(/\s+/),
);
const sameKeys: Record<string, string | undefined> = { esc: 'escape', return: 'enter' };
const signs = ')!@#$%^&*(:;+=<,_->.?/~`{][|\\}\'"';

/**
 * Returns the same text for every spelling of a combination, or null if Electron could not read it. `commandOrControl`
 * is that modifier on this system.
 */
export function normalised(accelerator: string, commandOrControl: 'Super' | 'Control'): string | null {
  if (!/^[\x20-\x7e]+$/.test(accelerator)) return null;
  const found = new Set<string>();
  let key: string | null = null;
  for (const token of accelerator.toLowerCase().split('+')) {
    const modifier = ['commandorcontrol', 'cmdorctrl'].includes(token) ? commandOrControl : modifiers[token];
    if (modifier) {
      found.add(modifier);
      continue;
    }
    if (key !== null) return null;
    const single = token.length === 1 && (/[a-z0-9]/.test(token) || signs.includes(token));
    if (!single && !namedKeys.has(token) && !/^f([1-9]|1\d|2[0-4])$/.test(token)) return null;
    key = sameKeys[token] ?? token;
  }
  return key === null ? null : [...[...found].sort(), key].join('+');
}
