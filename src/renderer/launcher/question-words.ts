import type { AccountRow, AccountState } from '../../shared/account.ts';
import { countOf, minutesAgo } from '../../shared/format.ts';
import type { Question } from '../../shared/log-in.ts';
import { fact, joined, type Part } from './sentence-parts.ts';

/** States that a user must know before logging in. The others are not shown. */
export const stateWords: Partial<Record<AccountState, string>> = {
  suspended: 'suspended',
  deactivated: 'deactivated',
  banned: 'banned',
  inactive: 'inactive',
};

/** Everything that the guards ask, as one line. */
export const questionParts = (questions: readonly Question[], row: AccountRow): readonly Part[] =>
  joined(
    questions.map((question) => oneQuestion(question, row)),
    ' ',
  );

/** Asked before a customer gets another name. */
export const namingParts = (row: AccountRow, name: string): readonly Part[] => [
  'Call ',
  fact(row.name),
  ' “',
  fact(name),
  '”?',
];

function oneQuestion(question: Question, row: AccountRow): readonly Part[] {
  switch (question.kind) {
    case 'state':
      return [fact(row.name), ` is ${stateWords[question.state] ?? 'not active'}: the login may fail.`];
    case 'lookalike':
      return lookalikeQuestion(question, row);
    case 'replaces-session': {
      const { copied, minutesAgo: minutes, otherName } = question;
      const when = minutes === null ? '' : ` ${minutesAgo(minutes)}`;
      const before = copied ? ['A link to ', fact(otherName), ' was copied'] : [fact(otherName), ' was opened'];
      return [...before, `${when}; this replaces that session.`];
    }
  }
}

function lookalikeQuestion(question: Question & { kind: 'lookalike' }, row: AccountRow): readonly Part[] {
  const { alike, connectionLabel, email, idTail, otherName, sameName } = question;
  const alikeness: readonly Part[] = sameName
    ? [`${countOf(alike, 'customer')} are called `, fact(row.name), '.']
    : [fact(row.name), ' looks almost the same as ', fact(otherName), '.'];
  const facts: readonly (readonly Part[])[] = [
    ...(connectionLabel ? [['at ', fact(connectionLabel)]] : []),
    ...(email ? [[fact(email)]] : []),
    ...(idTail ? [['id ', fact(`…${idTail}`)]] : []),
  ];
  return facts.length === 0 ? alikeness : [...alikeness, ' This one is ', ...joined(facts, ', '), '.'];
}
