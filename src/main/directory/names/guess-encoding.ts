import { analyse } from 'chardet';
import { decode } from 'iconv-lite';
import type { NamesEncoding } from '../../../shared/names.ts';
import { yieldToEventLoop } from '../../lib/yield-to-event-loop.ts';
import { codePages, type TwoBytes } from './code-pages.ts';
import { plausibility } from './plausible-text.ts';

const sampleBytes = 4 * 1024;
const longestLine = 500;
/** What counts beside the looks of the text, which are 1 at most. */
const weights = { detected: 0.1, spoken: 0.05, rare: 0.03 };
const lineFeed = 0x0a;
const carriageReturn = 0x0d;

/** The first lines that are not plain ASCII; the others say nothing. */
function sampleOf(bytes: Uint8Array): Uint8Array {
  const sample = new Uint8Array(sampleBytes);
  let length = 0;
  for (let at = bytes.findIndex((byte) => byte > 0x7f); at >= 0 && at < bytes.length && length < sampleBytes; ) {
    let from = at;
    while (from > 0 && !isBreak(bytes[from - 1]) && at - from < longestLine) from -= 1;
    let to = at;
    while (to < bytes.length && !isBreak(bytes[to]) && to - at < longestLine) to += 1;
    const line = bytes.subarray(from, Math.min(to + 1, from + sampleBytes - length));
    sample.set(line, length);
    length += line.length;
    const next = bytes.subarray(to + 1).findIndex((byte) => byte > 0x7f);
    at = next < 0 ? -1 : to + 1 + next;
  }
  return sample.subarray(0, length);
}

const isBreak = (byte: number | undefined): boolean => byte === lineFeed || byte === carriageReturn;

/** The share of the characters of two bytes that are common ones: rare ones together are another encoding, misread. */
function commonShare(sample: Uint8Array, { signs, letters }: TwoBytes): number {
  let all = 0;
  let met = 0;
  for (let at = 0; at < sample.length; at += 1) {
    const lead = sample[at] ?? 0;
    if (lead < 0x80) continue;
    at += 1;
    if (lead === signs) continue;
    all += 1;
    if (letters.some(([from, to]) => lead >= from && lead <= to)) met += 1;
  }
  return all === 0 ? 1 : met / all;
}

/**
 * The most likely encoding of a text that is not Unicode: what the bytes look like in each, what chardet says, and, between
 * almost equal ones, what the user's system uses. `languages`: the system's, as BCP 47 tags.
 */
export async function guessCodePage(bytes: Uint8Array, languages: readonly string[]): Promise<NamesEncoding> {
  const sample = sampleOf(bytes);
  const buffer = Buffer.from(sample.buffer, sample.byteOffset, sample.length);
  const detected = new Map(analyse(sample).map(({ name, confidence }) => [name, confidence / 100] as const));
  const tags = languages.map((tag) => `${tag.toLowerCase()}-`);
  let best: NamesEncoding = 'windows-1252';
  let most = -1;
  for (const page of codePages) {
    const text = decode(buffer, page.encoding);
    const looks = plausibility(text, page.alphabets) * (page.twoBytes ? commonShare(sample, page.twoBytes) : 1);
    const confidence = Math.max(0, ...page.detected.map((name) => detected.get(name) ?? 0));
    const isSpoken = page.languages.some((language) => tags.some((tag) => tag.startsWith(`${language}-`)));
    const isRare = page.languages.length === 0;
    const score = looks + confidence * weights.detected + (isSpoken ? weights.spoken : 0) - (isRare ? weights.rare : 0);
    if (score > most) {
      most = score;
      best = page.encoding;
    }
    await yieldToEventLoop();
  }
  return best;
}
