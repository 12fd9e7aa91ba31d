import { expect, test } from 'vitest';
import { latchkeyLinkTo } from '../../src/main/accounts/latchkey-link.ts';
import { selectAccount } from '../../src/main/accounts/select-account.ts';
import type { Account } from '../../src/shared/account.ts';
import type { Connection } from '../../src/shared/connection.ts';
import { openLink, parseDeepLink } from '../../src/shared/deep-link.ts';
import { account } from '../helpers/accounts.ts';
import { fc } from '../helpers/any-input.ts';
import { fakeConnections } from '../helpers/fake-accounts.ts';

const [of] = fakeConnections;
if (!of) throw new Error('there is no connection');
const connection = (connectionId: string, provider: string, label: string): Connection => ({
  ...of,
  connectionId,
  provider,
  label,
});
const connections = [
  connection('north000', 'brevo', 'Brevo (North)'),
  connection('west0000', 'brevo', 'Brevo (West)'),
  connection('main0000', 'sendgrid', 'SendGrid'),
];
const north = account({ connectionId: 'north000', remoteId: '4711', name: 'Smith' });
const west = account({ connectionId: 'west0000', remoteId: '4711', name: 'Smith' });
const elsewhere = account({ connectionId: 'main0000', remoteId: '4711', name: 'Smith' });

const deps = (stored: readonly Account[], labels: Readonly<Record<string, string>> = {}) => ({
  accounts: { findExact: (text: string) => stored.filter(({ remoteId }) => remoteId === text) },
  settings: {
    connection: (id: string) => {
      const found = connections.find(({ connectionId }) => connectionId === id);
      return found && { ...found, label: labels[id] ?? found.label };
    },
  },
});

/** What the launcher selects for a link on a machine with these customers. */
function selected(link: string, stored: readonly Account[], labels?: Readonly<Record<string, string>>): string | null {
  const named = parseDeepLink(link);
  if (!named || !('provider' in named)) throw new Error(`${link} is no link to a customer`);
  const shown: (string | null)[] = [];
  const desktop = {
    announce: () => undefined,
    launcher: { show: ({ select }: { select: string | null }) => void shown.push(select) },
  };
  const { provider, value, connection: label } = named;
  selectAccount(
    { ...deps(stored, labels), providers: [], desktop, use: { mustWait: () => false } },
    { provider, value, connection: label, text: value },
    'deep-link',
  );
  return shown[0] ?? null;
}

test('a copied link names the connection only if another one of the provider has the id', () => {
  expect(latchkeyLinkTo(deps([north, elsewhere]), north)).toBe('latchkey://open?provider=brevo&account=4711');
  expect(latchkeyLinkTo(deps([north, west]), west)).toBe(
    'latchkey://open?provider=brevo&account=4711&connection=Brevo+%28West%29',
  );
});

test('the link of each of two customers with one id selects that one', () => {
  for (const one of [north, west]) {
    expect(selected(latchkeyLinkTo(deps([north, west]), one), [north, west])).toBe(one.accountId);
  }
});

test('SECURITY: no customer is selected among several if the label does not tell them apart', () => {
  const link = latchkeyLinkTo(deps([north, west]), west);
  expect(selected(link, [north, west], { west0000: 'Another label' })).toBeNull();
  expect(selected(link, [north, west], { north000: 'Brevo (West)' })).toBeNull();
});

test('a label in other letters is the same, and one that is unknown here keeps the only customer with the id', () => {
  const link = latchkeyLinkTo(deps([north, west]), west);
  expect(selected(link, [north, west], { west0000: ' brevo (WEST) ' })).toBe(west.accountId);
  expect(selected(link, [north])).toBe(north.accountId);
});

test('whatever the label, the link can be read, and says the label or nothing', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 60 }), (label) => {
      const read = parseDeepLink(openLink('brevo', '4711', label));
      expect(read).toMatchObject({ provider: 'brevo', value: '4711' });
      expect([label, null]).toContain(read && 'connection' in read ? read.connection : undefined);
    }),
  );
});

test.each(['', '%20', 'x'.repeat(61), 'a%00b', 'a%E2%80%AEb', 'a&connection=b'])(
  'no link has the label %s',
  (label) => {
    expect(parseDeepLink(`latchkey://open?provider=brevo&account=1&connection=${label}`)).toBeNull();
  },
);
