import type { EncodingName } from 'chardet';
import type { NamesEncoding } from '../../../shared/names.ts';
import type { Alphabet } from './plausible-text.ts';

interface CodePage {
  encoding: NamesEncoding;
  /** BCP 47 tags, without their ends, of the systems that write it by default. None: it is rare. */
  languages: readonly string[];
  /** The languages with Latin or Cyrillic letters that are written in it. */
  alphabets: readonly Alphabet[];
  /** What chardet calls it. */
  detected: readonly EncodingName[];
  twoBytes?: TwoBytes;
}

/** The first bytes of an encoding's characters of two bytes: of its signs, and from and to of its common letters. */
export interface TwoBytes {
  signs: number;
  letters: readonly (readonly [number, number])[];
}

const western: readonly Alphabet[] = [
  'german',
  'french',
  'spanish',
  'portuguese',
  'italian',
  'catalan',
  'nordic',
  'dutch',
];
const central: readonly Alphabet[] = ['polish', 'czech', 'hungarian', 'romanian', 'croatian', 'german'];
const cyrillic: readonly Alphabet[] = ['russian', 'ukrainian', 'belarusian', 'serbian'];
const turkish: readonly Alphabet[] = ['turkish', 'german', 'french'];

const inSystems = (
  encoding: NamesEncoding,
  languages: string,
  detected: readonly EncodingName[],
  alphabets: readonly Alphabet[],
): CodePage => ({ encoding, languages: languages.split(' '), alphabets, detected });

const ofTwoBytes = (
  encoding: NamesEncoding,
  languages: string,
  detected: readonly EncodingName[],
  twoBytes: TwoBytes,
): CodePage => ({ encoding, languages: languages.split(' '), alphabets: [], detected, twoBytes });

const rare = (
  encoding: NamesEncoding,
  alphabets: readonly Alphabet[],
  detected: readonly EncodingName[] = [],
): CodePage => ({ encoding, languages: [], alphabets, detected });

/** What a file may be written in that is not Unicode. Of equally likely ones the first is taken. */
export const codePages: readonly CodePage[] = [
  inSystems('windows-1252', 'en de fr es pt it nl sv da nb no fi ca', ['windows-1252', 'ISO-8859-1'], western),
  inSystems('windows-1250', 'pl cs sk hu ro hr sl bs sq', ['windows-1250'], central),
  inSystems('windows-1251', 'ru uk be bg sr mk kk', ['windows-1251'], cyrillic),
  inSystems('windows-1253', 'el', ['windows-1253', 'ISO-8859-7'], []),
  inSystems('windows-1254', 'tr az', ['windows-1254', 'ISO-8859-9'], turkish),
  // After Turkish: what is one of Turkish's own letters there is one of Icelandic's here, and Turkish is written more.
  inSystems('windows-1252', 'is', [], ['icelandic', 'nordic']),
  inSystems('windows-1255', 'he iw', ['windows-1255', 'ISO-8859-8'], []),
  inSystems('windows-1256', 'ar fa ur', ['windows-1256'], ['french']),
  inSystems('windows-1257', 'et lv lt', ['windows-1257'], ['estonian', 'latvian', 'lithuanian']),
  inSystems('windows-1258', 'vi', ['windows-1258'], ['vietnamese']),
  inSystems('windows-874', 'th', ['windows-874'], []),
  ofTwoBytes('shift_jis', 'ja', ['Shift_JIS'], {
    signs: 0x81,
    letters: [
      [0x82, 0x83],
      [0x88, 0x97],
    ],
  }),
  ofTwoBytes('euc-kr', 'ko', ['EUC-KR'], { signs: 0xa1, letters: [[0xb0, 0xc8]] }),
  ofTwoBytes('euc-jp', 'ja', ['EUC-JP'], {
    signs: 0xa1,
    letters: [
      [0xa4, 0xa5],
      [0xb0, 0xcf],
    ],
  }),
  ofTwoBytes('gb18030', 'zh-cn zh-sg zh-hans', ['GB18030'], { signs: 0xa1, letters: [[0xb0, 0xd7]] }),
  ofTwoBytes('big5', 'zh-tw zh-hk zh-mo zh-hant', ['Big5'], { signs: 0xa1, letters: [[0xa4, 0xc6]] }),
  rare('iso-8859-2', central, ['ISO-8859-2']),
  rare('koi8-r', cyrillic, ['KOI8-R']),
  rare('koi8-u', cyrillic),
  rare('macroman', western),
  rare('maccenteuro', central),
  rare('maccyrillic', cyrillic),
  rare('macgreek', []),
  rare('macturkish', turkish),
  rare('cp850', western),
  rare('cp852', central),
  rare('cp866', cyrillic),
];
