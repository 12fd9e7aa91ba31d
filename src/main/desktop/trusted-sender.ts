/** The part of Electron's WebFrameMain that the check needs. */
export interface SenderFrame {
  readonly url: string;
  readonly parent: unknown;
  readonly detached: boolean;
}

export interface RequestSender {
  webContentsId: number;
  /** Null if the frame has navigated or gone since it sent the request. */
  frame: SenderFrame | null;
}

/**
 * SECURITY: a request counts only from the top frame of one of our windows, while that frame is at the window's own
 * URL. The whole URL is compared, query included; only the fragment may differ, because it names a position inside the
 * same document. `urlOf` returns the URL of the window with these web contents, or undefined if it is not one of ours.
 */
export function isTrustedSender(sender: RequestSender, urlOf: (webContentsId: number) => string | undefined): boolean {
  const expected = urlOf(sender.webContentsId);
  const frame = sender.frame;
  if (expected === undefined || !frame || frame.parent !== null || frame.detached) return false;
  const fragment = frame.url.indexOf('#');
  return (fragment === -1 ? frame.url : frame.url.slice(0, fragment)) === expected;
}
