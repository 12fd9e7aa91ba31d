import { expect, test } from 'vitest';
import { windowWish } from '../../src/main/log-in/window-wish.ts';
import { adminConsoleRemoteId } from '../../src/shared/account.ts';
import type { SavedPage } from '../../src/shared/settings.ts';
import { account } from '../helpers/accounts.ts';
import { wanted } from '../helpers/wanted.ts';

const customer = account({ remoteId: '4711', name: 'Acme' });
const linkOrigins = ['https://app.brevo.com'];
const start = { name: 'Brevo', url: 'https://app.brevo.com/' };
const domains: SavedPage = { provider: 'brevo', name: 'domains', page: 'https://app.brevo.com/senders/domain/list' };

const pagesOf = (savedPages: readonly SavedPage[], of = customer, provider = 'brevo') =>
  windowWish(wanted(of, {}, { provider }), { linkOrigins, savedPages, rowId: 1 }).look.pages;

test('a window’s bookmarks are the provider’s page and the pages that the user has saved for it', () => {
  const stats: SavedPage = { provider: 'brevo', name: 'stats', page: 'https://app.brevo.com/statistics' };
  expect(pagesOf([domains, stats])).toEqual([
    start,
    { name: 'domains', url: domains.page },
    { name: 'stats', url: stats.page },
  ]);
});

test('a page of another provider is not among them', () => {
  expect(pagesOf([domains], customer, 'sendgrid').map(({ name }) => name)).toEqual(['Twilio SendGrid']);
});

test.each([
  'https://app.brevo.com.evil.example/',
  'http://app.brevo.com/',
  'https://app.brevo.com/?token=1',
  'https://account-app.brevo.com/account/login/sub-account/sso/abc',
  'javascript:alert(1)',
])('what was written into the settings by hand is no page of the provider: %s', (page) => {
  expect(pagesOf([{ provider: 'brevo', name: 'domains', page }])).toEqual([start]);
});

test('the admin console is not a customer, and has none of the customers’ pages', () => {
  const console = account({ remoteId: adminConsoleRemoteId, kind: 'admin-console' });
  expect(pagesOf([domains], console)).toEqual([start]);
});
