import { type RefObject, useEffect, useEffectEvent, useLayoutEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import { drawnRange, everything, isInSight, type Look, placesOf, wholeLines } from './drawn-lines.ts';

/**
 * What is known of a list that is on the screen. `above`: the room above its first line. `covered`: how much of its end
 * something else covers. `heights`: of lines that were drawn, by key.
 */
interface Seen extends Look {
  listId: number;
  above: number;
  covered: number;
  heights: ReadonlyMap<string, number>;
}

interface Options {
  /** What is scrolled. Each line that is drawn in it has its key as `data-line`. */
  list: RefObject<HTMLElement | null>;
  /** All lines, drawn or not. `height`: until it is measured. */
  lines: readonly { key: string; height: number }[];
  /** Another list begins at its top. */
  listId: number;
  /** The highlighted line, or -1: it is drawn wherever it is, and scrolled to when it becomes another one. */
  active: number;
  /** The highlighted line is the first one below what belongs to it: show all of that. */
  activeIsFirst: boolean;
  /** The first and the last line that are wholly on the screen, and the highlighted one, whenever they may be others. */
  onLook: (look: { first: number; last: number; isActiveInSight: boolean }) => void;
}

interface DrawnLines {
  /** See `placesOf`. */
  places: readonly number[];
  isDrawn: (line: number) => boolean;
}

/** Draws the lines of a long list that can be seen, whatever their heights are. */
export function useDrawnLines({ list, lines, listId, active, activeIsFirst, onLook }: Options): DrawnLines {
  const [seen, setSeen] = useState<Seen>({ ...everything, listId, above: 0, covered: 0, heights: new Map() });
  const isSame = seen.listId === listId;
  const placesBy = (heights: Seen['heights']): readonly number[] =>
    placesOf(lines.map(({ key, height }) => heights.get(key) ?? height));
  const places = placesBy(isSame ? seen.heights : new Map());
  const { from, to } = drawnRange(places, { top: isSame ? seen.top : 0, height: seen.height });

  const report = ({ top, height, above, covered, heights }: Omit<Seen, 'listId'>): void => {
    const places = placesBy(heights);
    const { first, last } = wholeLines(places, { top: top - above, height: height - covered });
    // What the bar covers was seen before the bar came.
    onLook({ first, last, isActiveInSight: isInSight(places, active, { top: top - above, height }) });
  };

  const look = useEffectEvent(() => {
    const box = list.current;
    if (!box) return;
    const { scrollTop: top, clientHeight: height } = box;
    const style = getComputedStyle(box);
    const [above = 0, below = 0] = [style.paddingTop, style.paddingBottom].map(Number.parseFloat);
    const heights = new Map(isSame ? seen.heights : []);
    for (const line of box.querySelectorAll<HTMLElement>('[data-line]')) {
      heights.set(line.dataset['line'] ?? '', line.getBoundingClientRect().height);
    }
    // What covers the end of the list makes the room below it larger.
    const now = { listId, top, height, above, covered: Math.max(0, below - above), heights };
    setSeen(now);
    report(now);
  });

  const showActive = useEffectEvent(() => {
    const box = list.current;
    if (!box) return;
    // Reading it lays out the list at once rather than in the frame that shows it.
    const before = box.scrollTop;
    if (before > 0 && (activeIsFirst || !isSame)) box.scrollTop = 0;
    if (active >= 0 && !activeIsFirst) {
      box.querySelector('[role="option"][aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
    }
    if (box.scrollTop !== before) look();
    else if (!isSame) report({ ...seen, top: 0, heights: new Map() });
  });

  // Before the frame is drawn, so that no frame shows room instead of lines.
  useLayoutEffect(() => showActive(), [active, listId]);

  useEffect(() => {
    const box = list.current;
    if (!box) return;
    const again = (): void => flushSync(() => look());
    const sizes = new ResizeObserver(again);
    sizes.observe(box);
    box.addEventListener('scroll', again, { passive: true });
    return () => {
      sizes.disconnect();
      box.removeEventListener('scroll', again);
    };
  }, [list]);

  return { places, isDrawn: (line) => line === active || (line >= from && line < to) };
}
