import { ipcMain } from 'electron';
import { fail } from '../../shared/result.ts';
import { type AnswerDeps, answerRequest } from './answer-request.ts';
import { isTrustedSender } from './trusted-sender.ts';
import type { Windows } from './windows.ts';

/** Answers the windows' requests. The only module that touches ipcMain. Call it after the settings were opened. */
export function serveRequests(deps: AnswerDeps, windows: Windows): void {
  // SECURITY: electron-store tells any frame where the program's folder is, without checking who asks.
  ipcMain.removeAllListeners('electron-store-get-data');
  // One channel for all requests; the preload has its other end.
  ipcMain.handle('latchkey:request', async (event, name: unknown, input: unknown) => {
    // Read before anything is awaited: the frame is null once it has navigated or gone.
    const sender = { webContentsId: event.sender.id, frame: event.senderFrame };
    // SECURITY: first the sender, then the name, then the input: a stranger does not even learn which requests exist.
    if (!isTrustedSender(sender, (webContentsId) => windows.urlOf(webContentsId))) {
      return fail({ kind: 'input-invalid', request: 'unknown' });
    }
    windows.markReady(sender.webContentsId);
    const answer = answerRequest(deps, name, input);
    if (name === 'noteFieldsLeft') windows.markLeft(sender.webContentsId);
    return answer;
  });
}
