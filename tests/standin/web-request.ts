import type Electron from 'electron';
import type { PartOf } from './stand-in.ts';

export type ResourceType = Electron.OnBeforeRequestListenerDetails['resourceType'];
type BeforeRequest = (
  details: Electron.OnBeforeRequestListenerDetails,
  callback: (response: Electron.CallbackResponse) => void,
) => void;
type BeforeSendHeaders = (
  details: Electron.OnBeforeSendHeadersListenerDetails,
  callback: (response: Electron.BeforeSendResponse) => void,
) => void;
type HeadersReceived = (
  details: Electron.OnHeadersReceivedListenerDetails,
  callback: (response: Electron.HeadersReceivedResponse) => void,
) => void;

type Registration<Listener> =
  | [listener: Listener | null]
  | [filter: Electron.WebRequestFilter, listener: Listener | null];

/** One listener, and the requests that it wants. */
class Slot<Details extends { url: string; resourceType: ResourceType }, Answer extends object> {
  #filter: Electron.WebRequestFilter | null = null;
  #listener: ((details: Details, callback: (answer: Answer) => void) => void) | null = null;

  set(registration: Registration<(details: Details, callback: (answer: Answer) => void) => void>): void {
    const [first, second] = registration;
    this.#filter = typeof first === 'function' ? null : first;
    this.#listener = typeof first === 'function' ? first : (second ?? null);
  }

  get taken(): boolean {
    return this.#listener !== null;
  }

  /** Waits until the listener calls back, however long it takes, as Electron does. */
  ask(details: Details): Promise<Answer | null> {
    const listener = this.#listener;
    if (!listener || !isWanted(this.#filter, details)) return Promise.resolve(null);
    return new Promise((resolve) => listener(details, resolve));
  }
}

export class WebRequestPart implements PartOf<Electron.WebRequest> {
  readonly beforeRequest = new Slot<Electron.OnBeforeRequestListenerDetails, Electron.CallbackResponse>();
  readonly beforeSendHeaders = new Slot<Electron.OnBeforeSendHeadersListenerDetails, Electron.BeforeSendResponse>();
  readonly headersReceived = new Slot<Electron.OnHeadersReceivedListenerDetails, Electron.HeadersReceivedResponse>();

  onBeforeRequest(...registration: Registration<BeforeRequest>): void {
    this.beforeRequest.set(registration);
  }
  onBeforeSendHeaders(...registration: Registration<BeforeSendHeaders>): void {
    this.beforeSendHeaders.set(registration);
  }
  onHeadersReceived(...registration: Registration<HeadersReceived>): void {
    this.headersReceived.set(registration);
  }
}

function isWanted(
  filter: Electron.WebRequestFilter | null,
  request: { url: string; resourceType: ResourceType },
): boolean {
  if (!filter) return true;
  if (filter.types && !filter.types.some((type) => type === request.resourceType)) return false;
  if (filter.excludeUrls?.some((pattern) => matchesPattern(pattern, request.url))) return false;
  return filter.urls.length === 0 || filter.urls.some((pattern) => matchesPattern(pattern, request.url));
}

/** Whether `pattern` matches a URL. Source: Chromium, match patterns, with any scheme as Electron allows. */
export function matchesPattern(pattern: string, url: string): boolean {
  if (pattern === '<all_urls>') return true;
  const parsed = URL.parse(url);
  const [, scheme, host, path] = /^([a-z*][a-z0-9+.-]*|\*):\/\/([^/]*)(\/.*)?$/i.exec(pattern) ?? [];
  if (!parsed || scheme === undefined || host === undefined) return false;
  const schemes = scheme === '*' ? ['http:', 'https:', 'ws:', 'wss:'] : [`${scheme}:`];
  const hostFits =
    host === '*' ||
    parsed.host === host ||
    (host.startsWith('*.') && (parsed.host === host.slice(2) || parsed.host.endsWith(host.slice(1))));
  const pathFits = new RegExp(`^${(path ?? '/*').split('*').map(escaped).join('.*')}$`, 's');
  return schemes.includes(parsed.protocol) && hostFits && pathFits.test(parsed.pathname + parsed.search);
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
