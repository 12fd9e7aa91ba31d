import { expect, test } from 'vitest';
import { pageNameFault } from '../../src/shared/page-name.ts';

const verbs = ['senders', 'sms-transactional'];

test.each([
  ['ip', 'too-short'],
  ['  a ', 'too-short'],
  ['is:new', 'filter'],
  ['@north', 'filter'],
  ['#gold', 'filter'],
  ['“ips”', 'filter'],
  ['one two three four five', 'too-many-words'],
  ['Senders', 'place'],
  [' sms-transactional', 'place'],
  ['dedicated  IP', null],
  ['sender', null],
  ['中文名', null],
  ['one two three four', null],
])('the name “%s” of a saved page: %s', (name, fault) => {
  expect(pageNameFault(name, verbs)).toBe(fault);
});
