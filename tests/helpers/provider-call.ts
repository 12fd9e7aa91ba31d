import { Agent, type Dispatcher } from 'undici';
import { afterEach } from 'vitest';
import { createHttp, type HttpDeps } from '../../src/main/http/http.ts';
import { RateBudget } from '../../src/main/http/rate-budget.ts';
import type { HttpRequest } from '../../src/main/http/types.ts';
import type { Provider, ProviderCall } from '../../src/main/providers/provider.ts';
import type { Result } from '../../src/shared/result.ts';
import { type Script, type ScriptedServer, startScriptedServer } from './scripted-server.ts';

/** Not a real key. If it appears in a problem, it leaked. */
export const canaryKey = 'SG.canary-7f3c9a51-key';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

/** Called after the test, last in first out. */
export const closeAfterwards = (close: () => Promise<void>): void => {
  closing.unshift(close);
};

export function closedAfterwards<T extends Dispatcher>(dispatcher: T): T {
  closeAfterwards(() => dispatcher.close());
  return dispatcher;
}

export async function serve(script: Script, tls?: Parameters<typeof startScriptedServer>[1]): Promise<ScriptedServer> {
  const server = await startScriptedServer(script, tls);
  closeAfterwards(server.close);
  return server;
}

/** Retries without waiting: other tests prove how long it waits. */
export const httpWith = (deps: Partial<HttpDeps> = {}): ReturnType<typeof createHttp> => {
  const dispatcher = deps.dispatcher ?? closedAfterwards(new Agent());
  return createHttp({
    budget: new RateBudget({ defaultPerHour: null }),
    about: { connectionId: 'c0ffee00', provider: 'SendGrid' },
    userAgent: 'Latchkey/0.1.0',
    pause: async () => undefined,
    ...deps,
    dispatcher,
  });
};

/** A GET of the user's, with a key. */
export const httpRequest = (url: string, more: Partial<HttpRequest> = {}): HttpRequest => ({
  method: 'GET',
  url,
  headers: { authorization: `Bearer ${canaryKey}` },
  priority: 'foreground',
  signal: new AbortController().signal,
  ...more,
});

/** A call to a provider whose API is the given server. Login links may have the provider's own origins. */
export function callTo(
  provider: Provider,
  server: ScriptedServer,
  { deps = {}, ...call }: Partial<ProviderCall> & { deps?: Partial<HttpDeps> } = {},
): ProviderCall {
  const { shortName } = provider.facts;
  const region = provider.facts.regions[0]?.id ?? '';
  return {
    key: canaryKey,
    endpoint: { apiOrigin: server.origin, linkOrigins: provider.endpoints[region]?.linkOrigins ?? [] },
    http: httpWith({
      about: { connectionId: 'c0ffee00', provider: shortName },
      budget: new RateBudget({ defaultPerHour: null, parseRateLimitHeaders: provider.parseRateLimitHeaders }),
      ...deps,
    }),
    priority: 'foreground',
    signal: new AbortController().signal,
    ...call,
  };
}

/** A call to a provider whose API replies by this script, and the server that does. */
export async function scriptedCall(
  provider: Provider,
  script: Script,
  more: Partial<ProviderCall> = {},
): Promise<{ server: ScriptedServer; call: ProviderCall }> {
  const server = await serve(script);
  return { server, call: callTo(provider, server, more) };
}

/** The value; a problem fails the test and is named in its message. */
export function valueIn<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`a problem instead of a value: ${JSON.stringify(result.problem)}`);
  return result.value;
}

/** The problem without its connection; a value fails the test. */
export function problemIn(result: Result<unknown>): Record<string, unknown> {
  if (result.ok) throw new Error('a value instead of a problem');
  const { connectionId: _, provider: __, ...rest } = result.problem as Record<string, unknown>;
  return rest;
}
