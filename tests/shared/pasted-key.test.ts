import { describe, expect, test } from 'vitest';
import { providers } from '../../src/main/providers/registry.ts';
import { holdsSeveralKeys, kindOfKey, readPastedKey } from '../../src/shared/pasted-key.ts';

const facts = providers.map((provider) => provider.facts);
const keys = [
  'SG.canary-abc_DEF.0123-456_789',
  'xkeysib-0123456789abcdef-Canary1',
  'xsmtpsib-0123456789abcdef-Canary1',
];
const read = (pasted: string): string => readPastedKey(pasted, facts);

/** As people copy keys: out of files, commands, code, chats and mails. */
const around: readonly ((key: string) => string)[] = [
  (key) => key,
  (key) => `  ${key}\r\n`,
  (key) => `\u00a0${key}\u2028`,
  ...['""', "''", '``', '“”', '„“', '‘’', '‚‘', '«»', '‹›', '「」', '＂＂', '()', '[]', '{}', '<>'].map(
    ([open, close]) =>
      (key: string) =>
        `${open}${key}${close}`,
  ),
  (key) => `"${key}`,
  (key) => `${key}'`,
  (key) => `**${key}**`,
  (key) => `API_KEY=${key}`,
  (key) => `API_KEY = "${key}"`,
  (key) => `export API_KEY='${key}';`,
  (key) => `set API_KEY=${key}`,
  (key) => `$env:API_KEY = "${key}"`,
  (key) => `process.env.API_KEY = '${key}';`,
  (key) => `"apiKey": "${key}",`,
  (key) => `api-key: ${key}`,
  (key) => `api-key:${key}`,
  (key) => `-H 'api-key: ${key}' \\`,
  (key) => `Authorization: Bearer ${key}`,
  (key) => `Bearer ${key}`,
  (key) => `API key：${key}`,
  (key) => `${key},`,
  (key) => `${key};`,
  (key) => `The key is ${key}.`,
  (key) => `\ufeff${key}\u200b`,
  (key) => `${key.slice(0, 9)}\u00ad\u200b${key.slice(9)}`,
];

describe('a pasted key', () => {
  test.each(around.map((wrap) => [wrap('…'), wrap]))('is read out of %j', (_shown, wrap) => {
    for (const key of keys) expect(read(wrap(key))).toBe(key);
  });

  test.each([
    ['white space inside it', 'SG.canary abc'],
    ['a line break inside it', 'xkeysib-01234\n56789'],
    ['something after it', 'API_KEY=SG.canary-abc # the old one'],
    ['two keys', 'SG.canary-abc SG.canary-def'],
    ['keys of two providers', 'SG.canary-abc, xkeysib-0123'],
    ['a key in the middle of a word', 'NOTSG.canary-abc'],
    ['no key', 'hunter2'],
    ['nothing but a mark', 'SG.'],
    ['nothing', ''],
  ])('is not cut out of a text with %s', (_what, text) => {
    expect(read(`  ${text}\n`)).toBe(text);
  });
});

describe('a text with the beginning of a second key', () => {
  const whole = `SG.${'a'.repeat(22)}.${'b'.repeat(43)}`;

  test.each([
    ['two glued together', whole + keys[1]],
    ['the other one first', keys[1] + whole],
    ['an SMTP key behind a key', whole + keys[2]],
    ['an SMTP key behind one of its own company', `${keys[1]}${keys[2]}`],
    ['the same one twice', whole + whole],
    ['the same one twice, of the other provider', `${keys[1]}${keys[1]}`],
    ['a second one that is cut off', `${whole}SG.a`],
    ['a first one that is cut off', `SG.a${whole}`],
    ['a beginning that was typed before', `SG.${keys[1]}`],
    ['another one in a word before it', `new:key${keys[0]} ${keys[1]}`],
    ['another one after it', `${keys[1]} key${keys[0]}`],
  ])('holds several: %s', (_what, text) => {
    expect(holdsSeveralKeys(text, facts)).toBe(true);
    expect(read(text)).toBe(text);
  });

  test('does not hold several if a key of SendGrid has its beginning inside, by chance', () => {
    const key = `SG.${'a'.repeat(20)}SG.${'b'.repeat(43)}`;
    expect(holdsSeveralKeys(key, facts)).toBe(false);
    expect(read(`API_KEY="${key}"`)).toBe(key);
  });

  test('does not hold several if there is one key, with whatever was copied along', () => {
    for (const key of keys)
      for (const wrap of around) expect(holdsSeveralKeys(wrap(key), facts), wrap('…')).toBe(false);
    for (const text of ['', 'hunter2', 'SG.', `The key of MSG. ${keys[1]}`])
      expect(holdsSeveralKeys(text, facts)).toBe(false);
  });
});

describe('the kind of a key', () => {
  test('is its provider, and whether it is the key that Latchkey needs', () => {
    expect(keys.map((key) => kindOfKey(key, facts))).toMatchObject([
      { facts: { provider: 'sendgrid' }, other: null },
      { facts: { provider: 'brevo' }, other: null },
      { facts: { provider: 'brevo' }, other: 'an SMTP key' },
    ]);
  });

  test('is not known of anything else', () => {
    for (const text of ['', 'S', 'SG', 'sg.1', 'XKEYSIB-1', 'a SG.1']) expect(kindOfKey(text, facts)).toBeNull();
  });
});
