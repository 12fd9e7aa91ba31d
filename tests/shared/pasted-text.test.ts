import { expect, test } from 'vitest';
import { pastedLink, pastedSearchText } from '../../src/shared/pasted-text.ts';
import { readSearchText, typedLanding } from '../../src/shared/search-filters.ts';

const known = {
  connections: [],
  providers: [
    { provider: 'sendgrid', shortName: 'SendGrid', pages: null, takesUser: false },
    { provider: 'brevo', shortName: 'Brevo', pages: { within: 'brevo.com', except: [] }, takesUser: true },
  ],
} as const;

const page = 'https://app.brevo.com/senders/list';
const as = 'jo@acme.example';

test.each([
  [`Acme Events as:${as}`, `Acme Events as:${as}`],
  [`  Acme Events ${page}?token=abc#x\n`, `Acme Events ${page}`],
  [`${page}?a=1 Acme ${page}?b=2 as:${as}`, `${page} Acme ${page} as:${as}`],
  [page, page],
  // The log-in waits for the rest of the email.
  ['Acme Events as:jo@acme', 'Acme Events as:jo@acme'],
  [`vera@acme.example as: ${as}`, `vera@acme.example as: ${as}`],
])('%j, pasted, is what would be typed', (pasted, searched) => {
  expect(pastedSearchText(pasted, known)).toBe(searched);
  const typed = readSearchText(pasted.trim(), known);
  const read = readSearchText(searched, known);
  expect(typedLanding(read)).toEqual(typedLanding(typed));
  expect(read.words.trim()).toBe(typed.words.trim());
});

test.each([
  'Acme Events',
  'Acme Events https://acme.example/',
  'Hello, please look at https://app.brevo.com/senders/list as soon as possible',
  `Our address is vera@acme.example, the page is ${page}`,
  `Acme Events\n${page}`,
  `${'a'.repeat(180)} ${page}`,
  `${page}?${'a'.repeat(3_000)} Acme`,
])('%j is not', (pasted) => {
  expect(pastedSearchText(pasted, known)).toBeNull();
});

test('a link of Latchkey is known, and only if it is alone', () => {
  expect(pastedLink(' latchkey://open?provider=brevo&account=1\r\n')).toBe('latchkey://open?provider=brevo&account=1');
  expect(pastedLink('LATCHKEY://nonsense')).toBe('LATCHKEY://nonsense');
  expect(pastedLink('see latchkey://open?provider=brevo&account=1')).toBeNull();
  expect(pastedLink('acme')).toBeNull();
});
