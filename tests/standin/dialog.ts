import type Electron from 'electron';
import { standIn } from './stand-in.ts';

/** Cancels every dialog, because there is no user. tests/helpers/recorder.cjs answers for the tests that need it. */
export const dialog = standIn<Electron.Dialog>('dialog', {
  async showOpenDialog() {
    return { canceled: true, filePaths: [] };
  },
  async showSaveDialog() {
    return { canceled: true, filePath: '' };
  },
  async showMessageBox(...args: unknown[]) {
    const options = args.at(-1) as Electron.MessageBoxOptions;
    return { response: options.cancelId ?? 0, checkboxChecked: false };
  },
  showErrorBox(title, content) {
    console.error(`${title}\n${content}`);
  },
});
