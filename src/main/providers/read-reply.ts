import type { Problem } from '../../shared/problems.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { About } from '../http/network-problems.ts';
import type { HttpHeaders, HttpReply } from '../http/types.ts';
import { longest, plainText } from '../lib/plain-text.ts';

// Readers for data from outside. They ignore missing and unknown fields, and never let a value of the wrong type through.

export type JsonRecord = Readonly<Record<string, unknown>>;

/** What a provider's error reply means; `body` is its JSON, or null if it has none. */
export type ProblemFromResponse = (status: number, body: unknown) => Problem;

/**
 * The JSON of a 2xx reply. Returns `problemFromResponse` for a 4xx or 5xx, intermediary-refused for a 401 or 403 in HTML, and
 * reply-unreadable for a redirect, for nothing, and for something that is not JSON, such as the sign-in page of a public
 * network.
 */
export function readJson(reply: HttpReply, about: About, problemFromResponse: ProblemFromResponse): Result<unknown> {
  const { status, text } = reply;
  // SECURITY: an API redirect is never followed: the second server would receive the key.
  if (status >= 300 && status < 400) return fail({ kind: 'reply-unreadable', why: 'redirect', ...about });
  const body = parseJson(text);
  if (status < 300) {
    const why = text.trim() === '' ? 'empty' : 'not-json';
    return body ? ok(body.value) : fail({ kind: 'reply-unreadable', why, ...about });
  }
  // HTML instead of the documented JSON says nothing about the key or the account. Gateways do send it with a 5xx.
  if (status < 500 && isHtml(text)) {
    const isRefusal = status === 401 || status === 403;
    return fail(
      isRefusal
        ? { kind: 'intermediary-refused', status, ...about }
        : { kind: 'reply-unreadable', why: 'not-json', ...about },
    );
  }
  return fail(problemFromResponse(status, body?.value ?? null));
}

/** The reply is JSON of another shape than documented. */
export const wrongShape = (about: About): Result<never> => fail({ kind: 'reply-unreadable', why: 'shape', ...about });

export const isHtml = (text: string): boolean => text.trimStart().startsWith('<');

/**
 * JSON with integers beyond 2^53 as strings of their digits; a number would be rounded, and a rounded id is another
 * customer's. Null if the text is not JSON.
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
    // Not JSON, or nested so deeply that the reviver runs out of stack.
    return null;
  }
}

export const readRecord = (value: unknown): JsonRecord | null =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonRecord) : null;

/** The records in a list; [] for anything that is not a list. */
export const readRecords = (value: unknown): readonly JsonRecord[] =>
  Array.isArray(value) ? value.map(readRecord).filter((record) => record !== null) : [];

/** One line of text for the screen; '' for anything that is not a text. */
export const readText = (value: unknown, maxLength: number = longest.name): string =>
  typeof value === 'string' ? plainText(value, maxLength) : '';

/** '' for anything that is not an email. */
export function readEmail(value: unknown): string {
  const email = readText(value, 320);
  return email.length <= longest.email && isEmail(email) ? email : '';
}

export const isEmail = (text: string): boolean => /^[^\s@<>"',;]{1,64}@[^\s@<>"',;]{1,189}$/.test(text);

export const readNumber = (value: unknown): number | null =>
  typeof value === 'number' && Number.isFinite(value) ? value : null;

/** A larger number is in milliseconds: in seconds, it would be after the year 5138. */
const mostSeconds = 1e11;

/** ISO time of an RFC 3339 text, or of Unix seconds or milliseconds, as a number or as digits; undefined for anything else. */
export function readIsoTime(value: unknown): string | undefined {
  const unix = typeof value === 'string' && /^\d{9,14}$/.test(value) ? Number(value) : value;
  const ms =
    typeof unix === 'number'
      ? unix * (Math.abs(unix) < mostSeconds ? 1000 : 1)
      : typeof unix === 'string'
        ? Date.parse(unix)
        : Number.NaN;
  const date = new Date(ms);
  return Number.isNaN(date.getTime()) || date.getUTCFullYear() > 9999 || date.getUTCFullYear() < 1970
    ? undefined
    : date.toISOString();
}

/** The bare host of a website as a customer typed it, without `www.`; '' if there is none. */
export function readWebsiteDomain(website: unknown): string {
  const text = readText(website, 500);
  if (!text) return '';
  const url = URL.parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`);
  const host = url?.hostname.replace(/^www\./, '').replace(/\.$/, '') ?? '';
  return /^(?=.{4,253}$)[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z][a-z0-9-]+$/.test(host) ? host : '';
}

/** A header that holds a whole number, such as a rate limit's; null if it is missing or holds something else. */
export function readNumberHeader(headers: HttpHeaders, name: string): number | null {
  const text = headers[name]?.[0]?.trim() ?? '';
  return /^\d{1,12}$/.test(text) ? Number(text) : null;
}
