import { expect, test } from 'vitest';
import { sentenceFor } from '../../src/shared/problem-sentences.ts';

test('a sentence with a time has it on the clock of the locale', () => {
  const retryAt = new Date('2026-03-02T14:05:00').toISOString();
  const nextIn = (locale: string) => sentenceFor({ kind: 'rate-limited', provider: 'Brevo', retryAt }, locale).next;
  expect(nextIn('en-GB')).toBe('Try again at 14:05');
  expect(nextIn('en-US')).toMatch(/^Try again at 2:05\sPM$/);
});

test('no refusal that is not about the key says to replace it, and none about something else to sync', () => {
  const provider = 'SendGrid';
  const sentences = [
    sentenceFor({ kind: 'access-forbidden', provider }),
    sentenceFor({ kind: 'account-not-active', provider }),
    sentenceFor({ kind: 'intermediary-refused', status: 403, provider }),
    sentenceFor({ kind: 'plan-required', provider }),
    sentenceFor({ kind: 'ip-not-authorised', provider }),
    sentenceFor({ kind: 'connect-refused', status: 404, why: 'key-or-region', provider }),
    sentenceFor({ kind: 'link-refused', provider }),
  ];
  for (const { what, next, step } of sentences) {
    expect(`${what} ${next}`).not.toMatch(/replace key|sync now|report this/i);
    expect(['none', 'try-again', 'open-allowed-ips']).toContain(step);
  }
});

test('a refused request leads to a sync only if the account may be gone', () => {
  const stepOf = (status: number) => sentenceFor({ kind: 'request-refused', status, provider: 'Brevo' }).step;
  expect([400, 404].map(stepOf)).toEqual(['sync-now', 'sync-now']);
  expect([405, 406, 409, 422, 429].map(stepOf)).toEqual(Array(5).fill('try-again'));
  expect(sentenceFor({ kind: 'request-refused', status: 451, provider: 'Brevo' })).toEqual({
    what: 'Brevo refuses this for legal reasons (451).',
    next: 'Ask the support of Brevo',
    step: 'none',
  });
});

test('a customer whom the list still has after a sync leads to no other sync', () => {
  const stillListed = true;
  expect(sentenceFor({ kind: 'account-gone', orNoSso: true, stillListed, provider: 'SendGrid' })).toEqual({
    what: 'SendGrid has this customer in its list and refuses the log-in: this key may have no single sign-on.',
    next: 'Replace key',
    step: 'replace-key',
  });
  const brevo = {
    what: 'Brevo has this customer in its list and refuses the log-in (404).',
    next: 'Look for the customer at Brevo, or ask its support',
    step: 'none',
  };
  expect(sentenceFor({ kind: 'account-gone', stillListed, provider: 'Brevo' })).toEqual(brevo);
  expect(sentenceFor({ kind: 'request-refused', status: 404, stillListed, provider: 'Brevo' })).toEqual(brevo);
});

test('while connecting, region is only named where there is one to choose', () => {
  const next = (why: 'key' | 'key-or-region') =>
    sentenceFor({ kind: 'connect-refused', status: 404, why, provider: 'X' }).next;
  expect(next('key')).toBe('Check the key');
  expect(next('key-or-region')).toBe('Check the key and its region');
});

test('a list that is too short to be true says what is kept, until when, and what happens then', () => {
  const retryAt = new Date(2026, 10, 24, 5, 7).toISOString();
  const said = (listed: number, customers: number) =>
    sentenceFor({ kind: 'list-short', listed, customers, retryAt, provider: 'Brevo' }, 'en-GB').what;
  expect(said(1, 1_200)).toBe(
    'Brevo listed only 1 of 1,200 customers. The other 1,199 are kept for now, and removed if it still does at 05:07.',
  );
  expect(said(0, 20)).toBe(
    'Brevo sent an empty list. All 20 customers are kept for now, and removed if it still does at 05:07.',
  );
  expect(said(0, 1)).toBe(
    'Brevo sent an empty list. The customer is kept for now, and removed if it still does at 05:07.',
  );
});
