import { expect, test } from 'vitest';
import { goneCustomersWords } from '../../src/shared/gone-customers.ts';

const connections = [
  { connectionId: 'brevo0001', label: 'Brevo (North)' },
  { connectionId: 'sendgrid1', label: 'SendGrid' },
];
const gone = (connectionId: string, count: number, ...names: string[]) => ({ connectionId, count, names });

test.each([
  [[], null],
  [[gone('brevo0001', 0), gone('sendgrid1', 0)], null],
  [[gone('brevo0001', 1, 'Acme')], 'Brevo (North) no longer has Acme'],
  [[gone('removed01', 1, 'Acme')], 'Acme is gone'],
  [[gone('brevo0001', 2, 'Acme', 'Globex')], '2 customers of Brevo (North) are gone: Acme and Globex'],
  [[gone('brevo0001', 3, 'Acme', 'Globex')], '3 customers of Brevo (North) are gone: Acme, Globex and 1 other'],
  [
    [gone('sendgrid1', 0), gone('brevo0001', 1_202, 'Acme', 'Globex')],
    '1,202 customers of Brevo (North) are gone: Acme, Globex and 1,200 others',
  ],
  [
    [gone('sendgrid1', 1, 'Acme'), gone('brevo0001', 28, 'Globex', 'Initech')],
    '29 customers are gone: Acme, Globex and 27 others',
  ],
])('who is gone after a sync: %j', (some, words) => {
  expect(goneCustomersWords(some, connections)).toBe(words);
});
