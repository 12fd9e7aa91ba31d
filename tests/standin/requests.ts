import type { EventEmitter } from 'node:events';
import type Electron from 'electron';
import type { CdpEvents, CdpSession, Protocol } from './cdp.ts';
import type { FrameTree } from './frames.ts';
import type { Permissions } from './permissions.ts';
import { mayFetch } from './protocol.ts';
import { schemeHandlers, toChromium, toElectron } from './schemes.ts';
import { emitPreventable } from './stand-in.ts';
import type { ResourceType, WebRequestPart } from './web-request.ts';

// Every request of a page passes through here, so that main really decides about navigation, requests and headers.

type Paused = CdpEvents['Fetch.requestPaused'];

export interface RequestDeps {
  session: CdpSession;
  browser: CdpSession;
  frames: FrameTree;
  contents: Electron.WebContents;
  webRequest: WebRequestPart;
  permissions: Permissions;
}

let lastRequestId = 0;

export class Requests {
  readonly #deps: RequestDeps;
  /** The URL that main loads, until its request comes. */
  #sentTo: string | null = null;
  #handlerThrew = false;

  constructor(deps: RequestDeps) {
    this.#deps = deps;
    deps.session.on('Fetch.requestPaused', (paused) => void this.#decide(paused));
  }

  start(): Promise<unknown> {
    return this.#deps.session.send('Fetch.enable', { patterns: [{ urlPattern: '*', requestStage: 'Request' }] });
  }

  /** Main loads a URL, as Chromium writes it. Every other navigation counts as the page's own. */
  sent(url: string): void {
    this.#sentTo = withoutFragment(URL.parse(url)?.href ?? url);
    this.#handlerThrew = false;
  }

  /** Why the page's last document failed. Chromium's protocol has no word for a scheme's handler that threw. */
  reasonOf(errorText: string): string {
    return this.#handlerThrew ? 'ERR_UNEXPECTED' : errorText.replace(/^net::/, '');
  }

  async #decide(paused: Paused): Promise<void> {
    if (paused.responseErrorReason) return this.#fail(paused, paused.responseErrorReason);
    if (paused.responseStatusCode !== undefined) return this.#response(paused);
    const { webRequest, contents, permissions, browser } = this.#deps;
    const details = this.#detailsOf(paused);
    if (paused.resourceType === 'Document') {
      if (this.#navigationPrevented(paused, details.url)) return this.#fail(paused, 'Aborted');
      await permissions.settle(browser, contents, details.url, new URL(paused.request.url).origin);
    }
    const answer = await webRequest.beforeRequest.ask({ ...details, uploadData: [] });
    if (answer?.cancel) return this.#fail(paused, 'BlockedByClient');
    if (answer?.redirectURL) return this.#redirect(paused, answer.redirectURL);
    const scheme = new URL(details.url).protocol.slice(0, -1);
    if (schemeHandlers.has(scheme)) return this.#serve(paused, details.url, scheme);
    const requestHeaders = { ...paused.request.headers };
    const sending = await webRequest.beforeSendHeaders.ask({ ...details, requestHeaders });
    if (sending?.cancel) return this.#fail(paused, 'BlockedByClient');
    await this.#send('Fetch.continueRequest', {
      requestId: paused.requestId,
      interceptResponse: webRequest.headersReceived.taken,
      ...(sending?.requestHeaders ? { headers: listOf(sending.requestHeaders) } : {}),
    });
  }

  /** Asks main about a navigation that the page started, or that a server redirected. */
  #navigationPrevented(paused: Paused, url: string): boolean {
    const { contents, frames } = this.#deps;
    const isMainFrame = frames.isMain(paused.frameId);
    const details = (): object => {
      const document = frames.frame(paused.frameId);
      return {
        url,
        isSameDocument: false,
        isMainFrame,
        get frame() {
          return document && !document.isDestroyed() ? document.whole : null;
        },
      };
    };
    const ask = (name: string): boolean => emitPreventable(contents as EventEmitter, name, details(), url);
    if (paused.redirectedRequestId) return ask('will-redirect');
    ask('did-start-navigation');
    if (isMainFrame && this.#sentTo === withoutFragment(paused.request.url)) {
      this.#sentTo = null;
      return false;
    }
    return ask('will-frame-navigate') || (isMainFrame && ask('will-navigate'));
  }

  async #serve(paused: Paused, url: string, scheme: string): Promise<void> {
    if (paused.resourceType === 'Fetch' && !mayFetch(scheme)) return this.#fail(paused, 'BlockedByClient');
    const { method, headers, postData } = paused.request;
    const body = postData === undefined ? {} : { body: postData };
    let response: Response | undefined;
    try {
      response = await schemeHandlers.get(scheme)?.(new Request(url, { method, headers, ...body }));
    } catch (error) {
      console.error(error);
    }
    if (!response || response.type === 'error') {
      this.#handlerThrew = !response && paused.resourceType === 'Document' && this.#deps.frames.isMain(paused.frameId);
      return this.#fail(paused, 'Failed');
    }
    await this.#send('Fetch.fulfillRequest', {
      requestId: paused.requestId,
      responseCode: response.status,
      responseHeaders: [...response.headers].map(([name, value]) => ({ name, value })),
      body: Buffer.from(await response.arrayBuffer()).toString('base64'),
    });
  }

  async #response(paused: Paused): Promise<void> {
    const statusCode = paused.responseStatusCode ?? 200;
    const responseHeaders: Record<string, string[]> = {};
    for (const { name, value } of paused.responseHeaders ?? [])
      responseHeaders[name] = [...(responseHeaders[name] ?? []), value];
    const answer = await this.#deps.webRequest.headersReceived.ask({
      ...this.#detailsOf(paused),
      statusCode,
      statusLine: `HTTP/1.1 ${statusCode} ${paused.responseStatusText ?? ''}`.trim(),
      responseHeaders,
    });
    if (answer?.cancel) return this.#fail(paused, 'BlockedByClient');
    await this.#send('Fetch.continueResponse', {
      requestId: paused.requestId,
      ...(answer?.responseHeaders
        ? {
            responseHeaders: listOf(answer.responseHeaders),
            responseCode: Number(/^\S+ (\d+)/.exec(answer.statusLine ?? '')?.[1] ?? statusCode),
          }
        : {}),
    });
  }

  #detailsOf(paused: Paused): Omit<Electron.OnBeforeRequestListenerDetails, 'uploadData'> {
    const { contents, frames } = this.#deps;
    lastRequestId += 1;
    const document = frames.frame(paused.frameId);
    const type = resourceTypes[paused.resourceType] ?? 'other';
    return {
      id: lastRequestId,
      url: toElectron(paused.request.url),
      method: paused.request.method,
      webContentsId: contents.id,
      webContents: contents,
      frame: document?.whole ?? null,
      resourceType: type === 'mainFrame' && !frames.isMain(paused.frameId) ? 'subFrame' : type,
      referrer: toElectron(paused.request.headers['Referer'] ?? ''),
      timestamp: Date.now(),
    };
  }

  #redirect(paused: Paused, to: string): Promise<void> {
    return this.#send('Fetch.fulfillRequest', {
      requestId: paused.requestId,
      responseCode: 307,
      responseHeaders: [{ name: 'Location', value: toChromium(to) }],
    });
  }

  #fail(paused: Paused, errorReason: Protocol.Network.ErrorReason): Promise<void> {
    return this.#send('Fetch.failRequest', { requestId: paused.requestId, errorReason });
  }

  async #send<Method extends keyof Protocol.CommandParameters>(
    method: Method,
    params: Protocol.CommandParameters[Method],
  ): Promise<void> {
    try {
      await this.#deps.session.send(method, params);
    } catch {
      // The page closed, or cancelled the request, while main was deciding.
    }
  }
}

const resourceTypes: Partial<Record<Protocol.Network.ResourceType, ResourceType>> = {
  Document: 'mainFrame',
  Stylesheet: 'stylesheet',
  Script: 'script',
  Image: 'image',
  Font: 'font',
  Media: 'media',
  XHR: 'xhr',
  Fetch: 'xhr',
  EventSource: 'xhr',
  Ping: 'ping',
  CSPViolationReport: 'cspReport',
  WebSocket: 'webSocket',
};

const withoutFragment = (url: string): string => url.split('#', 1)[0] ?? url;

const listOf = (headers: Record<string, string | string[]>): Protocol.Fetch.HeaderEntry[] =>
  Object.entries(headers).flatMap(([name, values]) => [values].flat().map((value) => ({ name, value })));
