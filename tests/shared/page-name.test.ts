import { expect, test } from 'vitest';
import { pageNameFault } from '../../src/shared/page-name.ts';

const places = ['Senders and domains', 'senders', 'sms-transactional'];
const connections = ['Müller, North samples Twilio SendGrid European Union', 'Agency Brevo Global'];

test.each([
  ['ip', 'too-short'],
  ['  a ', 'too-short'],
  ['is:new', 'filter'],
  ['@north', 'filter'],
  ['#gold', 'filter'],
  ['“ips”', 'filter'],
  ['one two three four five', 'too-many-words'],
  ['Senders', 'place'],
  ['SENDERS AND DOMAINS', 'place'],
  ['senders  and domains', 'place'],
  ['senders and more', null],
  [' sms-transactional', 'place'],
  ['dedicated  IP', null],
  ['sender', null],
  ['中文名', null],
  ['one two three four', null],
  ['...', 'too-short'],
  ['.-–', 'too-short'],
  ['🙂🙂🙂', 'too-short'],
  ['a...', 'too-short'],
  ['brevo', 'connection'],
  ['Brev', 'connection'],
  ['sendgrid', 'connection'],
  ['sample', 'connection'],
  ['north', 'connection'],
  ['muller', 'connection'],
  ['Müll', 'connection'],
  ['european union', 'connection'],
  ['samples-north', 'connection'],
  ['global', 'connection'],
  ['sample page', null],
  ['agency north', null],
  ['brevos', null],
  ['dedicated-ip', null],
])('the name “%s” of a saved page: %s', (name, fault) => {
  expect(pageNameFault(name, places, connections)).toBe(fault);
});
