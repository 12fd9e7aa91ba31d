import type { AccountRow } from '../../shared/account.ts';
import type { AppState } from '../../shared/contract.ts';
import type { Differs, ReplacedSession } from '../../shared/log-in.ts';
import { pageWords } from '../../shared/provider-page.ts';

/** A part of a sentence: plain words, or a customer's name or another fact that must stand out. */
export type Part = string | { fact: string };

export const fact = (text: string): Part => ({ fact: text });

const textOf = (part: Part): string => (typeof part === 'string' ? part : part.fact);

/** The sentence without emphasis, for screen readers. */
export const plainWords = (parts: readonly Part[]): string => parts.map(textOf).join('');

/** Added to the name of a customer who has namesakes on the screen. Null: none. */
export const idTailParts = (idTail: string | null): readonly Part[] => (idTail ? [' · id ', fact(`…${idTail}`)] : []);

/** Added to the name of a customer: what tells it from others of this name, or of nearly this name. */
export const differsParts = (differs: Differs | undefined): readonly Part[] =>
  differs
    ? [...(differs.connectionLabel ? [' · ', fact(differs.connectionLabel)] : []), ...idTailParts(differs.idTail)]
    : [];

/** What a row says of its customer beside others that look like it. */
export const differsOf = (
  row: Pick<AccountRow, 'connectionId' | 'idTail' | 'showsConnection'>,
  connections: AppState['connections'],
): Differs => {
  const connection = connections.find(({ connectionId }) => connectionId === row.connectionId);
  return { connectionLabel: row.showsConnection ? (connection?.label ?? null) : null, idTail: row.idTail };
};

/** A customer in a sentence. */
export const customerParts = (row: AccountRow, connections: AppState['connections']): readonly Part[] => [
  fact(row.name),
  ...differsParts(differsOf(row, connections)),
];

/** Added to what a log-in opens, if it names a user or a page. */
export const landingParts = ({
  page,
  as,
}: {
  page?: string | null | undefined;
  as?: string | null | undefined;
}): readonly Part[] => [...(as ? [' as ', fact(as)] : []), ...(page ? [' on ', fact(pageWords(page))] : [])];

/** The user of a log-in beside one of the same customer as another user. Null: it names none. */
export const userParts = (user: string | null | undefined): readonly Part[] => [
  ' as ',
  ...(user ? [fact(user)] : ['the default user']),
];

/** The session that a log-in ends. Of the same customer, the user is what differs. */
export const sessionParts = (replaced: ReplacedSession): readonly Part[] => {
  const { otherDiffers, otherName, otherUser, sameCustomer } = replaced;
  return [
    ...(sameCustomer ? ['the customer’s session'] : otherSessionParts(otherName, otherDiffers)),
    ...(sameCustomer || otherUser !== null ? userParts(otherUser) : []),
  ];
};

const otherSessionParts = (name: string, differs: Differs | undefined): readonly Part[] =>
  differs ? ['the session of ', fact(name), ...differsParts(differs)] : [fact(name), '’s session'];

/** Said of a copied link when the browser holds another session. Latchkey cannot see where it is opened. */
export const copyReplacesParts = (replaced: ReplacedSession): readonly Part[] => [
  '. Unless it is opened in a private window, it replaces ',
  ...ended(sessionParts(replaced)),
];

/** With a full stop, so that a screen reader pauses before what follows. "Zanetti S.r.l." has one already. */
export const endedSentence = (words: string): string => (isEnded(words) ? words : `${words}.`);

/** `endedSentence` for parts. */
export const ended = (parts: readonly Part[]): readonly Part[] =>
  isEnded(plainWords(parts)) ? parts : [...parts, '.'];

const isEnded = (words: string): boolean => /[.!?]$/.test(words);

/** The parts with this one between them. */
export const joined = (groups: readonly (readonly Part[])[], between: string): Part[] =>
  groups.flatMap((group, at) => (at === 0 ? group : [between, ...group]));
