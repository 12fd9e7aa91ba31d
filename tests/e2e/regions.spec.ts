import { expect, showLauncher, test } from '../helpers/desk.ts';
import { providerIn } from '../helpers/sandbox-provider.ts';
import { allSynced, barRead, fillIn, highlighted, pressEnterToLogIn, rows, stateOf, visit } from '../helpers/steps.ts';

test('a customer who has moved to the other region is offered there, by the keyboard alone', async ({ outside }) => {
  const { latchkey, launcher, sandbox } = await outside({
    sandbox: { accountsPerProvider: 12, accountsInSecondRegion: 5 },
    connect: ['sendgrid'],
  });
  await allSynced(latchkey, launcher);
  const { key, origins } = providerIn(sandbox, 'sendgrid');
  const list = await fetch(`${origins['eu']}/v3/partners/accounts?limit=1`, {
    headers: { authorization: `Bearer ${key}` },
  });
  const [{ id: moved }] = ((await list.json()) as { accounts: [{ id: string }] }).accounts;
  await showLauncher({ latchkey, launcher });
  await fillIn(launcher, moved);
  await expect(highlighted(launcher)).toBeVisible();
  await launcher.keyboard.press('Enter');
  const bar = launcher.locator('.prompt-bar');
  await expect(bar).toContainText('SendGrid keeps this account in another region.');
  await expect(bar.getByRole('button', { name: 'Connect it as well' })).toBeVisible();
  expect(await latchkey.opened()).toEqual([]);
  // Beside the list, the preview of the same customer offers the same.
  const preview = launcher.locator('.preview');
  await expect(preview.getByRole('button', { name: 'Connect it as well' })).toBeVisible();
  await barRead(launcher);
  await launcher.keyboard.press('Enter');

  // The same customer, now through both connections: the one of the right region opens.
  await expect.poll(async () => (await stateOf(latchkey, launcher)).connections.length).toBe(2);
  await allSynced(latchkey, launcher);
  const { connections } = await stateOf(latchkey, launcher);
  expect(connections.map(({ region, health }) => [region, health.accountCount])).toEqual([
    ['global', 12],
    ['eu', 5],
  ]);
  await showLauncher({ latchkey, launcher });
  await fillIn(launcher, `${moved} `);
  await expect(rows(launcher)).toHaveCount(2);
  while (!(await highlighted(launcher).textContent())?.includes('European Union'))
    await launcher.keyboard.press('ArrowDown');
  const { words } = await visit(await pressEnterToLogIn(latchkey, launcher));
  expect(words).toContain(moved);
  expect(words).toContain('logged in as');
  const [link] = await latchkey.opened();
  expect(new URL(link ?? '').origin).toBe(origins['eu']);
});
