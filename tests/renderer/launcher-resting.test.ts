import { beforeEach, describe, expect, test } from 'vitest';
import { barOf } from '../../src/renderer/launcher/bar.ts';
import { restWords } from '../../src/renderer/launcher/failure-words.ts';
import { saidWords } from '../../src/renderer/launcher/words.ts';
import { fail, ok } from '../../src/shared/result.ts';
import { acme, enter, labs, opened, openWith, rig } from '../helpers/launcher-story.ts';

// A log-in that the provider refuses for a while: the bar counts down, offers a reminder, and opens nothing by itself.

const retryAt = (): string => new Date(rig.clock.now() + 30_000).toISOString();
const rest = () => rig.view().failure?.rest?.phase;
const inBar = () => {
  const bar = barOf(rig.view());
  return bar?.shows === 'failure' ? restWords(bar.failure) : null;
};

async function refused(at = retryAt()): Promise<void> {
  enter();
  await rig.reply(
    'logIn',
    fail({ kind: 'rate-limited', retryAt: at, provider: 'SendGrid', connectionId: 'sendgrid1' }),
  );
  rig.read();
}

beforeEach(() => openWith([acme, labs]));

test('counts down, and sends nothing to the provider until it is over', async () => {
  await refused();
  expect(inBar()).toEqual({
    what: 'SendGrid takes no log-ins for now.',
    button: 'Tell me then',
    until: 'Log in again in',
    at: '1970-01-01T00:00:30.000Z',
  });
  expect(saidWords(rig.view())).toMatch(
    /^Acme Corp: SendGrid takes no log-ins for now\. Log in again at .*\. Press Enter/,
  );
  rig.clock.pass(20_000);
  enter();
  expect(rig.callsOf('logIn')).toHaveLength(1);
});

test('Enter asks main to tell, once it has been read', async () => {
  const at = retryAt();
  enter();
  await rig.reply(
    'logIn',
    fail({ kind: 'rate-limited', retryAt: at, provider: 'SendGrid', connectionId: 'sendgrid1' }),
  );
  enter();
  expect(rig.callsOf('remindOfLogIn')).toEqual([]);
  rig.read();
  enter();
  expect(rig.callsOf('remindOfLogIn')).toEqual([{ accountId: acme.accountId, at }]);
  await rig.reply('remindOfLogIn', ok(null));
  expect(inBar()).toMatchObject({ button: null, until: 'Latchkey tells you in' });
  expect(saidWords(rig.view())).toContain('Latchkey tells you at');
});

test('what was asked for and dismissed with Esc is not offered again', async () => {
  const at = retryAt();
  await refused(at);
  enter();
  await rig.reply('remindOfLogIn', ok(null));
  rig.read();
  rig.command({ do: 'escape' });
  expect(inBar()).toBeNull();
  await refused(at);
  expect(inBar()).toMatchObject({ button: null, until: 'Latchkey tells you in' });
  enter();
  expect(rig.callsOf('remindOfLogIn')).toHaveLength(1);
  rig.read();
  rig.command({ do: 'escape' });
  // A longer rest than the reminder is about.
  await refused(new Date(Date.parse(at) + 60_000).toISOString());
  expect(inBar()).toMatchObject({ button: 'Tell me then' });
});

test('once this was said, Enter changes nothing and the bar shows it', async () => {
  await refused();
  enter();
  await rig.reply('remindOfLogIn', ok(null));
  rig.read();
  const { flashes } = rig.view().reading;
  enter();
  expect(rig.view().reading.flashes).toBeGreaterThan(flashes);
  expect(rig.callsOf('remindOfLogIn')).toHaveLength(1);
  expect(rig.callsOf('logIn')).toHaveLength(1);
});

describe('when it is over', () => {
  test.each(['counting', 'will-tell'] as const)(
    'nothing is opened without a press, and Enter logs in (%s)',
    async (until) => {
      await refused();
      if (until === 'will-tell') {
        enter();
        await rig.reply('remindOfLogIn', ok(null));
      }
      expect(rest()).toBe(until);
      rig.clock.pass(31_000);
      expect(inBar()).toEqual({
        what: 'SendGrid may take log-ins again.',
        button: 'Log in',
        until: null,
        at: expect.any(String),
      });
      expect(rig.callsOf('logIn')).toHaveLength(1);
      rig.read();
      enter();
      expect(rig.callsOf('logIn')).toHaveLength(2);
      await rig.reply('logIn', opened);
      expect(rig.view().failure).toBeNull();
    },
  );

  test('a press that was meant for "Tell me then" does not log in', async () => {
    await refused();
    rig.clock.pass(31_000);
    enter();
    expect(rig.callsOf('logIn')).toHaveLength(1);
    expect(rig.callsOf('remindOfLogIn')).toEqual([]);
  });

  test('another failure that has taken its place stays', async () => {
    await refused();
    rig.command({ do: 'move', to: 'next' });
    enter();
    await rig.reply('logIn', fail({ kind: 'account-gone', provider: 'SendGrid', connectionId: 'sendgrid1' }));
    rig.clock.pass(31_000);
    expect(rig.view().failure?.problem.kind).toBe('account-gone');
    expect(rest()).toBeUndefined();
  });
});

test('on another row Enter logs in there: that customer may be at another provider', async () => {
  await refused();
  rig.command({ do: 'move', to: 'next' });
  enter();
  expect(rig.callsOf('logIn')).toHaveLength(2);
});

test('a reminder that main cannot set is a problem that is shown', async () => {
  await refused();
  enter();
  await rig.reply('remindOfLogIn', fail({ kind: 'account-unknown' }));
  expect(rig.view().failure?.problem.kind).toBe('account-unknown');
});

test('a sync that is rate limited keeps its own words', async () => {
  rig.command({ do: 'sync' });
  await rig.reply('syncAccounts', fail({ kind: 'rate-limited', retryAt: retryAt(), provider: 'SendGrid' }));
  expect(rest()).toBeUndefined();
});

test('a reminder that is clicked selects the customer; a press that comes at once opens nothing', async () => {
  rig.show({ text: acme.name, select: acme.accountId, from: 'reminder' });
  await rig.replyRows([labs, acme], acme.name);
  expect(rig.view().row?.accountId).toBe(acme.accountId);
  enter();
  expect(rig.callsOf('logIn')).toEqual([]);
  rig.read();
  enter();
  expect(rig.callsOf('logIn')).toMatchObject([{ accountId: acme.accountId }]);
});
