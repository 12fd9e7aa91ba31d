import type Electron from 'electron';
import { standIn } from './stand-in.ts';

/** Opens nothing. What was asked for is recorded by tests/helpers/recorder.cjs. */
export const shell = standIn<Electron.Shell>('shell', {
  /** Resolves whether or not anything opened, as on Linux. */
  async openExternal(url) {
    if (!URL.canParse(url)) throw new Error('Invalid URL');
  },
  async openPath() {
    return '';
  },
  showItemInFolder() {},
  beep() {},
});
