import type { FrameDocument } from './frames.ts';

/** Source: Chromium, net_error_list.h. */
const errorCodes: Record<string, number | undefined> = {
  ERR_FAILED: -2,
  ERR_ABORTED: -3,
  ERR_INVALID_ARGUMENT: -4,
  ERR_FILE_NOT_FOUND: -6,
  ERR_UNEXPECTED: -9,
  ERR_ACCESS_DENIED: -10,
  ERR_BLOCKED_BY_CLIENT: -20,
  ERR_CONNECTION_REFUSED: -102,
  ERR_NAME_NOT_RESOLVED: -105,
  ERR_INVALID_URL: -300,
  ERR_UNKNOWN_URL_SCHEME: -302,
  ERR_HTTP_RESPONSE_CODE_FAILURE: -379,
};

export const errorCodeOf = (reason: string): number => errorCodes[reason] ?? -2;

/** One call of loadURL, until the page has loaded or has failed to. */
export class Load {
  /** The previous document. Its own load event may still come, and does not belong to this load. */
  readonly before: FrameDocument | null;
  readonly #url: string;
  readonly #ended = Promise.withResolvers<void>();

  constructor(url: string, before: FrameDocument | null) {
    this.#url = url;
    this.before = before;
    this.#ended.promise.catch(() => {
      // The caller of loadURL gets this error too. A load that a later one replaces may fail before its caller awaits
      // it.
    });
  }

  get ended(): Promise<void> {
    return this.#ended.promise;
  }

  done(): void {
    this.#ended.resolve();
  }

  /** Fails with one of Chromium's reasons, in Electron's words. */
  fail(reason: string): void {
    this.#ended.reject(new Error(`${reason} (${errorCodeOf(reason)}) loading '${this.#url}'`));
  }
}
