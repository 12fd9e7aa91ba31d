import type { Problem } from '../../shared/problems.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { About } from '../http/network-problems.ts';
import type { HttpReply } from '../http/types.ts';
import { plainText } from '../lib/plain-text.ts';

// Small readers for what comes from outside: lenient to what is missing or too much, never a wrong type further in.

export type JsonRecord = Readonly<Record<string, unknown>>;

/** The provider's own way to say no: its body as JSON, or null where it is none. */
export type Refusal = (status: number, body: unknown) => Problem;

/**
 * The JSON of a 2xx reply. Returns what `refusal` makes of a 4xx or 5xx, and reply-unreadable for a redirect or for
 * something that is no JSON, such as the sign-in page of a public network.
 */
export function readJson(reply: HttpReply, about: About, refusal: Refusal): Result<unknown> {
  const { status, text } = reply;
  // SECURITY: an API redirect is never followed: the second server would be handed the key.
  if (status >= 300 && status < 400) return fail({ kind: 'reply-unreadable', why: 'redirect', ...about });
  const body = parseJson(text);
  if (status < 300) return body ? ok(body.value) : fail({ kind: 'reply-unreadable', why: 'not-json', ...about });
  // A page of HTML instead of the documented JSON says nothing of the key or the account. Gateways do send it with a 5xx.
  if (status < 500 && isHtml(text)) return fail({ kind: 'reply-unreadable', why: 'not-json', ...about });
  return fail(refusal(status, body?.value ?? null));
}

export const isHtml = (text: string): boolean => text.trimStart().startsWith('<');

/**
 * JSON with integers beyond 2^53 as strings of their digits; a number would be rounded, and a rounded id is another
 * customer's. Null where it is no JSON.
 */
export function parseJson(text: string): { value: unknown } | null {
  const keepDigits = (_key: string, value: unknown, context?: { source?: string }): unknown =>
    typeof value === 'number' && !Number.isSafeInteger(value) && /^-?\d+$/.test(context?.source ?? '')
      ? context?.source
      : value;
  try {
    // A reviver costs time, and most replies hold no such number.
    return { value: /\d{16}/.test(text) ? JSON.parse(text, keepDigits) : JSON.parse(text) };
  } catch {
    // Also where it is nested so deeply that the reviver runs out of stack.
    return null;
  }
}

export const recordOf = (value: unknown): JsonRecord | null =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonRecord) : null;

export const recordsOf = (value: unknown): readonly JsonRecord[] =>
  Array.isArray(value) ? value.map(recordOf).filter((record) => record !== null) : [];

/** One line of text for the screen; '' for anything that is not a text. */
export const textOf = (value: unknown, longest = 200): string =>
  typeof value === 'string' ? plainText(value, longest) : '';

export function emailOf(value: unknown): string {
  const email = textOf(value, 320);
  return email.length <= 254 && isEmail(email) ? email : '';
}

export const isEmail = (text: string): boolean => /^[^\s@<>"',;]{1,64}@[^\s@<>"',;]{1,189}$/.test(text);

export const numberOf = (value: unknown): number | null =>
  typeof value === 'number' && Number.isFinite(value) ? value : null;

/** ISO time of an RFC 3339 text or of Unix seconds, or undefined. */
export function isoTimeOf(value: unknown): string | undefined {
  const ms = typeof value === 'number' ? value * 1000 : typeof value === 'string' ? Date.parse(value) : Number.NaN;
  const date = new Date(ms);
  return Number.isNaN(date.getTime()) || date.getUTCFullYear() > 9999 || date.getUTCFullYear() < 1970
    ? undefined
    : date.toISOString();
}

/** The bare host of a website as a customer typed it, without `www.`; '' where it is none. */
export function domainOf(website: unknown): string {
  const text = textOf(website, 500);
  if (!text) return '';
  const url = URL.parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`);
  const host = url?.hostname.replace(/^www\./, '').replace(/\.$/, '') ?? '';
  return /^(?=.{4,253}$)[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z][a-z0-9-]+$/.test(host) ? host : '';
}
