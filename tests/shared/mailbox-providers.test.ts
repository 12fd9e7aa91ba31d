import { expect, test } from 'vitest';
import { companyDomainOf } from '../../src/shared/mailbox-providers.ts';

const known =
  'gmail.com yahoo.co.uk gmx.net vodafone.de vodafone.it a1.net online.no telia.com xtra.co.nz freemail.hu ukr.net i.ua ' +
  'sapo.pt mail.dk azet.sk sunrise.ch docomo.ne.jp ezweb.ne.jp home.rr.com';

test.each(known.split(' '))('%s is a mail provider’s', (domain) => {
  expect(companyDomainOf(`Vera@${domain.toUpperCase()}`)).toBe('');
});

test.each(['acme.example', 'notgmail.com', 'gmail.com.example', 'ne.jp', 'vodafone-shop.de', 'myvodafone.de'])(
  '%s is not',
  (domain) => {
    expect(companyDomainOf(`vera@${domain}`)).toBe(domain);
  },
);

test('a text without an email has no domain', () => {
  expect([companyDomainOf(''), companyDomainOf('acme.example')]).toEqual(['', '']);
});
