import { getDecoder } from 'iconv-lite';
import type { NamesEncoding } from '../../../shared/names.ts';
import { yieldToEventLoop } from '../../lib/yield-to-event-loop.ts';
import { guessCodePage } from './guess-encoding.ts';

export interface DecodedText {
  encoding: NamesEncoding;
  /** The bytes do not prove the encoding: a person has to look at the letters. */
  isGuess: boolean;
  /** The text, in the pieces in which it was decoded. What cannot be decoded is U+FFFD. */
  pieces: string[];
}

const sampleBytes = 4_096;
const pieceBytes = 512 * 1024;

const marks = [
  { encoding: 'UTF-8', bytes: [0xef, 0xbb, 0xbf] },
  { encoding: 'UTF-16LE', bytes: [0xff, 0xfe] },
  { encoding: 'UTF-16BE', bytes: [0xfe, 0xff] },
] as const;

/** In UTF-16, each Western letter has one zero byte: the second in LE, the first in BE. */
function utf16Without(sample: Uint8Array): 'UTF-16LE' | 'UTF-16BE' | null {
  let even = 0;
  let odd = 0;
  sample.forEach((byte, at) => {
    if (byte !== 0) return;
    if (at % 2) odd += 1;
    else even += 1;
  });
  const many = sample.length * 0.2;
  if (odd > many && even < many / 4) return 'UTF-16LE';
  if (even > many && odd < many / 4) return 'UTF-16BE';
  return null;
}

/** ASCII's control characters except tab, line break and form feed. A wrong encoding makes others of letters. */
const controlCharacters = /[^\P{ASCII}\t\r\n\f -~]/gu;

/** A text has hardly any control characters, and no zero. */
const isText = (piece: string): boolean =>
  !piece.includes('\0') && (piece.match(controlCharacters)?.length ?? 0) <= piece.length / 100;

type Decoder = (bytes: Uint8Array | null) => string;

/** Decodes piece after piece, and with null the end. Throws if UTF-16 is not well-formed: it is no UTF-16 then. */
function decoderOf(encoding: NamesEncoding): Decoder {
  if (encoding === 'UTF-8' || encoding === 'UTF-16LE' || encoding === 'UTF-16BE') {
    const decoder = new TextDecoder(encoding, { fatal: encoding !== 'UTF-8' });
    return (bytes) => (bytes ? decoder.decode(bytes, { stream: true }) : decoder.decode());
  }
  const decoder = getDecoder(encoding);
  return (bytes) =>
    (bytes ? decoder.write(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)) : decoder.end()) ?? '';
}

/** The pieces of the text, or null if the bytes are not text in that encoding. */
async function decodeAs(bytes: Uint8Array, encoding: NamesEncoding): Promise<string[] | null> {
  const decode = decoderOf(encoding);
  const pieces: string[] = [];
  try {
    for (let from = 0; from < bytes.length; from += pieceBytes) {
      const piece = decode(bytes.subarray(from, from + pieceBytes));
      if (!isText(piece)) return null;
      pieces.push(piece);
      await yieldToEventLoop();
    }
    pieces.push(decode(null));
    return pieces;
  } catch {
    return null;
  }
}

/** How many letters beyond ASCII UTF-8 has for each byte that it cannot read. In another encoding there are hardly any. */
const goodForEachBad = 3;
const replacement = 0xfffd;

/** Whether the text was UTF-8, perhaps with a few bad bytes: a file that was put together from several may have some. */
async function wasUtf8(pieces: readonly string[]): Promise<{ isUtf8: boolean; isWhole: boolean }> {
  let good = 0;
  let bad = 0;
  for (const piece of pieces) {
    for (let at = 0; at < piece.length; at += 1) {
      const code = piece.charCodeAt(at);
      if (code === replacement) bad += 1;
      else if (code > 0x7f) good += 1;
    }
    await yieldToEventLoop();
  }
  return { isUtf8: good >= bad * goodForEachBad, isWhole: bad === 0 };
}

/**
 * Decodes a text file: as `chosen`, else by its byte order mark, else by its bytes and the system's `languages` (BCP 47 tags).
 * Null if it is not text.
 */
export async function decodeText(
  bytes: Uint8Array,
  languages: readonly string[],
  chosen: NamesEncoding | null,
): Promise<DecodedText | null> {
  const as = async (encoding: NamesEncoding, isGuess: boolean): Promise<DecodedText | null> => {
    const pieces = await decodeAs(bytes, encoding);
    return pieces && { encoding, isGuess, pieces };
  };
  if (chosen) return as(chosen, false);
  const marked = marks.find((mark) => mark.bytes.every((byte, at) => bytes[at] === byte));
  const unicode = marked?.encoding ?? utf16Without(bytes.subarray(0, sampleBytes));
  if (unicode) return as(unicode, false);
  const utf8 = await as('UTF-8', false);
  if (!utf8) return null;
  const { isUtf8, isWhole } = await wasUtf8(utf8.pieces);
  return isUtf8 ? { ...utf8, isGuess: !isWhole } : as(await guessCodePage(bytes, languages), true);
}
