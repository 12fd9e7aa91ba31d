import type Electron from 'electron';
import { standIn } from './stand-in.ts';

/** Nobody is there to answer, so every dialog is cancelled; tests/helpers/recorder.cjs answers for tests that want to. */
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
