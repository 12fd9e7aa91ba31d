import type Electron from 'electron';
import { standIn } from './stand-in.ts';

/** Opens nothing. tests/helpers/recorder.cjs records what the program asks for. */
export const shell = standIn<Electron.Shell>('shell', {
  /** Resolves even if nothing opened, as on Linux. */
  async openExternal(url) {
    if (!URL.canParse(url)) throw new Error('Invalid URL');
  },
  async openPath() {
    return '';
  },
  showItemInFolder() {},
  beep() {},
});
