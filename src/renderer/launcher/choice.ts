import type { IconName } from '../components/Icon.tsx';

/** An entry of a palette. `value`: what choosing it means. */
export interface Choice<T> {
  id: string;
  name: string;
  icon: IconName;
  group: string;
  /** What else it is found by. */
  words?: string;
  keys?: readonly string[];
  value: T;
}

const signs = /[^\p{L}\p{M}\p{N}]+/gu;

/** The entries in whose name or words each typed word begins a word. Signs such as brackets may be left out. */
export function filterChoices<T>(choices: readonly Choice<T>[], text: string): readonly Choice<T>[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return choices.filter((choice) => {
    const text = ` ${choice.name} ${choice.words ?? ''}`.toLowerCase();
    return words.every((word) => text.includes(` ${word}`) || text.replace(signs, ' ').includes(` ${word}`));
  });
}
