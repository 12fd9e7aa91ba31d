/** The part of Electron's WebFrameMain that a check needs. */
export interface SenderFrame {
  readonly url: string;
  readonly parent: unknown;
  readonly detached: boolean;
}

export interface RequestSender {
  /** Id of the web contents that sent the request. */
  contentsId: number;
  /** Null where the frame has navigated or gone since. */
  frame: SenderFrame | null;
}

/**
 * SECURITY: a request counts only from the top frame of one of our windows, while that frame is at the window's own
 * URL. Compared whole, query included; only a fragment may differ, since it names a place inside the same document.
 * `urlOf` answers the URL of the window with that contents id, or undefined where none of ours has it.
 */
export function isTrustedSender(sender: RequestSender, urlOf: (contentsId: number) => string | undefined): boolean {
  const expected = urlOf(sender.contentsId);
  const frame = sender.frame;
  if (expected === undefined || !frame || frame.parent !== null || frame.detached) return false;
  const fragment = frame.url.indexOf('#');
  return (fragment === -1 ? frame.url : frame.url.slice(0, fragment)) === expected;
}
