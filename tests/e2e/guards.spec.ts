import { type Desk, expect, showLauncher, test } from '../helpers/desk.ts';
import { barRead, pressEnterToLogIn, search, visit } from '../helpers/steps.ts';

// The three questions before a likely slip, asked by the real main.

const question = ({ launcher }: Desk) => launcher.getByRole('region', { name: 'Before you go on' });

test('after another customer of the same provider, it asks once; after one of the other provider, it does not ask', async ({
  samples,
}) => {
  const desk = await samples();
  const { latchkey, launcher } = desk;
  await search(launcher, 'globex shipping', 'Globex Shipping');
  await launcher.keyboard.press('Enter');
  await expect.poll(() => latchkey.opened()).toHaveLength(1);

  await showLauncher(desk);
  await search(launcher, 'initrode', 'Initrode Software');
  await launcher.keyboard.press('Enter');
  await expect(question(desk)).toContainText('Globex Shipping was opened just now; this replaces that session.');
  expect(await latchkey.opened()).toHaveLength(1);
  await launcher.keyboard.press('Escape');
  await expect(question(desk)).toHaveCount(0);
  expect(await latchkey.opened()).toHaveLength(1);

  // The same customer again needs no question, nor does a customer of the other provider.
  for (const [at, name] of ['Globex Shipping', 'Norvia Labs'].entries()) {
    await showLauncher(desk);
    await search(launcher, name, name);
    await launcher.keyboard.press('Enter');
    await expect.poll(() => latchkey.opened()).toHaveLength(2 + at);
  }

  await showLauncher(desk);
  await search(launcher, 'initrode', 'Initrode Software');
  await launcher.keyboard.press('Enter');
  await barRead(launcher);
  await launcher.keyboard.press('Enter');
  await expect.poll(() => latchkey.opened()).toHaveLength(4);
  expect((await visit((await latchkey.opened()).at(-1) ?? '')).words).toContain('logged in as Initrode Software ');

  // After a confirmation, the same question is not asked for half an hour.
  await showLauncher(desk);
  await search(launcher, 'acme & sons', 'Acme & Sons Hardware');
  await launcher.keyboard.press('Enter');
  await expect.poll(() => latchkey.opened()).toHaveLength(5);
});

test('two visible customers with nearly equal names need a second Enter, and show the ends of their ids', async ({
  samples,
}) => {
  const desk = await samples();
  const { latchkey, launcher } = desk;
  await search(launcher, 'smith wesley', 'Smith');
  await launcher.keyboard.press('Enter');
  await expect(question(desk)).toContainText(
    /^(2 customers are called Smith .+|Smith .+ looks almost the same as Smith .+)\. This one is .*id …\w{6}\./,
  );
  expect(await latchkey.opened()).toEqual([]);
  await launcher.keyboard.press('ArrowDown');
  await expect(question(desk)).toHaveCount(0);
  const chosen = launcher.locator('[aria-selected="true"]');
  const name = (await chosen.locator('.result-name').textContent()) ?? '';
  const tail = ((await chosen.locator('.result-tail').textContent()) ?? '').split('…')[1] ?? '';
  const { words } = await visit(await pressEnterToLogIn(latchkey, launcher));
  expect(words).toContain(`logged in as ${name} `);
  expect(words).toMatch(new RegExp(`Id \\w+${tail} `));

  // A customer who was opened within a day needs no question.
  await showLauncher(desk);
  await search(launcher, 'smith wesley', 'Smith');
  await launcher.locator('.result').filter({ hasText: tail }).dblclick();
  await expect.poll(() => latchkey.opened()).toHaveLength(2);
});

test('it asks before a customer that is not active, because the log-in may fail', async ({ desk }) => {
  const { latchkey, launcher } = desk;
  const before = (await latchkey.opened()).length;
  await search(launcher, 'zanetti moda', 'Zanetti Moda');
  await expect(launcher.locator('#result-0 .badge-state')).toContainText('inactive');
  await launcher.keyboard.press('Enter');
  await expect(question(desk)).toContainText('Zanetti Moda S.r.l. is inactive: the login may fail.');
  expect(await latchkey.opened()).toHaveLength(before);
  const { words } = await visit(await pressEnterToLogIn(latchkey, launcher));
  expect(words).toContain('logged in as Zanetti Moda S.r.l. ');
});

test('copying a link asks the same questions', async ({ desk }) => {
  const { latchkey, launcher } = desk;
  const before = (await latchkey.clipboardWrites()).length;
  await search(launcher, 'strauß reisen', 'Strauß Reisen');
  await launcher.keyboard.press('ControlOrMeta+Enter');
  await expect(question(desk)).toContainText('is inactive');
  expect(await latchkey.clipboardWrites()).toHaveLength(before);
  const anyway = launcher.getByRole('button', { name: 'Copy anyway' });
  await expect
    .poll(async () => {
      if (await anyway.isVisible()) await anyway.click();
      return (await latchkey.clipboardWrites()).length;
    })
    .toBe(before + 1);
});

test('another user of the same customer’s account replaces a session: it asks, and says both users', async ({
  samples,
}) => {
  const desk = await samples();
  const { latchkey, launcher } = desk;
  const said = async () => (await latchkey.notices()).at(-1)?.body;
  await search(launcher, 'norvia labs', 'Norvia Labs');
  await pressEnterToLogIn(latchkey, launcher);
  await showLauncher(desk);
  await search(launcher, 'norvia labs as:jo@norvia-labs.example', 'Norvia Labs');
  await launcher.keyboard.press('Enter');
  await expect(question(desk)).toContainText(
    'Log in to Norvia Labs as jo@norvia-labs.example? Norvia Labs was opened as the default user just now; this replaces that session.',
  );
  expect(await latchkey.opened()).toHaveLength(1);
  await barRead(launcher);
  await launcher.keyboard.press('Enter');
  await expect.poll(() => latchkey.opened()).toHaveLength(2);
  expect((await visit((await latchkey.opened()).at(-1) ?? '')).words).toContain('jo@norvia-labs.example');
  await expect
    .poll(said)
    .toBe(
      'Opened as jo@norvia-labs.example at Brevo samples; this replaced the customer’s session as the default user',
    );

  // The same user again replaces nothing; the default one is announced, because the yes is not half an hour old.
  await showLauncher(desk);
  await search(launcher, 'norvia labs as:jo@norvia-labs.example', 'Norvia Labs');
  await launcher.keyboard.press('Enter');
  await expect.poll(() => latchkey.opened()).toHaveLength(3);
  await expect.poll(said).toBe('Opened as jo@norvia-labs.example at Brevo samples');
  await showLauncher(desk);
  await search(launcher, 'norvia labs', 'Norvia Labs');
  await launcher.keyboard.press('Enter');
  await expect.poll(() => latchkey.opened()).toHaveLength(4);
  await expect
    .poll(said)
    .toBe('Opened at Brevo samples; this replaced the customer’s session as jo@norvia-labs.example');
});
