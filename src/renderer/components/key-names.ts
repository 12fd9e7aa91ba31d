/** How this platform writes its keys on key caps. */
export interface KeyNames {
  mod: string;
  shift: string;
  enter: string;
}

const apple: KeyNames = { mod: '⌘', shift: '⇧', enter: '↵' };
const others: KeyNames = { mod: 'Ctrl', shift: 'Shift', enter: '↵' };

export const keyNamesOf = (platform: string): KeyNames => (platform === 'darwin' ? apple : others);
