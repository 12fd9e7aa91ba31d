import { describe, expect, test } from 'vitest';
import { keyNamesOf } from '../../src/renderer/components/key-names.ts';
import { barOf } from '../../src/renderer/launcher/bar.ts';
import { actionChoices, landingChoices } from '../../src/renderer/launcher/commands.ts';
import { doneParts } from '../../src/renderer/launcher/done.ts';
import { questionParts } from '../../src/renderer/launcher/question-words.ts';
import { plainWords } from '../../src/renderer/launcher/sentence-parts.ts';
import { rowLanding } from '../../src/renderer/launcher/state/items.ts';
import type { Command } from '../../src/renderer/launcher/state/launcher-keys.ts';
import { statusOf } from '../../src/renderer/launcher/status.ts';
import { workingOf, workingParts } from '../../src/renderer/launcher/working.ts';
import type { AccountRow } from '../../src/shared/account.ts';
import { fail, ok } from '../../src/shared/result.ts';
import { appState } from '../helpers/from-main.ts';
import { type LauncherRig, launcherRig } from '../helpers/launcher-rig.ts';
import { acme, labs, sent } from '../helpers/launcher-story.ts';

// A log-in on a page of the provider, or as another user of the customer's account. Acme Corp is at SendGrid, which takes
// neither; Acme Labs is at Brevo.

const page = 'https://app.brevo.com/senders/list';
const as = 'jo@acme.example';

async function opened(text: string, ...rows: readonly AccountRow[]): Promise<LauncherRig> {
  const rig = launcherRig();
  rig.show();
  rig.type(text);
  while (rig.callsOf('searchAccounts').length > 0 && rig.view().search.waiting)
    await rig.reply('searchAccounts', ok({ text: rig.view().search.text, rows, target: null, total: 60 }));
  return rig;
}

const sentBy = (rig: LauncherRig) => rig.callsOf('logIn').at(-1);

test('Enter leads where the text says', async () => {
  const rig = await opened(`acme ${page} as:${as}`, labs);
  rig.command({ do: 'log-in' });
  expect(sentBy(rig)).toEqual({ ...sent(labs), page, as });
  expect(rowLanding(labs, rig.view())).toEqual({
    place: 'app.brevo.com/senders/list',
    shortPlace: '…/senders/list',
    user: as,
  });
  expect(rowLanding(acme, rig.view())).toEqual({ place: null, shortPlace: null, user: null });
  const working = workingOf(rig.view());
  expect(working && plainWords(workingParts(working))).toBe(
    'Logging in to Acme Labs as jo@acme.example on app.brevo.com/senders/list · Brevo Agency',
  );
  const value = {
    result: 'opened',
    accountName: 'Acme Labs',
    connectionLabel: 'Brevo Agency',
    replaces: null,
  } as const;
  await rig.reply('logIn', ok(value));
  const bar = barOf(rig.view());
  expect(bar?.shows === 'done' && plainWords(doneParts(bar.done))).toBe(
    'Acme Labs is open in the browser · Brevo Agency as jo@acme.example on app.brevo.com/senders/list',
  );
});

const otherPage = 'https://app.brevo.com/contact/list';
const sayPage = 'The text says another page: take it out first';

test.each<[string, Command, string]>([
  [`acme ${page}`, { do: 'land', target: 'senders' }, sayPage],
  [`acme ${page}`, { do: 'land-on', page: otherPage }, sayPage],
  [`acme ${page}`, { do: 'ask-landing', about: 'page' }, sayPage],
  [`acme as:${as}`, { do: 'ask-landing', about: 'user' }, 'The text says a user: take it out first'],
])('what is chosen beside %j must not contradict it: %o', async (text, command, words) => {
  const rig = await opened(text, labs);
  rig.command(command);
  expect(rig.callsOf('logIn')).toEqual([]);
  expect(rig.view()).toMatchObject({ attempt: null, notice: words });
});

test('the page that the text says may be chosen as well, and the user stays', async () => {
  const rig = await opened(`acme ${page} as:${as}`, labs);
  rig.command({ do: 'land-on', page });
  expect(sentBy(rig)).toMatchObject({ target: null, page, as });
});

const presses: readonly Command[] = [
  { do: 'log-in' },
  { do: 'log-in-elsewhere' },
  { do: 'log-in-nth', nth: 1 },
  { do: 'copy-link' },
  { do: 'land', target: 'senders' },
  { do: 'press', key: labs.accountId, nth: 2 },
  { do: 'ask-landing', about: 'page' },
];

test.each<[string, string]>([
  ...['as:', 'as:jo', 'as:jo@acme', 'as:jo ', 'as: jo@acme'].map((typed): [string, string] => [
    `acme ${typed}`,
    'Type the whole email of the user after “as:” first',
  ]),
  [`acme as:${as} as:ann@acme.example`, 'The text says more than one user: take one out'],
  [`acme ${page} ${otherPage}`, 'The text says more than one place to land: take one out'],
])('no press logs in while the text does not say as whom, or where: %j', async (text, words) => {
  for (const command of presses) {
    const rig = await opened(text, labs);
    rig.command({ do: 'press', key: labs.accountId, nth: 1 });
    rig.command(command);
    expect([...rig.callsOf('logIn'), ...rig.callsOf('copyLoginLink')]).toEqual([]);
    expect(rig.view()).toMatchObject({ attempt: null, notice: words });
    expect(statusOf(rig.view(), 0)).toEqual({ icon: 'info', words });
  }
});

test('nor while a word says one place and an address another', async () => {
  const rig = await opened(`acme senders ${page}`, labs);
  rig.send({ type: 'typed', text: `acme  senders ${page}`, edit: 'whole' });
  await rig.reply('searchAccounts', ok({ text: rig.view().search.text, rows: [labs], target: 'senders', total: 60 }));
  rig.command({ do: 'log-in' });
  expect(rig.callsOf('logIn')).toEqual([]);
  expect(rig.view().notice).toBe('The text says more than one place to land: take one out');
});

test.each([
  [`acme ${page}`, 'SendGrid opens no page by its address', acme],
  [`acme as:${as}`, 'SendGrid lets no log-in choose the user', acme],
])('a customer who cannot be opened so is not opened otherwise: %s', async (text, words, row) => {
  const rig = await opened(text, row);
  rig.command({ do: 'log-in' });
  expect(rig.callsOf('logIn')).toEqual([]);
  expect(rig.view().notice).toBe(words);
});

test('the actions ask for a page or a user where the provider takes one', async () => {
  const rig = await opened('acme', labs);
  const names = (): string[] => actionChoices(rig.view(), keyNamesOf('linux')).map(({ name }) => name);
  expect(names()).toEqual(expect.arrayContaining(['Open a page…', 'Log in as another user…']));
  expect(landingChoices(acme, appState())).toEqual([]);
  const atSendgrid = await opened('acme', acme);
  atSendgrid.command({ do: 'ask-landing', about: 'user' });
  expect(atSendgrid.view()).toMatchObject({ attempt: null, notice: 'SendGrid lets no log-in choose the user' });
});

test('a user is asked for, with those that are known, and the log-in waits for the answer', async () => {
  const rig = await opened('acme', labs);
  rig.command({ do: 'ask-landing', about: 'user' });
  expect(rig.view().attempt?.stage).toEqual({ at: 'landing', about: 'user', suggested: null });
  const suggested = { users: [as], pages: [] };
  await rig.reply('suggestLandings', ok(suggested));
  expect(rig.view().attempt?.stage).toEqual({ at: 'landing', about: 'user', suggested });
  expect(rig.callsOf('logIn')).toEqual([]);
  rig.read();
  rig.send({ type: 'landing-given', text: as });
  expect(sentBy(rig)).toMatchObject({ accountId: labs.accountId, target: null, as });
});

test('a page is asked for, in place of a target that was typed', async () => {
  const rig = await opened('acme', labs);
  rig.command({ do: 'ask-landing', about: 'page' });
  rig.read();
  rig.send({ type: 'landing-given', text: page });
  expect(sentBy(rig)).toMatchObject({ accountId: labs.accountId, target: null, page });
});

test('an answer that comes before the field can be seen is none', async () => {
  const rig = await opened('acme', labs);
  rig.command({ do: 'ask-landing', about: 'user' });
  rig.send({ type: 'landing-given', text: as });
  expect(rig.callsOf('logIn')).toEqual([]);
  rig.send({ type: 'prompt-declined' });
  expect(rig.view().attempt).toBeNull();
});

test('a refused user is asked for again', async () => {
  const rig = await opened(`acme as:${as}`, labs);
  rig.command({ do: 'log-in' });
  await rig.reply('logIn', fail({ kind: 'landing-refused', status: 400, what: 'user', provider: 'Brevo' }));
  rig.read();
  rig.send({ type: 'failure-step-taken' });
  expect(rig.view()).toMatchObject({ failure: null, attempt: { row: labs, stage: { at: 'landing', about: 'user' } } });
  rig.read();
  rig.send({ type: 'landing-given', text: 'ann@acme.example' });
  expect(sentBy(rig)).toMatchObject({ as: 'ann@acme.example' });
});

test('what a link named is said whole before it counts', () => {
  const said = (landing: { page: string | null; as: string | null }): string => {
    const request = { as, ...(landing.page === null ? {} : { page }) };
    return plainWords(questionParts([{ kind: 'landing', ...landing }], { row: labs, how: 'open', request }, []));
  };
  expect(said({ page, as })).toBe(
    'A link wants to log in to Acme Labs as jo@acme.example on app.brevo.com/senders/list.',
  );
  expect(said({ page: null, as })).toBe('A link wants to log in to Acme Labs as jo@acme.example.');
});

test('a second Enter for another user is a wish of its own, not the one under way', async () => {
  const rig = await opened(`acme as:${as}`, labs);
  rig.command({ do: 'log-in' });
  rig.command({ do: 'land-on', page });
  expect(rig.callsOf('logIn')).toMatchObject([{ as }, { page, as }]);
  rig.send({ type: 'typed', text: 'acme as:ann@acme.example', edit: 'whole' });
  while (rig.view().search.waiting)
    await rig.reply('searchAccounts', ok({ text: rig.view().search.text, rows: [labs], target: null, total: 60 }));
  rig.command({ do: 'log-in' });
  expect(sentBy(rig)).toMatchObject({ as: 'ann@acme.example' });
});

describe('after a Latchkey link was pasted', () => {
  const link = 'latchkey://open?provider=brevo&account=1000042';
  const refused = fail({ kind: 'deep-link-unreadable', why: 'page-not-https', provider: 'Brevo' });

  test.each([
    ['that main refuses', link, async (rig: LauncherRig) => rig.reply('showPastedLink', refused)],
    ['that main has not answered yet', link, async () => {}],
    ['that no program could read', `${link}&account=7`, async () => {}],
  ])('%s, Enter opens no customer of the list that is there', async (_, pasted, answer) => {
    const rig = await opened('', acme, labs);
    rig.send({ type: 'link-pasted', link: pasted });
    await answer(rig);
    rig.read();
    expect(rig.view().row).toBe(null);
    rig.command({ do: 'log-in' });
    expect(rig.view().notice).toBe('Choose a customer first');
    expect(rig.callsOf('logIn')).toEqual([]);
  });

  test('the question that was on the screen is declined', async () => {
    const rig = await opened('acme', acme, labs);
    rig.command({ do: 'log-in' });
    await rig.reply('logIn', ok({ result: 'ask', questions: [{ kind: 'state', state: 'suspended' }] }));
    rig.send({ type: 'link-pasted', link });
    expect(barOf(rig.view())).toBe(null);
  });

  test('a key that came before its rows is for none of them', async () => {
    const rig = await opened('acme', acme, labs);
    rig.type('acme l');
    rig.command({ do: 'log-in' });
    rig.send({ type: 'link-pasted', link });
    await rig.replyRows([labs]);
    expect(rig.callsOf('logIn')).toEqual([]);
  });
});

test('a Latchkey link that is pasted is shown by main, or refused', async () => {
  const rig = await opened('acme', labs);
  const link = 'latchkey://open?provider=brevo&account=1000042';
  rig.send({ type: 'link-pasted', link });
  expect(rig.callsOf('showPastedLink')).toEqual([{ link }]);
  await rig.reply('showPastedLink', ok(null));
  expect(rig.view()).toMatchObject({ notice: null, search: { text: 'acme' } });
  rig.send({ type: 'link-pasted', link: `${link}&page=https%3A%2F%2Fevil.example%2F` });
  await rig.reply('showPastedLink', fail({ kind: 'deep-link-unreadable', why: 'page', provider: 'Brevo' }));
  expect(rig.view()).toMatchObject({
    notice: 'Latchkey cannot read this link: its page is no page of Brevo. Search by name, then choose the page',
    noticeRefuses: true,
  });
  rig.send({ type: 'typed', text: 'acme l', edit: 'keys' });
  rig.send({ type: 'link-pasted', link: 'latchkey://open?provider=brevo&as=jo%40acme.example' });
  expect(rig.callsOf('showPastedLink')).toHaveLength(2);
  expect(rig.view().notice).toMatch(/: it names a user, and not the customer whose user that is. Add account=/);
});
