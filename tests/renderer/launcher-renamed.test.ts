import { beforeEach, describe, expect, test } from 'vitest';
import { barOf } from '../../src/renderer/launcher/bar.ts';
import { doneParts } from '../../src/renderer/launcher/done.ts';
import { namingParts } from '../../src/renderer/launcher/question-words.ts';
import { plainWords } from '../../src/renderer/launcher/sentence-parts.ts';
import { waitingParts } from '../../src/renderer/launcher/waiting.ts';
import { workingParts } from '../../src/renderer/launcher/working.ts';
import { fail, ok } from '../../src/shared/result.ts';
import { logInTo } from '../helpers/from-main.ts';
import { acme, labs, opened, openWith, rig } from '../helpers/launcher-story.ts';

// An import or a sync gives a customer another name while the bar speaks of that customer.

const { accountId } = acme;

/** What the bar says. */
function inBar(): string {
  const bar = barOf(rig.view());
  switch (bar?.shows) {
    case 'working':
      return plainWords(workingParts(bar.working));
    case 'done':
      return plainWords(doneParts(bar.done));
    case 'failure':
      return bar.failure.row?.name ?? '';
    case 'naming':
      return plainWords(namingParts(bar.row, bar.name, []));
    case 'waiting':
      return plainWords(waitingParts(bar.waiting));
    case 'attempt':
      return `${bar.attempt.stage.at} ${bar.attempt.row.name}`;
    default:
      return '';
  }
}

/** Main announces that rows changed, and says that the customer is called Zebra Ltd now. The list names others. */
async function importName(): Promise<void> {
  rig.announce('accountsChanged', { connectionId: 'sendgrid1' });
  rig.clock.pass(150);
  await rig.replyRows([labs]);
  await rig.reply('readNames', ok([{ accountId, name: 'Zebra Ltd', email: acme.email }]));
}

beforeEach(() => openWith([acme, labs]));

describe('the bar calls a customer by the new name', () => {
  test.each([
    ['a log-in works', () => rig.command({ do: 'log-in' })],
    ['a log-in of the tray works', () => rig.announce('logInFlight', logInTo(acme))],
    [
      'a reason is asked for',
      async () => {
        rig.command({ do: 'log-in' });
        await rig.reply('logIn', fail({ kind: 'reason-needed', connectionId: 'sendgrid1' }));
      },
    ],
    [
      'a log-in has failed',
      async () => {
        rig.command({ do: 'log-in' });
        await rig.reply('logIn', fail({ kind: 'offline' }));
      },
    ],
    [
      'a log-in is done',
      async () => {
        rig.command({ do: 'log-in' });
        await rig.reply('logIn', opened);
      },
    ],
    [
      'a link waits',
      () => rig.announce('waiting', { from: 'deep-link', text: 'sg1', select: accountId, name: 'Acme Corp' }),
    ],
    [
      'the customer is about to get a name',
      async () => {
        rig.command({ do: 'give-name' });
        await rig.replyRows([acme, labs]);
        rig.command({ do: 'move', to: 'next' });
        rig.command({ do: 'log-in' });
      },
    ],
  ])('while %s', async (_, begin) => {
    await begin();
    expect(inBar()).toContain('Acme Corp');
    await importName();
    expect(inBar()).toContain('Zebra Ltd');
    expect(inBar()).not.toContain('Acme Corp');
  });
});

test('a question about a customer who is renamed closes and says so, and Enter asks anew', async () => {
  rig.command({ do: 'log-in' });
  await rig.reply('logIn', ok({ result: 'ask', questions: [{ kind: 'state', state: 'suspended' }] }));
  rig.read();
  await importName();
  expect(inBar()).toBe('');
  expect(rig.view().notice).toBe('Acme Corp is now called Zebra Ltd: press Enter again');
  expect(rig.callsOf('logIn')).toHaveLength(1);
});

test('a question closes at once if the user renames its customer, before main has stored the name', async () => {
  rig.command({ do: 'log-in' });
  await rig.reply('logIn', ok({ result: 'ask', questions: [{ kind: 'state', state: 'suspended' }] }));
  rig.read();
  rig.send({ type: 'edit-saved', field: 'name', row: acme, text: 'Zebra Ltd' });
  expect(inBar()).toBe('');
  expect(rig.view().notice).toBe('Acme Corp is now called Zebra Ltd: press Enter again');
  expect(rig.callsOf('logIn')).toHaveLength(1);
});

test('a name that is the same changes nothing, and a bar that names no customer asks for no name', async () => {
  rig.announce('accountsChanged', { connectionId: 'sendgrid1' });
  rig.clock.pass(150);
  expect(rig.callsOf('readNames')).toEqual([]);
  await rig.replyRows([acme, labs]);
  rig.command({ do: 'log-in' });
  await rig.reply('logIn', ok({ result: 'ask', questions: [{ kind: 'state', state: 'suspended' }] }));
  rig.announce('accountsChanged', { connectionId: 'sendgrid1' });
  rig.clock.pass(150);
  expect(rig.callsOf('readNames')).toEqual([{ accountIds: [accountId] }]);
  const before = rig.view().attempt;
  await rig.reply('readNames', ok([{ accountId, name: 'Acme Corp', email: acme.email }]));
  expect(rig.view().attempt).toBe(before);
});
