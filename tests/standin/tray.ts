import { EventEmitter } from 'node:events';
import type Electron from 'electron';
import { nativeImage } from './native-image.ts';
import { failUnlessReady } from './readiness.ts';
import { type PartOf, standIn, standInClass } from './stand-in.ts';

/** Draws nothing. Tests see the calls through tests/helpers/recorder.cjs, and click by emitting 'click'. */
class TrayPart extends EventEmitter implements PartOf<Electron.Tray> {
  #title = '';
  #destroyed = false;

  constructor(image: Electron.NativeImage | string) {
    super();
    failUnlessReady('Cannot create Tray before the app is ready: it can be created');
    this.setImage(image);
    standIn<Electron.Tray>('Tray', this, () => this.#destroyed);
  }

  setImage(image: Electron.NativeImage | string): void {
    // A path without an image throws, as in Electron.
    if (typeof image === 'string' && nativeImage.createFromPath(image).isEmpty()) {
      throw new Error(`Failed to load image from path '${image}'`);
    }
  }
  setPressedImage(): void {}
  setToolTip(): void {}
  setContextMenu(): void {}
  setTitle(title: string): void {
    this.#title = title;
  }
  getTitle(): string {
    return this.#title;
  }
  setIgnoreDoubleClickEvents(): void {}
  popUpContextMenu(): void {}
  closeContextMenu(): void {}
  focus(): void {}
  getBounds(): Electron.Rectangle {
    return { x: 1240, y: 0, width: 24, height: 24 };
  }
  isDestroyed(): boolean {
    return this.#destroyed;
  }
  destroy(): void {
    this.#destroyed = true;
    this.removeAllListeners();
  }
}

export const Tray = standInClass<typeof Electron.Tray>('Tray', TrayPart);
