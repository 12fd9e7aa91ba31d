import { usualHeight } from './drawn-lines.ts';
import type { Item } from './state/items.ts';

/** In CSS pixels, as results.css has it. */
const headingHeight = 24;

/** One line of the list from top to bottom. `height`: until it is measured. `index`: of its item. */
export type ListLine =
  | { key: string; height: number; item: Item; index: number }
  /** A heading. */
  | { key: string; height: number; item: null; index: null };

/** Lines that belong together. `heading`: the line above the first one; null if they have none. `to` is not among them. */
export interface LineGroup {
  name: string | null;
  heading: ListLine | null;
  from: number;
  to: number;
}

/** Rows that came later may have the same heading again. */
const headingOf = (name: string, index: number): ListLine => ({
  key: `heading ${name} ${index}`,
  height: headingHeight,
  item: null,
  index: null,
});

/** All lines of the list, and how the headings group them. */
export function linesOf(items: readonly Item[]): { lines: readonly ListLine[]; groups: readonly LineGroup[] } {
  const lines: ListLine[] = [];
  const groups: LineGroup[] = [];
  items.forEach((item, index) => {
    const name = item.group;
    let group = groups.at(-1);
    if (!group || group.name !== name) {
      const heading = name === null ? null : headingOf(name, index);
      if (heading) lines.push(heading);
      group = { name, heading, from: lines.length, to: lines.length };
      groups.push(group);
    }
    group.to = lines.push({ key: item.key, height: usualHeight, item, index });
  });
  return { lines, groups };
}
