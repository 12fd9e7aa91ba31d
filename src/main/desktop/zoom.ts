import type { Input, WebContents } from 'electron';

/** Steps of the zoom, up to the 200 % at which everything must still be usable. */
const steps = [1, 1.25, 1.5, 1.75, 2] as const;

/** The zoom that a key asks for, or null where it asks for none: Ctrl (Cmd) with plus, minus or 0. */
export function zoomAsked(
  input: Pick<Input, 'type' | 'key' | 'control' | 'meta' | 'alt'>,
  current: number,
): number | null {
  if (input.type !== 'keyDown' || input.alt || input.control === input.meta) return null;
  const nearest = steps.reduce((a, b) => (Math.abs(b - current) < Math.abs(a - current) ? b : a));
  const place = steps.indexOf(nearest);
  if (input.key === '0') return steps[0];
  if (input.key === '+' || input.key === '=') return steps[place + 1] ?? nearest;
  if (input.key === '-') return steps[place - 1] ?? nearest;
  return null;
}

/** Never below 100 %: the layout is made for that and above. */
export const zoomOf = (contents: WebContents): number => Math.max(steps[0], contents.getZoomFactor());

/** There is no menu bar with a zoom in it, so that the keys are read here. Chromium keeps the factor for all our pages. */
export function followZoomKeys(contents: WebContents, zoomed: () => void): void {
  contents.on('before-input-event', (event, input) => {
    const factor = zoomAsked(input, contents.getZoomFactor());
    if (factor === null) return;
    event.preventDefault();
    contents.setZoomFactor(factor);
    zoomed();
  });
}
