import type { IconName } from '../components/Icon.tsx';

/** An entry of a palette. `value`: what choosing it means. */
export interface Choice<T> {
  id: string;
  name: string;
  icon: IconName;
  group: string;
  keys?: readonly string[];
  value: T;
}

/** The entries in whose name each typed word begins a word. */
export function filterChoices<T>(choices: readonly Choice<T>[], text: string): readonly Choice<T>[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return choices.filter(({ name }) => words.every((word) => ` ${name.toLowerCase()}`.includes(` ${word}`)));
}
