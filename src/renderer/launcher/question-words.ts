import { type AccountRow, type AccountState, saysOther } from '../../shared/account.ts';
import type { AppState } from '../../shared/contract.ts';
import { countOf, minutesAgo } from '../../shared/format.ts';
import type { LogInHow, LogInRequest, Question } from '../../shared/log-in.ts';
import {
  customerParts,
  differsOf,
  differsParts,
  ended,
  fact,
  joined,
  landingParts,
  type Part,
  userParts,
} from './sentence-parts.ts';
import type { AskedClosing, AskedLogIn } from './state/launcher-state.ts';

/** States that a user must know before logging in. The others are not shown. */
export const stateWords: Partial<Record<AccountState, string>> = {
  suspended: 'suspended',
  deactivated: 'deactivated',
  banned: 'banned',
  inactive: 'inactive',
};

type Asked = Pick<AskedLogIn, 'row' | 'how'> & { request: Pick<LogInRequest, 'page' | 'as'> };

/** Everything that the guards ask, as one line. */
export function questionParts(
  questions: readonly Question[],
  asked: Asked,
  connections: AppState['connections'],
): readonly Part[] {
  const differs = wantedDiffers(questions, asked, connections);
  const all = questions.map((question) => oneQuestion(question, asked, differs));
  return joined(isNamed(questions, asked) ? all : [wishParts(questions, asked, differs), ...all], ' ');
}

/** Main knows of more customers than the list, and the list of rows that main has not stored. Of lookalikes, their question says it. */
function wantedDiffers(
  questions: readonly Question[],
  { row }: Asked,
  connections: AppState['connections'],
): readonly Part[] {
  if (questions.some(({ kind }) => kind === 'lookalike')) return [];
  const known = questions.find(({ differs }) => differs)?.differs;
  const shown = differsOf(row, connections);
  return differsParts({
    connectionLabel: known?.connectionLabel ?? shown.connectionLabel,
    idTail: known?.idTail ?? shown.idTail,
  });
}

/** Whether the questions themselves name all of the wish: the customer, and the page and the user if there are any. */
function isNamed(questions: readonly Question[], { request }: Asked): boolean {
  const landing = questions.find(({ kind }) => kind === 'landing');
  const { page = null, as = null } = landing?.kind === 'landing' ? landing : {};
  const isLandingNamed = page === (request.page ?? null) && as === (request.as ?? null);
  const customerNamed = questions.some(({ kind }) => kind !== 'replaces-session' && kind !== 'many-windows');
  return customerNamed && isLandingNamed && !(questions.some(isAboutUser) && as === null);
}

const isAboutUser = (question: Question): boolean => question.kind === 'replaces-session' && question.sameCustomer;

function wishParts(
  questions: readonly Question[],
  { row, how, request }: Asked,
  differs: readonly Part[],
): readonly Part[] {
  const wish = how === 'open' ? 'Log in to ' : 'Copy a link for ';
  const { page, as } = request;
  const user = as === undefined && questions.some(isAboutUser) ? userParts(null) : landingParts({ as });
  return [wish, fact(row.name), ...user, ...landingParts({ page }), ...differs, '?'];
}

/** Asked before a customer gets another name. */
export const namingParts = (row: AccountRow, name: string, connections: AppState['connections']): readonly Part[] => [
  'Call ',
  ...customerParts(row, connections),
  ' “',
  fact(name),
  '”?',
];

/** So many windows are named; the palette lists the others. */
const mostNamed = 4;

/** Asked before windows of customers' own are closed. */
export function closingParts({ windows, isAll }: AskedClosing): readonly Part[] {
  const named = windows.slice(0, mostNamed).map(({ name }) => [fact(name)]);
  const more = windows.length - named.length;
  const all = [...joined(named, ', '), ...(more > 0 ? [` and ${more} more`] : [])];
  const end = windows.length === 1 ? 'Its session ends, and' : 'Their sessions end, and';
  const which = isAll ? [`Close all ${windows.length} windows: `, ...all] : ['Close the window of ', ...all];
  return [...which, `? ${end} what is not saved there is lost.`];
}

function oneQuestion(question: Question, { row, how }: Asked, differs: readonly Part[]): readonly Part[] {
  switch (question.kind) {
    case 'changed':
      return changedParts(question, differs);
    case 'state':
      return [fact(row.name), ...differs, ` is ${stateWords[question.state] ?? 'not active'}: the login may fail.`];
    case 'lookalike':
      return lookalikeQuestion(question, row);
    case 'landing':
      return ended(['A link wants to log in to ', fact(row.name), ...landingParts(question), ...differs]);
    case 'replaces-session': {
      const { copied, minutesAgo: minutes, otherDiffers, otherName, otherUser, sameCustomer } = question;
      const other = [fact(otherName), ...differsParts(otherDiffers)];
      const when = minutes === null ? '' : ` ${minutesAgo(minutes)}`;
      const user = sameCustomer || otherUser !== null ? userParts(otherUser) : [];
      const before = copied ? ['A link to ', ...other, ...user, ' was copied'] : [...other, ' was opened', ...user];
      return [...before, `${when}; ${replacement(how, copied)}`];
    }
    case 'many-windows':
      return [`${question.open} windows of customers are open; each takes memory like a browser of its own.`];
  }
}

function changedParts({ now, read }: Question & { kind: 'changed' }, differs: readonly Part[]): readonly Part[] {
  const hasOtherEmail = saysOther({ ...read, name: now.name }, now);
  if (read.name === now.name) return ['The email of ', fact(now.name), ...differs, ' is now ', fact(now.email), '.'];
  const renamed = [fact(read.name), ' is now called ', fact(now.name), ...differs];
  return ended(hasOtherEmail ? [...renamed, ', and its email is ', fact(now.email)] : renamed);
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
