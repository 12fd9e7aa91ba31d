/** A rectangle in device-independent pixels, as Electron's screen gives it. Left of the main display x is negative. */
export interface Area {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** The launcher at a zoom of 100 %: with room for the preview pane, unless the work area is narrow. */
export const launcherSize = ({ width }: Area): { width: number; height: number } =>
  width >= 960 ? { width: 920, height: 480 } : { width: 720, height: 480 };

/** The space between the launcher and the edges of a small work area. */
const margin = 8;

/**
 * The launcher's bounds: centred, its top a fifth down, so that the list has room below the search box. Always wholly
 * inside the work area, and smaller than preferred if the work area is small. Whole pixels: Electron refuses others.
 */
export function placeLauncher(preferred: { width: number; height: number }, workArea: Area): Area {
  const width = fit(preferred.width, workArea.width);
  const height = fit(preferred.height, workArea.height);
  const lowestTop = Math.max(0, workArea.height - height - margin);
  return {
    x: Math.round(workArea.x + (workArea.width - width) / 2),
    y: Math.round(workArea.y + Math.min(workArea.height / 5, lowestTop)),
    width,
    height,
  };
}

function fit(preferred: number, available: number): number {
  const roomy = available - 2 * margin;
  return Math.max(1, Math.floor(Math.min(preferred, roomy > 0 ? roomy : available)));
}

/** Whether enough of a window is in one of the work areas for the user to see it and to drag it by its title bar. */
export function isReachable(window: Area, workAreas: readonly Area[]): boolean {
  return workAreas.some((area) => {
    const across = Math.min(window.x + window.width, area.x + area.width) - Math.max(window.x, area.x);
    return across >= 100 && window.y >= area.y && window.y <= area.y + area.height - 40;
  });
}
