import { randomBytes } from 'node:crypto';

/** A secret made for one run: random, so that it stands nowhere unless the program wrote it there. */
export interface Canary {
  /** What it plays: `key of SendGrid`, `codes of login links`, … */
  about: string;
  /** Letters and digits in the middle of the secret, long enough to be no accident. */
  core: string;
}

export const newCanary = (about: string): Canary => ({ about, core: `cAnaRy${randomBytes(9).toString('hex')}` });

/** A key of the vendor's form, with every sign that an encoder would write in another way. */
export const keyOf = (canary: Canary, start: string): string => `${start}${canary.core}+/"\\%25'&<>=~`;

/** Both places of a text in a stream of six-bit letters, and the third; without the letters that neighbours change. */
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

/** Ways in which a text may be written down; each answers the bytes to look for. */
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

/** Where a secret must not be: a name, and what stands there now. */
export type Sinks = ReadonlyMap<string, Buffer>;

export interface Leak {
  sink: string;
  about: string;
  encoding: string;
}

/** Every canary in every encoding that stands in a sink. */
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
 * The names of those sinks in which every canary, planted there in every encoding, is found again. A scan whose own planted
 * canary is not found is void.
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
