import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Endpoint, Provider } from '../../src/main/providers/provider.ts';
import type { ScriptedReply, SeenRequest } from './scripted-server.ts';

/**
 * A vendor's service as its documents describe it, for the promises that every provider must keep. Written by hand in
 * `tests/fixtures/<provider>/service.ts`, beside the replies copied from those documents, and from nothing of the adapter.
 */
export interface DocumentedService {
  /** The domain under which the vendor serves its API and its pages. */
  domain: string;
  /** Region -> origins, as documented: the adapter must have these and no others. */
  endpoints: Readonly<Record<string, Endpoint>>;
  /** Pages of the vendor, as documented. */
  pages: Provider['pages'];
  /** An id of this vendor's form; different for each index. */
  remoteId(index: number): string;
  /** Replies to a reseller with these accounts. */
  answer(request: SeenRequest, remoteIds: readonly string[]): ScriptedReply;
  isLogIn(request: SeenRequest): boolean;
  /** The key that a request carries. */
  keyIn(request: SeenRequest): string | undefined;
  /** The documented error for a wrong key. */
  rejectedKey: ScriptedReply;
  /** The documented error for an account that does not exist. */
  missingAccount: ScriptedReply;
  /** The reply to a log-in that leads to this link; null if the vendor's replies cannot hold a whole link. */
  logInTo(link: string): ScriptedReply | null;
}

/** Rejects for a provider without one: it cannot be shown to keep its promises. */
export async function documentedServiceOf(provider: string): Promise<DocumentedService> {
  const file = join(import.meta.dirname, '..', 'fixtures', provider, 'service.ts');
  if (!existsSync(file)) throw new Error(`tests/fixtures/${provider}/service.ts is missing: what the vendor documents`);
  const { service } = (await import(pathToFileURL(file).href)) as { service: DocumentedService };
  return service;
}

export const queryOf = ({ url }: SeenRequest): URLSearchParams => new URL(url, 'http://x').searchParams;
