import type { NamesPreview } from '../../../shared/names.ts';
import { yieldToEventLoop } from '../../lib/yield-to-event-loop.ts';

export interface DecodedText {
  encoding: NamesPreview['encoding'];
  /** The text, in the pieces in which it was decoded. */
  pieces: string[];
}

const sampleBytes = 4_096;
const pieceBytes = 512 * 1024;

const marks = [
  { encoding: 'UTF-8', bytes: [0xef, 0xbb, 0xbf] },
  { encoding: 'UTF-16LE', bytes: [0xff, 0xfe] },
  { encoding: 'UTF-16BE', bytes: [0xfe, 0xff] },
] as const;

/** By Latin-1, browsers and spreadsheets mean Windows code page 1252. */
const decoderNames = { 'UTF-8': 'utf-8', 'UTF-16LE': 'utf-16le', 'UTF-16BE': 'utf-16be', 'Latin-1': 'windows-1252' };

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

/** All control characters except tab, line break and form feed. */
const controlCharacters = /[^\P{Cc}\t\r\n\f]/gu;

/** A text has hardly any control characters, and no zero. */
const isText = (piece: string): boolean =>
  !piece.includes('\0') && (piece.match(controlCharacters)?.length ?? 0) <= piece.length / 100;

/** Null if the bytes are not text in that encoding. */
async function decodeAs(bytes: Uint8Array, encoding: DecodedText['encoding']): Promise<DecodedText | null> {
  const decoder = new TextDecoder(decoderNames[encoding], { fatal: true });
  const pieces: string[] = [];
  try {
    for (let from = 0; from < bytes.length; from += pieceBytes) {
      const piece = decoder.decode(bytes.subarray(from, from + pieceBytes), { stream: true });
      if (!isText(piece)) return null;
      pieces.push(piece);
      await yieldToEventLoop();
    }
    pieces.push(decoder.decode());
    return { encoding, pieces };
  } catch {
    return null;
  }
}

/** Decodes a text file whose encoding is unknown: by its byte order mark, else by its bytes. Null if it is not text. */
export async function decodeText(bytes: Uint8Array): Promise<DecodedText | null> {
  const marked = marks.find((mark) => mark.bytes.every((byte, at) => bytes[at] === byte));
  if (marked) return decodeAs(bytes, marked.encoding);
  const unmarked = utf16Without(bytes.subarray(0, sampleBytes));
  if (unmarked) return decodeAs(bytes, unmarked);
  return (await decodeAs(bytes, 'UTF-8')) ?? decodeAs(bytes, 'Latin-1');
}
