import { analyse, type EncodingName } from 'chardet';
import { decode } from 'iconv-lite';
import type { NamesEncoding } from '../../../shared/names.ts';
import { yieldToEventLoop } from '../../lib/yield-to-event-loop.ts';
import { plausibility } from './plausible-text.ts';

const sampleBytes = 4 * 1024;
const longestLine = 500;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;

interface CodePage {
  encoding: NamesEncoding;
  /** BCP 47 tags of those who mostly use it, without their ends. */
  languages: readonly string[];
  /** What chardet calls it. */
  detected: readonly EncodingName[];
  /** Encodings of two bytes: the first bytes of the common characters, in pairs from and to. */
  common?: readonly number[];
}

/** What a file may be written in that is not Unicode. Of equally likely ones the first is taken. */
const codePages: readonly CodePage[] = [
  {
    encoding: 'windows-1252',
    languages: ['en', 'de', 'fr', 'es', 'pt', 'it', 'nl', 'sv', 'da', 'nb', 'no', 'fi', 'is', 'ca'],
    detected: ['windows-1252', 'ISO-8859-1'],
  },
  {
    encoding: 'windows-1250',
    languages: ['pl', 'cs', 'sk', 'hu', 'ro', 'hr', 'sl', 'bs', 'sq'],
    detected: ['windows-1250'],
  },
  { encoding: 'windows-1251', languages: ['ru', 'uk', 'be', 'bg', 'sr', 'mk', 'kk'], detected: ['windows-1251'] },
  { encoding: 'windows-1253', languages: ['el'], detected: ['windows-1253', 'ISO-8859-7'] },
  { encoding: 'windows-1254', languages: ['tr', 'az'], detected: ['windows-1254', 'ISO-8859-9'] },
  { encoding: 'windows-1255', languages: ['he', 'iw'], detected: ['windows-1255', 'ISO-8859-8'] },
  { encoding: 'windows-1256', languages: ['ar', 'fa', 'ur'], detected: ['windows-1256'] },
  { encoding: 'windows-1257', languages: ['et', 'lv', 'lt'], detected: ['windows-1257'] },
  { encoding: 'windows-1258', languages: ['vi'], detected: ['windows-1258'] },
  { encoding: 'windows-874', languages: ['th'], detected: ['windows-874'] },
  { encoding: 'shift_jis', languages: ['ja'], detected: ['Shift_JIS'], common: [0x82, 0x83, 0x88, 0x97] },
  { encoding: 'euc-kr', languages: ['ko'], detected: ['EUC-KR'], common: [0xb0, 0xc8] },
  { encoding: 'euc-jp', languages: ['ja'], detected: ['EUC-JP'], common: [0xa4, 0xa5, 0xb0, 0xcf] },
  { encoding: 'gb18030', languages: ['zh-cn', 'zh-sg', 'zh-hans'], detected: ['GB18030'], common: [0xb0, 0xd7] },
  { encoding: 'big5', languages: ['zh-tw', 'zh-hk', 'zh-mo', 'zh-hant'], detected: ['Big5'], common: [0xa4, 0xc6] },
  { encoding: 'iso-8859-2', languages: [], detected: ['ISO-8859-2'] },
  { encoding: 'koi8-r', languages: [], detected: ['KOI8-R'] },
  { encoding: 'koi8-u', languages: [], detected: [] },
  { encoding: 'macroman', languages: [], detected: [] },
  { encoding: 'maccenteuro', languages: [], detected: [] },
  { encoding: 'maccyrillic', languages: [], detected: [] },
  { encoding: 'macgreek', languages: [], detected: [] },
  { encoding: 'macturkish', languages: [], detected: [] },
  { encoding: 'cp850', languages: [], detected: [] },
  { encoding: 'cp852', languages: [], detected: [] },
  { encoding: 'cp866', languages: [], detected: [] },
];

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
function commonShare(sample: Uint8Array, common: readonly number[]): number {
  let all = 0;
  let met = 0;
  for (let at = 0; at < sample.length; at += 1) {
    const lead = sample[at] ?? 0;
    if (lead < 0x80) continue;
    all += 1;
    at += 1;
    for (let pair = 0; pair < common.length; pair += 2) {
      if (lead >= (common[pair] ?? 0) && lead <= (common[pair + 1] ?? 0)) met += 1;
    }
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
    const looks = plausibility(decode(buffer, page.encoding)) * (page.common ? commonShare(sample, page.common) : 1);
    const confidence = Math.max(0, ...page.detected.map((name) => detected.get(name) ?? 0));
    const isSpoken = page.languages.some((language) => tags.some((tag) => tag.startsWith(`${language}-`)));
    const score = looks + confidence * 0.1 + (isSpoken ? 0.05 : 0);
    if (score > most) {
      most = score;
      best = page.encoding;
    }
    await yieldToEventLoop();
  }
  return best;
}
