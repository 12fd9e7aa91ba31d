// Which lines of a long list are drawn: those that can be seen, and a few beside them. Heights and places are in CSS pixels.

/** A part of a list that is scrolled. `top`: how far it is scrolled down. */
export interface Look {
  top: number;
  height: number;
}

/** Of the line of a customer, as results.css has it. */
export const usualHeight = 40;

/** Until a list has been measured, all of it is drawn. */
export const everything: Look = { top: 0, height: Number.POSITIVE_INFINITY };

/** A list that has not been scrolled needs little more than what is seen. */
const marginAtRest = 40;
/** Two notches of a wheel. The list is scrolled at once, and drawn a moment later. */
const marginInScroll = 240;

/** Where each line begins, and where the last one ends: one place more than there are lines. */
export function placesOf(heights: readonly number[]): readonly number[] {
  const places = [0];
  for (const height of heights) places.push((places.at(-1) ?? 0) + height);
  return places;
}

/** The first line that is drawn, and the one after the last. */
export function drawnRange(places: readonly number[], { top, height }: Look): { from: number; to: number } {
  const margin = top === 0 ? marginAtRest : marginInScroll;
  const last = places.length - 1;
  const from = places.findIndex((place, at) => at > 0 && place > top - margin) - 1;
  const to = places.findIndex((place) => place >= top + height + margin);
  return { from: from < 0 ? last : from, to: to < 0 ? last : to };
}

/** A line that is cut by no more than this counts as wholly on the screen. */
const cutAtMost = 8;

/** The first and the last line that are wholly on the screen. Below the end of the list there is room for more lines. */
export function wholeLines(places: readonly number[], { top, height }: Look): { first: number; last: number } {
  const end = top + height + cutAtMost;
  const first = places.findIndex((place) => place >= top - cutAtMost);
  const after = places.findIndex((place) => place > end);
  const below = Math.floor((end - (places.at(-1) ?? 0)) / usualHeight);
  return { first: Math.max(0, first), last: after < 0 ? places.length - 2 + below : after - 2 };
}

/** Whether the middle of a line can be seen. True without a line (-1). */
export function isInSight(places: readonly number[], line: number, { top, height }: Look): boolean {
  const [from, to] = [places[line], places[line + 1]];
  if (from === undefined || to === undefined) return true;
  const middle = (from + to) / 2;
  return middle >= top && middle <= top + height;
}

/** A line that is drawn, or the room of some that are not, before the next one. */
export type Part = { line: number } | { line: null; room: number; before: number };

/** The lines `from` to `to` as they are drawn, from top to bottom. `to` is not among them. */
export function partsOf(
  from: number,
  to: number,
  places: readonly number[],
  isDrawn: (line: number) => boolean,
): readonly Part[] {
  const parts: Part[] = [];
  let emptyFrom: number | null = null;
  const closeRoom = (before: number): void => {
    if (emptyFrom !== null) parts.push({ line: null, room: (places[before] ?? 0) - (places[emptyFrom] ?? 0), before });
    emptyFrom = null;
  };
  for (let line = from; line < to; line++) {
    if (!isDrawn(line)) {
      emptyFrom ??= line;
      continue;
    }
    closeRoom(line);
    parts.push({ line });
  }
  closeRoom(to);
  return parts;
}
