import { beforeEach, describe, expect, test } from 'vitest';
import { saidWords } from '../../src/renderer/launcher/words.ts';
import { fail, ok } from '../../src/shared/result.ts';
import {
  acme,
  enter,
  fromTray,
  hide,
  labs,
  openWith,
  question,
  replaces,
  rig,
  sent,
  show,
  suspended,
  timeout,
} from '../helpers/launcher-story.ts';

// The launcher’s store without a window: what a log-in asks the user first, and their answers.

describe('a log-in', () => {
  beforeEach(() => openWith([acme, labs]));

  describe('whose bar was painted less than 300 ms ago', () => {
    const reasonNeeded = fail({ kind: 'reason-needed', connectionId: 'sendgrid1' } as const);
    const emailNeeded = fail({ kind: 'admin-email-needed', connectionId: 'sendgrid1' } as const);
    test.each([
      ['a question, by Enter', ok(question), enter, 'logIn'],
      ['a question, by its button', ok(question), () => rig.send({ type: 'question-accepted' }), 'logIn'],
      ['the reason', reasonNeeded, () => rig.send({ type: 'reason-given', reason: 'ZD-1' }), 'logIn'],
      [
        'the email',
        emailNeeded,
        () => rig.send({ type: 'admin-email-given', email: 'a@b.example' }),
        'changeConnection',
      ],
      ['a failure’s next step, by Enter', fail(timeout), enter, 'logIn'],
      ['a failure’s next step, by its button', fail(timeout), () => rig.send({ type: 'failure-step-taken' }), 'logIn'],
    ] as const)(
      'is not answered by a quick press, which makes the bar flash: %s',
      async (_, raised, press, request) => {
        enter();
        await rig.reply('logIn', raised);
        const before = rig.callsOf(request).length;
        press();
        expect(rig.view().reading).toMatchObject({ answerable: false, flashes: 1 });
        rig.send({ type: 'prompt-painted' });
        rig.clock.pass(299);
        press();
        expect(rig.view().reading.flashes).toBe(2);
        expect(rig.callsOf(request)).toHaveLength(before);
        rig.clock.pass(1);
        press();
        expect(rig.callsOf(request)).toHaveLength(before + 1);
      },
    );

    test('is another one for the next question, which needs its own time', async () => {
      enter();
      await rig.reply('logIn', ok(question));
      rig.read();
      enter();
      await rig.reply('logIn', ok({ ...question, questions: [replaces] }));
      enter();
      expect(rig.callsOf('logIn')).toHaveLength(2);
    });

    test('starts anew when the launcher appears with it', async () => {
      const pending = fromTray({ questions: [suspended] });
      show({ select: acme.accountId, from: 'tray', pending });
      rig.read();
      hide();
      show({ select: acme.accountId, from: 'tray', pending });
      await rig.replyRows([acme], acme.remoteId);
      await rig.replyRows([acme], acme.remoteId);
      enter();
      expect(rig.callsOf('logIn')).toEqual([]);
    });
  });

  describe('that needs a reason', () => {
    const suggested = { last: 'ZD-1', recent: ['ZD-1', 'ZD-2'] };
    const needed = fail({ kind: 'reason-needed', connectionId: 'sendgrid1' } as const);

    test('asks for it at once, and suggests earlier ones when main sends them', async () => {
      enter();
      await rig.reply('logIn', needed);
      expect(rig.view().attempt?.stage).toEqual({ at: 'reason', suggested: null });
      expect(rig.callsOf('suggestReasons')).toEqual([{ accountId: acme.accountId }]);
      await rig.reply('suggestReasons', ok(suggested));
      expect(rig.view().attempt?.stage).toEqual({ at: 'reason', suggested });
    });

    test('asks without suggestions if main has none', async () => {
      enter();
      await rig.reply('logIn', needed);
      await rig.reply('suggestReasons', fail({ kind: 'directory-busy' }));
      expect(rig.view()).toMatchObject({ attempt: { stage: { at: 'reason', suggested: null } }, failure: null });
    });

    test('gets no suggestions for another customer', async () => {
      enter();
      await rig.reply('logIn', needed);
      rig.command({ do: 'log-in-nth', nth: 2 });
      await rig.reply('logIn', needed);
      await rig.reply('suggestReasons', ok(suggested));
      expect(rig.view().attempt).toMatchObject({ row: labs, stage: { at: 'reason', suggested: null } });
    });

    test('says why an empty one is not taken', async () => {
      enter();
      await rig.reply('logIn', needed);
      rig.send({ type: 'answer-refused', words: 'Type a ticket or a reason first' });
      expect(rig.view()).toMatchObject({ notice: 'Type a ticket or a reason first', reading: { flashes: 1 } });
    });
  });

  test('gathers what was confirmed, one question after the other', async () => {
    enter();
    await rig.reply('logIn', ok(question));
    expect(saidWords(rig.view())).toBe('Acme Corp is suspended: the login may fail. Enter to go on, Escape to cancel.');
    rig.read();
    enter();
    await rig.reply('logIn', ok({ ...question, questions: [replaces] }));
    rig.read();
    rig.send({ type: 'question-accepted' });
    expect(rig.callsOf('logIn')).toMatchObject([
      { confirmed: [], chosen: 'text' },
      { confirmed: ['state'], chosen: 'text' },
      { confirmed: ['state', 'replaces-session'], chosen: 'text' },
    ]);
  });

  test('asked for in the tray shows its question with the launcher, and Enter answers it', async () => {
    const pending = fromTray({ questions: [suspended] });
    show({ text: 'Acme Corp', select: acme.accountId, from: 'tray', pending });
    expect(rig.view().attempt).toMatchObject({ row: acme, stage: { at: 'question', questions: [suspended] } });
    await rig.replyRows([acme, labs], 'Acme Corp');
    rig.read();
    enter();
    expect(rig.callsOf('logIn').at(-1)).toEqual({ ...sent(acme), ...pending.request, confirmed: ['state'] });
  });

  test('whose question was open is forgotten when the launcher hides, so the next Enter asks again', async () => {
    enter();
    await rig.reply('logIn', ok(question));
    hide();
    show();
    await rig.replyRows([acme, labs]);
    enter();
    expect(rig.callsOf('logIn')).toMatchObject([
      { confirmed: [], chosen: 'text' },
      { confirmed: [], chosen: 'text' },
    ]);
  });

  describe('whose replaced session got a yes', () => {
    const confirmedLast = () => rig.callsOf('logIn').at(-1);

    beforeEach(async () => {
      enter();
      await rig.reply('logIn', ok({ result: 'ask', questions: [suspended, replaces] }));
      rig.read();
      enter();
      expect(confirmedLast()).toMatchObject({ confirmed: ['state', 'replaces-session'] });
    });

    test('is tried again without it: main knows how old it is', async () => {
      await rig.reply('logIn', fail(timeout));
      rig.read();
      enter();
      expect(confirmedLast()).toMatchObject({ confirmed: ['state'] });
    });

    test('is wanted once more without it', () => {
      rig.read();
      enter();
      expect(confirmedLast()).toMatchObject({ confirmed: ['state'] });
    });

    test('gets a reason, or the answer to a later question, without it', async () => {
      await rig.reply('logIn', fail({ kind: 'reason-needed', connectionId: 'sendgrid1' }));
      rig.read();
      rig.send({ type: 'reason-given', reason: '#48211' });
      expect(confirmedLast()).toMatchObject({ confirmed: ['state'], reason: '#48211' });
      await rig.reply('logIn', ok({ result: 'ask', questions: [replaces] }));
      rig.read();
      enter();
      expect(confirmedLast()).toMatchObject({ confirmed: ['state', 'replaces-session'] });
      await rig.reply('logIn', ok(question));
      rig.read();
      enter();
      expect(confirmedLast()).toMatchObject({ confirmed: ['state'] });
    });
  });

  test('asks for the admin’s email, stores it first and then continues', async () => {
    enter();
    await rig.reply('logIn', fail({ kind: 'admin-email-needed', connectionId: 'sendgrid1' }));
    rig.read();
    rig.send({ type: 'admin-email-given', email: 'dana@agency.example' });
    // A second press while main is storing it changes nothing.
    rig.send({ type: 'admin-email-given', email: 'dana@agency.example' });
    rig.send({ type: 'prompt-declined' });
    expect(rig.callsOf('changeConnection')).toEqual([
      { connectionId: 'sendgrid1', change: { adminEmail: 'dana@agency.example' } },
    ]);
    expect(rig.callsOf('logIn')).toHaveLength(1);
    await rig.reply('changeConnection', ok(null));
    expect(rig.callsOf('logIn')).toHaveLength(2);
    expect(rig.view().attempt?.stage.at).toBe('working');
  });

  test('that waits for the admin’s email is cancelled by Escape, and by another customer', async () => {
    for (const command of [{ do: 'escape' }, { do: 'log-in-nth', nth: 2 }] as const) {
      rig.read();
      enter();
      await rig.reply('logIn', fail({ kind: 'admin-email-needed', connectionId: 'sendgrid1' }));
      rig.read();
      rig.send({ type: 'admin-email-given', email: 'dana@agency.example' });
      rig.command(command);
      await rig.reply('changeConnection', ok(null));
    }
    expect(rig.callsOf('logIn')).toMatchObject([sent(acme), sent(acme), { accountId: labs.accountId }]);
  });

  test('asks for the admin’s email again if it could not be stored', async () => {
    enter();
    await rig.reply('logIn', fail({ kind: 'admin-email-needed', connectionId: 'sendgrid1' }));
    rig.read();
    rig.send({ type: 'admin-email-given', email: 'dana@agency.example' });
    await rig.reply('changeConnection', fail({ kind: 'disk-read-only' }));
    expect(rig.view()).toMatchObject({ attempt: null, failure: { problem: { kind: 'disk-read-only' }, row: acme } });
    rig.send({
      type: 'step-taken',
      step: 'try-again',
      problem: { kind: 'disk-read-only' },
      retry: rig.view().failure?.retry ?? { do: 'explore' },
    });
    expect(rig.view().attempt?.stage).toEqual({ at: 'admin-email', saving: false });
  });
});
