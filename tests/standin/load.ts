import type { FrameDocument } from './frames.ts';

/** Source: Chromium, net_error_list.h. */
const errorCodes: Record<string, number | undefined> = {
  ERR_FAILED: -2,
  ERR_ABORTED: -3,
  ERR_INVALID_ARGUMENT: -4,
  ERR_FILE_NOT_FOUND: -6,
  ERR_ACCESS_DENIED: -10,
  ERR_BLOCKED_BY_CLIENT: -20,
  ERR_CONNECTION_REFUSED: -102,
  ERR_NAME_NOT_RESOLVED: -105,
  ERR_INVALID_URL: -300,
  ERR_UNKNOWN_URL_SCHEME: -302,
  ERR_HTTP_RESPONSE_CODE_FAILURE: -379,
};

export const errorCodeOf = (reason: string): number => errorCodes[reason] ?? -2;

/** One call of loadURL, until the page has loaded or will not. */
export class Load {
  /** The document that was there before: its own load event, still to come, is not this load's. */
  readonly before: FrameDocument | null;
  readonly #url: string;
  readonly #ended = Promise.withResolvers<void>();

  constructor(url: string, before: FrameDocument | null) {
    this.#url = url;
    this.before = before;
    this.#ended.promise.catch(() => {
      // Whoever called loadURL hears of it; a load that a later one replaces may fail before anybody waits.
    });
  }

  get ended(): Promise<void> {
    return this.#ended.promise;
  }

  done(): void {
    this.#ended.resolve();
  }

  /** With one of Chromium's reasons, worded as Electron does. */
  fail(reason: string): void {
    this.#ended.reject(new Error(`${reason} (${errorCodeOf(reason)}) loading '${this.#url}'`));
  }
}
