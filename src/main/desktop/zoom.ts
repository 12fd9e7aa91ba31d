import type { Input, WebContents } from 'electron';

/** Zoom factors, up to the 200 % at which everything must still be usable. */
const steps = [1, 1.25, 1.5, 1.75, 2] as const;

/** The zoom factor that a key press sets, or null for other keys: Ctrl (Cmd) with plus, minus or 0. */
export function zoomAfterKey(
  input: Pick<Input, 'type' | 'key' | 'control' | 'meta' | 'alt'>,
  current: number,
): number | null {
  if (input.type !== 'keyDown' || input.alt || input.control === input.meta) return null;
  const nearest = steps.reduce((a, b) => (Math.abs(b - current) < Math.abs(a - current) ? b : a));
  const at = steps.indexOf(nearest);
  if (input.key === '0') return steps[0];
  if (input.key === '+' || input.key === '=') return steps[at + 1] ?? nearest;
  if (input.key === '-') return steps[at - 1] ?? nearest;
  return null;
}

/** Never below 100 %, the smallest size that the layout is made for. */
export const zoomOf = (webContents: WebContents): number => Math.max(steps[0], webContents.getZoomFactor());

/** Handles the zoom keys, because no menu bar does. Chromium applies the factor to all our pages. */
export function followZoomKeys(webContents: WebContents, zoomed: () => void): void {
  webContents.on('before-input-event', (event, input) => {
    const factor = zoomAfterKey(input, webContents.getZoomFactor());
    if (factor === null) return;
    event.preventDefault();
    webContents.setZoomFactor(factor);
    zoomed();
  });
}
