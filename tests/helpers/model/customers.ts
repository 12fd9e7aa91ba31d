import { type AccountState, accountIdOf, type ListedAccount } from '../../../src/shared/account.ts';
import type { Connection } from '../../../src/shared/connection.ts';
import { connection } from '../accounts.ts';

// The customers of the model test. Many are easily mistaken for each other: the test is about such mistakes.

export interface Customer {
  accountId: string;
  connectionId: string;
  remoteId: string;
  name: string;
  email: string;
  state?: AccountState;
}

export const connections: readonly Connection[] = [
  connection({ connectionId: 'sendgridus', label: 'SendGrid (US)' }),
  connection({ connectionId: 'sendgrideu', label: 'SendGrid (EU)', colour: 'teal' }),
  connection({ connectionId: 'brevonorth', provider: 'brevo', label: 'Brevo (North)', colour: 'green' }),
];

const customer = (
  connectionId: string,
  remoteId: string,
  name: string,
  email: string,
  state?: AccountState,
): Customer => ({
  accountId: accountIdOf(connectionId, remoteId),
  connectionId,
  remoteId,
  name,
  email,
  ...(state ? { state } : {}),
});

const foundation = 'Stiftung zur Förderung der schönen Künste im Tal der Elbe und der Saale';

export const customers: readonly Customer[] = [
  customer('sendgridus', 'sg1001', 'Hargreaves Travel', 'it@hargreaves.example'),
  customer('sendgridus', 'sg1002', 'Nordwind GmbH', 'post2@nordwind.example'),
  customer('sendgridus', 'sg1003', 'Acme Corp', 'ops@acme.example'),
  customer('sendgridus', 'sg1004', 'Exemplar S.A.', 'one@exemplar.example'),
  customer('sendgridus', 'sg1005', `${foundation} Nord`, 'nord@stiftung.example'),
  customer('sendgridus', 'sg1006', `${foundation} West`, 'west@stiftung.example'),
  customer('sendgrideu', 'sg2002', 'Nordwind GmbH', 'post8@nordwind.example'),
  // The same customer as above, through the second connection.
  customer('sendgrideu', 'sg1003', 'Acme Corp', 'ops@acme.example'),
  customer('sendgrideu', 'sg2004', 'Exemplar SA', 'two@exemplar.example'),
  customer('brevonorth', '7001', 'Nordwind GmbH', 'post@nordwind.example'),
  customer('brevonorth', '7002', 'Petit Café', 'bonjour@petit.example'),
  customer('brevonorth', '7003', '東京都千代田区商店会連合会北', 'kita@tokyo.example'),
  customer('brevonorth', '7004', '東京都千代田区商店会連合会南', 'minami@tokyo.example'),
  customer('brevonorth', '7005', 'Quiet Bay', 'hello@quiet.example', 'inactive'),
];

const families: readonly (readonly string[])[] = [
  ['Nordwind GmbH', 'Nordwind Gmbh'],
  ['Exemplar S.A.', 'Exemplar SA', 'Exemplar S A'],
];

/** Names of one family are easily mistaken for each other: of the customers, and of those that steps give them. */
export const familyOf = (name: string): string => families.find((names) => names.includes(name))?.[0] ?? name;

export const customerOf = (accountId: string): Customer | undefined =>
  customers.find((each) => each.accountId === accountId);

export const connectionOf = (accountId: string): Connection | undefined =>
  connections.find(({ connectionId }) => accountId.startsWith(`${connectionId}/`));

/** Equal for the accounts of one customer at a provider, perhaps through two connections. */
export const personOf = (accountId: string): string =>
  `${connectionOf(accountId)?.provider} ${accountId.slice(accountId.indexOf('/') + 1)}`;

/** How the story calls a customer. */
export const called = (accountId: string): string =>
  `${customerOf(accountId)?.name ?? accountId} (${connectionOf(accountId)?.label ?? 'unknown'})`;

export const listed = ({ remoteId, name, email, state }: Customer): ListedAccount => ({
  remoteId,
  name,
  email,
  ...(state ? { state } : {}),
});
