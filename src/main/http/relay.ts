import type { Dispatcher } from 'undici';

export interface Watch {
  /** What to report in the error's place; null to report nothing. `started`: the request has begun to go out. */
  onError: (fault: Error, started: boolean) => Error | null;
  /** A fault to report in place of a tunnel. */
  onUpgrade?: (statusCode: number) => Error | null;
}

/** Passes everything on to the handler behind it, but for what its watch decides. */
export class Relay implements Dispatcher.DispatchHandler {
  readonly #handler: Dispatcher.DispatchHandler;
  readonly #watch: Watch;
  #started = false;

  constructor(handler: Dispatcher.DispatchHandler, watch: Watch) {
    this.#handler = handler;
    this.#watch = watch;
  }

  onRequestStart(...[controller, context]: Parameters<Required<Dispatcher.DispatchHandler>['onRequestStart']>): void {
    this.#started = true;
    this.#handler.onRequestStart?.(controller, context);
  }

  onRequestUpgrade(...args: Parameters<Required<Dispatcher.DispatchHandler>['onRequestUpgrade']>): void {
    const [controller, statusCode, , socket] = args;
    const fault = this.#watch.onUpgrade?.(statusCode) ?? null;
    if (fault) {
      socket.on('error', () => undefined).destroy();
      this.#handler.onResponseError?.(controller, fault);
    } else {
      this.#handler.onRequestUpgrade?.(...args);
    }
  }

  onResponseStart(...args: Parameters<Required<Dispatcher.DispatchHandler>['onResponseStart']>): void {
    this.#handler.onResponseStart?.(...args);
  }

  onResponseData(...args: Parameters<Required<Dispatcher.DispatchHandler>['onResponseData']>): void {
    this.#handler.onResponseData?.(...args);
  }

  onResponseEnd(...args: Parameters<Required<Dispatcher.DispatchHandler>['onResponseEnd']>): void {
    this.#handler.onResponseEnd?.(...args);
  }

  onResponseError(controller: Dispatcher.DispatchController, error: Error): void {
    const told = this.#watch.onError(error, this.#started);
    if (told) this.#handler.onResponseError?.(controller, told);
  }
}
