import { ipcMain } from 'electron';
import { channelOf, requestNames } from '../../shared/channels.ts';
import { fail } from '../../shared/result.ts';
import { type AnswerDeps, answerRequest } from './answer-request.ts';
import { isTrustedSender } from './trusted-sender.ts';
import type { Windows } from './windows.ts';

/** Answers the windows' requests. The one place that touches ipcMain; after the settings were opened. */
export function serveRequests(deps: AnswerDeps, windows: Windows): void {
  // SECURITY: electron-store answers every frame with the place of the program's folder, unasked who it is.
  ipcMain.removeAllListeners('electron-store-get-data');
  for (const name of requestNames) {
    ipcMain.handle(channelOf(name), async (event, input: unknown) => {
      // Read before anything is awaited: the frame is null once it has navigated or gone.
      const sender = { contentsId: event.sender.id, frame: event.senderFrame };
      if (!isTrustedSender(sender, (contentsId) => windows.urlOf(contentsId))) {
        return fail({ kind: 'input-invalid', request: name });
      }
      windows.markReady(sender.contentsId);
      return answerRequest(deps, name, input);
    });
  }
}
