import { brevo } from '../../src/main/providers/brevo/index.ts';
import type { ProviderCall } from '../../src/main/providers/provider.ts';
import { replyOf } from './fixtures.ts';
import { scriptedCall } from './provider-call.ts';
import type { Script, ScriptedReply, ScriptedServer, SeenRequest } from './scripted-server.ts';

// Brevo's adapter at a server that replies by a script.

export const reply = (name: string): ScriptedReply => replyOf('brevo', name);

/** The id of a sub-account, which a number of JavaScript would round. */
export const beyondDoubles = '9007199254740993';

export const ask = (script: Script, more?: Partial<ProviderCall>) => scriptedCall(brevo, script, more);

export const pathOf = ({ url }: SeenRequest): string => url.replace('/v3/corporate/', '').replace(/\?.*/, '');

/** Method and address of each request that the server got. */
export const asked = (server: ScriptedServer): string[] => server.requests.map(({ method, url }) => `${method} ${url}`);
