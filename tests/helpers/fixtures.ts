import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ScriptedReply } from './scripted-server.ts';

/** A reply as the vendor documents it. Every fixture says where it was read, and when. */
export interface Fixture {
  source: string;
  /** Date of reading, `2026-11-21`. */
  read: string;
  /** Method and path that it is a reply to; `any` for errors. */
  request: string;
  status: number;
  headers?: Record<string, string>;
  /** JSON text, with every digit of an int64. */
  body: string;
}

const folder = join(import.meta.dirname, '..', 'fixtures');

/** Names of a provider's replies; none if it has no folder. */
export function fixtureNames(provider: string): readonly string[] {
  const files = existsSync(join(folder, provider)) ? readdirSync(join(folder, provider)) : [];
  return files.filter((file) => file.endsWith('.json')).map((file) => file.replace(/\.json$/, ''));
}

export function fixture(provider: string, name: string): Fixture {
  const text = readFileSync(join(folder, provider, `${name}.json`), 'utf8');
  const { rawJSON } = JSON as unknown as { rawJSON: (text: string) => unknown };
  const keepDigits = (_key: string, value: unknown, context?: { source?: string }): unknown =>
    typeof value === 'number' ? rawJSON(context?.source ?? '') : value;
  const { body } = JSON.parse(text, keepDigits) as { body?: unknown };
  return { ...(JSON.parse(text) as Fixture), body: body === undefined ? '' : JSON.stringify(body) };
}

/** The fixture as a server sends it. */
export function replyOf(provider: string, name: string): ScriptedReply {
  const { status, headers = {}, body } = fixture(provider, name);
  return { status, headers: { ...headers, ...(body ? { 'content-type': 'application/json' } : {}) }, body };
}
