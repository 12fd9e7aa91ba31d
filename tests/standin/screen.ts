import { EventEmitter } from 'node:events';
import type Electron from 'electron';
import { type PartOf, standIn } from './stand-in.ts';

const bounds = { x: 0, y: 0, width: 1280, height: 800 };
const display: Electron.Display = {
  id: 1,
  label: 'Stand-in',
  bounds,
  workArea: bounds,
  workAreaSize: { width: bounds.width, height: bounds.height },
  size: { width: bounds.width, height: bounds.height },
  nativeOrigin: { x: 0, y: 0 },
  scaleFactor: 1,
  rotation: 0,
  internal: false,
  detected: true,
  monochrome: false,
  colorDepth: 24,
  colorSpace: '',
  depthPerComponent: 8,
  displayFrequency: 60,
  maximumCursorSize: { width: 64, height: 64 },
  accelerometerSupport: 'unavailable',
  touchSupport: 'unavailable',
};

/** One display, with the pointer in its corner. */
class ScreenPart extends EventEmitter implements PartOf<Electron.Screen> {
  getAllDisplays(): Electron.Display[] {
    return [display];
  }
  getPrimaryDisplay(): Electron.Display {
    return display;
  }
  getDisplayNearestPoint(): Electron.Display {
    return display;
  }
  getDisplayMatching(): Electron.Display {
    return display;
  }
  getCursorScreenPoint(): Electron.Point {
    return { x: 0, y: 0 };
  }
}

export const screen = standIn<Electron.Screen>('screen', new ScreenPart());
