import { describe, expect, test } from 'vitest';
import { providers } from '../../src/main/providers/registry.ts';
import { kindOfKey, readPastedKey } from '../../src/shared/pasted-key.ts';

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
