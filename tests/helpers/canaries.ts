import { randomBytes } from 'node:crypto';

/** A secret made for one run. It is random, so it is found only where the program wrote it. */
export interface Canary {
  /** The secret that it plays: `key of SendGrid`, `codes of login links`, … */
  about: string;
  /** Letters and digits in the middle of the secret, long enough to exclude chance. */
  core: string;
}

export const newCanary = (about: string): Canary => ({ about, core: `cAnaRy${randomBytes(9).toString('hex')}` });

/** A key in the vendor's form, with every character that an encoder would change. */
export const keyOf = (canary: Canary, start: string): string => `${start}${canary.core}+/"\\%25'&<>=~`;

/** The text in base64 for each of its three offsets, without the letters that its neighbours change. */
function inBase64(text: string, encoding: 'base64' | 'base64url'): Buffer[] {
  return [0, 1, 2].map((shift) => {
    const letters = Buffer.concat([Buffer.alloc(shift), Buffer.from(text)])
      .toString(encoding)
      .replaceAll('=', '');
    const from = Math.ceil((shift * 8) / 6);
    const to = Math.floor(((shift + text.length) * 8) / 6);
    return Buffer.from(letters.slice(from, to));
  });
}

const each = (text: string, write: (code: string) => string): Buffer =>
  Buffer.from([...Buffer.from(text)].map((code) => write(code.toString(16).padStart(2, '0'))).join(''));

/** Ways to encode a text. Each returns the bytes to look for. */
export const encodings: Readonly<Record<string, (text: string) => readonly Buffer[]>> = {
  plain: (text) => [Buffer.from(text)],
  'upper case': (text) => [Buffer.from(text.toUpperCase())],
  'lower case': (text) => [Buffer.from(text.toLowerCase())],
  base64: (text) => inBase64(text, 'base64'),
  base64url: (text) => inBase64(text, 'base64url'),
  percent: (text) => [each(text, (code) => `%${code}`), each(text, (code) => `%${code.toUpperCase()}`)],
  'JSON escapes': (text) => [each(text, (code) => `\\u00${code}`), each(text, (code) => `\\u00${code.toUpperCase()}`)],
  'UTF-16LE': (text) => [Buffer.from(text, 'utf16le')],
  'UTF-16BE': (text) => [Buffer.from(text, 'utf16le').swap16()],
  hex: (text) => [each(text, (code) => code), each(text, (code) => code.toUpperCase())],
  'HTML entities': (text) => [each(text, (code) => `&#x${code};`)],
};

/** Places in which a secret must not be: a name, and the current contents. */
export type Sinks = ReadonlyMap<string, Buffer>;

export interface Leak {
  sink: string;
  about: string;
  encoding: string;
}

/** Returns every canary, in every encoding, that a sink contains. */
export function leaksIn(sinks: Sinks, canaries: readonly Canary[]): Leak[] {
  const found: Leak[] = [];
  for (const { about, core } of canaries) {
    for (const [encoding, write] of Object.entries(encodings)) {
      for (const bytes of write(core)) {
        for (const [sink, content] of sinks) if (content.includes(bytes)) found.push({ sink, about, encoding });
      }
    }
  }
  return found;
}

/**
 * Plants every canary in every encoding in each sink. Returns the names of the sinks in which the scan finds all of
 * them: a scan that misses a planted canary proves nothing.
 */
export function sinksThatShowPlanted(sinks: Sinks, canaries: readonly Canary[]): string[] {
  const planted = Buffer.concat(
    canaries.flatMap(({ core }) => Object.values(encodings).flatMap((write) => [...write(core), Buffer.from('\n')])),
  );
  const wanted = canaries.length * Object.keys(encodings).length;
  return [...sinks].flatMap(([sink, content]) => {
    const found = leaksIn(new Map([[sink, Buffer.concat([content, planted])]]), canaries);
    return new Set(found.map(({ about, encoding }) => `${about} ${encoding}`)).size === wanted ? [sink] : [];
  });
}
