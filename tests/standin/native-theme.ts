import { EventEmitter } from 'node:events';
import type Electron from 'electron';
import { type PartOf, standIn } from './stand-in.ts';

/**
 * A system in light colours, without accessibility settings. A test changes that by getters and the 'updated' event.
 */
class NativeThemePart extends EventEmitter implements PartOf<Electron.NativeTheme> {
  #source: Electron.NativeTheme['themeSource'] = 'system';
  readonly shouldUseHighContrastColors = false;
  readonly inForcedColorsMode = false;
  readonly shouldUseInvertedColorScheme = false;
  readonly prefersReducedTransparency = false;
  readonly shouldDifferentiateWithoutColor = false;

  get themeSource(): Electron.NativeTheme['themeSource'] {
    return this.#source;
  }
  set themeSource(source: Electron.NativeTheme['themeSource']) {
    const before = this.shouldUseDarkColors;
    this.#source = source;
    if (this.shouldUseDarkColors !== before) this.emit('updated');
  }
  get shouldUseDarkColors(): boolean {
    return this.#source === 'dark';
  }
  get shouldUseDarkColorsForSystemIntegratedUI(): boolean {
    return false;
  }
}

export const nativeTheme = standIn<Electron.NativeTheme>('nativeTheme', new NativeThemePart());
