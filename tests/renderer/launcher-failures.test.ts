import { beforeEach, describe, expect, test } from 'vitest';
import { fail } from '../../src/shared/result.ts';
import { acme, enter, fromTray, hide, labs, openWith, rig, show, timeout, type } from '../helpers/launcher-story.ts';

// The launcher’s store without a window: log-ins that failed, and until when it says so.

describe('a log-in', () => {
  beforeEach(() => openWith([acme, labs]));

  test('whose failure was read is not read again because the customer was pinned', async () => {
    enter();
    await rig.reply('logIn', fail(timeout));
    rig.send({ type: 'prompt-painted' });
    rig.clock.pass(300);
    rig.command({ do: 'pin' });
    expect(rig.view().reading.answerable).toBe(true);
  });

  test('asked for in the tray shows with the launcher why it failed', async () => {
    const pending = fromTray({ problem: { kind: 'reason-needed', connectionId: acme.connectionId } });
    show({ text: 'Acme Corp', select: acme.accountId, from: 'tray', pending });
    expect(rig.view().attempt?.stage).toEqual({ at: 'reason', suggested: null });
  });

  test('that failed is sent again unchanged, with its reason', async () => {
    enter();
    await rig.reply('logIn', fail({ kind: 'reason-needed', connectionId: 'sendgrid1' }));
    rig.read();
    rig.send({ type: 'reason-given', reason: '#48211' });
    // A second press while main is working is not sent.
    rig.send({ type: 'reason-given', reason: '#48211' });
    expect(rig.callsOf('logIn')).toHaveLength(2);
    await rig.reply('logIn', fail(timeout));
    expect(rig.view().failure).toMatchObject({ problem: timeout, row: acme });
    rig.read();
    enter();
    expect(rig.view().failure).toBeNull();
    expect(rig.callsOf('logIn')).toMatchObject([{ reason: '' }, { reason: '#48211' }, { reason: '#48211' }]);
  });

  test('whose failure comes in the moment in which the launcher hides says so when it is shown again', async () => {
    enter();
    await rig.reply('logIn', fail(timeout));
    hide();
    show();
    expect(rig.view().failure).toMatchObject({ problem: timeout, row: acme });
    rig.read();
    hide();
    show();
    expect(rig.view().failure).toBeNull();
  });

  test('whose failure comes between two letters says so until it was read', async () => {
    enter();
    await rig.reply('logIn', fail(timeout));
    type('acm');
    await rig.replyRows([acme, labs]);
    expect(rig.view().failure).toMatchObject({ problem: timeout, row: acme });
    rig.read();
    type('acme');
    expect(rig.view().failure).toBeNull();
  });

  test('whose failure comes under an Escape, or a click on Cancel, says so until it was read', async () => {
    for (const dismiss of [{ type: 'command', command: { do: 'escape' } }, { type: 'failure-dismissed' }] as const) {
      enter();
      await rig.reply('logIn', fail(timeout));
      rig.send(dismiss);
      expect(rig.view()).toMatchObject({ failure: { problem: timeout }, reading: { flashes: 1 } });
      rig.read();
      rig.send(dismiss);
      expect(rig.view().failure).toBeNull();
    }
  });
});
