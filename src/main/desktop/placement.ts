/** A rectangle in device-independent pixels, as Electron's screen gives them; left of the main display x is negative. */
export interface Area {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Free space that the launcher keeps to the edges of a small work area. */
const margin = 8;

/**
 * Where the launcher stands: centred, its top a fifth down, so that the search box is near the top third and the list
 * has room below. Always wholly inside the work area, smaller than wished where that is small. Whole pixels: Electron
 * refuses others.
 */
export function placeLauncher(wished: { width: number; height: number }, workArea: Area): Area {
  const width = fit(wished.width, workArea.width);
  const height = fit(wished.height, workArea.height);
  const lowestTop = Math.max(0, workArea.height - height - margin);
  return {
    x: Math.round(workArea.x + (workArea.width - width) / 2),
    y: Math.round(workArea.y + Math.min(workArea.height / 5, lowestTop)),
    width,
    height,
  };
}

function fit(wished: number, available: number): number {
  const roomy = available - 2 * margin;
  return Math.max(1, Math.floor(Math.min(wished, roomy > 0 ? roomy : available)));
}

/** Whether enough of a window lies on one of the work areas to be seen and dragged by its title bar. */
export function isReachable(window: Area, workAreas: readonly Area[]): boolean {
  return workAreas.some((area) => {
    const across = Math.min(window.x + window.width, area.x + area.width) - Math.max(window.x, area.x);
    return across >= 100 && window.y >= area.y && window.y <= area.y + area.height - 40;
  });
}
