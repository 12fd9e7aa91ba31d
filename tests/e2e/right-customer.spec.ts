import { type Desk, expect, showLauncher, test } from '../helpers/desk.ts';
import { fillIn, pressEnterToLogIn, rows, search, visit } from '../helpers/steps.ts';

// Two customers whose names hardly differ: the one that was typed is the one that is opened, or Latchkey asks.

const question = ({ launcher }: Desk) => launcher.getByRole('region', { name: 'Before you go on' });

/** Gives customers of one connection these names. Returns their ids there. */
async function renamed({ latchkey, launcher }: Desk, names: readonly string[]): Promise<string[]> {
  const answer = await latchkey.request(launcher, 'searchAccounts', { text: 'co', typed: false });
  if (!answer.ok) throw new Error(answer.problem.kind);
  const [first] = answer.value.rows;
  const some = answer.value.rows.filter(({ connectionId }) => connectionId === first?.connectionId);
  for (const [at, name] of names.entries()) {
    const accountId = some[at]?.accountId ?? '';
    expect(await latchkey.request(launcher, 'renameAccount', { accountId, name })).toMatchObject({ ok: true });
  }
  return some.map(({ remoteId }) => remoteId);
}

for (const names of [
  ['株式会社東日本旅客鉄道サービス', '株式会社東日本旅客鉄道システム'],
  ['The Law Offices of John A. Example and Partners East', 'The Law Offices of John A. Example and Partners West'],
  ['Café Nord', 'Cafe Nord'],
] as const) {
  test(`the whole name, then Enter, opens that customer: ${names.join(' and ')}`, async ({ samples }) => {
    const desk = await samples();
    const { latchkey, launcher } = desk;
    const ids = await renamed(desk, names);
    for (const [at, name] of names.entries()) {
      await showLauncher(desk);
      await search(launcher, name, name);
      const { words } = await visit(await pressEnterToLogIn(latchkey, launcher));
      expect(words).toContain(ids[at]);
    }
  });
}

for (const names of [
  ['Exemplar S.A.', 'Exemplar SA'],
  ['Exemplar Corp', 'Exemplar Corq'],
] as const) {
  test(`${names.join(' and ')} show the ends of their ids, and are asked about`, async ({ samples }) => {
    const desk = await samples();
    const { latchkey, launcher } = desk;
    await renamed(desk, names);
    await showLauncher(desk);
    await fillIn(launcher, 'exemplar');
    await expect(rows(launcher)).toHaveCount(2);
    await expect(launcher.locator('.result-tail')).toHaveCount(2);
    await launcher.keyboard.press('Enter');
    await expect(question(desk)).toContainText(names[1]);
    expect(await latchkey.opened()).toEqual([]);
  });
}
