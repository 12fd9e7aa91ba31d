import type { AccountRow, AccountState } from '../../shared/account.ts';
import { countOf, minutesAgo } from '../../shared/format.ts';
import type { LogInHow, Question } from '../../shared/log-in.ts';
import { ended, fact, joined, type Part } from './sentence-parts.ts';
import type { AskedLogIn } from './state/launcher-state.ts';

/** States that a user must know before logging in. The others are not shown. */
export const stateWords: Partial<Record<AccountState, string>> = {
  suspended: 'suspended',
  deactivated: 'deactivated',
  banned: 'banned',
  inactive: 'inactive',
};

type Asked = Pick<AskedLogIn, 'row' | 'how'>;

/** Everything that the guards ask, as one line. */
export const questionParts = (questions: readonly Question[], asked: Asked): readonly Part[] =>
  joined(
    questions.map((question) => oneQuestion(question, asked)),
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

function oneQuestion(question: Question, { row, how }: Asked): readonly Part[] {
  switch (question.kind) {
    case 'state':
      return [fact(row.name), ` is ${stateWords[question.state] ?? 'not active'}: the login may fail.`];
    case 'lookalike':
      return lookalikeQuestion(question, row);
    case 'replaces-session': {
      const { copied, minutesAgo: minutes, otherName } = question;
      const when = minutes === null ? '' : ` ${minutesAgo(minutes)}`;
      const before = copied ? ['A link to ', fact(otherName), ' was copied'] : [fact(otherName), ' was opened'];
      return [...before, `${when}; ${replacement(how, copied)}`];
    }
  }
}

/** All private windows share one session. Latchkey cannot see in which kind of window a copied link is opened. */
function replacement(how: LogInHow, copied: boolean): string {
  if (how === 'open')
    return `this replaces that session${copied ? ', unless the link was opened in a private window' : ''}.`;
  return copied
    ? 'this link replaces that session if both are opened in the same kind of window.'
    : 'unless the link is opened in a private window, it replaces that session.';
}

function lookalikeQuestion(question: Question & { kind: 'lookalike' }, row: AccountRow): readonly Part[] {
  const { connectionLabel, email, idTail, namesakes, otherName } = question;
  const alikeness = ended(
    namesakes > 1
      ? [`${countOf(namesakes, 'customer')} are called `, fact(row.name)]
      : [fact(row.name), ' looks almost the same as ', fact(otherName)],
  );
  const facts: readonly (readonly Part[])[] = [
    ...(connectionLabel ? [['at ', fact(connectionLabel)]] : []),
    ...(email ? [[fact(email)]] : []),
    ...(idTail ? [['id ', fact(`…${idTail}`)]] : []),
  ];
  return facts.length === 0 ? alikeness : [...alikeness, ...ended([' This one is ', ...joined(facts, ', ')])];
}
