import { describe, expect, test } from 'vitest';
import { HealthBoard } from '../../src/main/connections/health.ts';
import { RefusedLogIns } from '../../src/main/log-in/refused-log-ins.ts';
import { sentenceFor } from '../../src/shared/problem-sentences.ts';
import type { Problem } from '../../src/shared/problems.ts';
import { account } from '../helpers/accounts.ts';

const acme = account({ remoteId: '1', name: 'Acme' });
const globex = account({ remoteId: '2', name: 'Globex' });
const about = { provider: 'SendGrid', connectionId: acme.connectionId } as const;
const gone: Problem = { kind: 'account-gone', orNoSso: true, ...about };
const refused = (status: number): Problem => ({ kind: 'request-refused', status, ...about });

function desk() {
  let syncs = 0;
  const health = new HealthBoard(() => {});
  const accounts = { lastSyncedAt: () => (syncs === 0 ? null : `sync ${syncs}`) };
  const logIns = new RefusedLogIns({ accounts, health });
  return { logIns, health, sync: () => (syncs += 1) };
}

describe('a log-in that is refused because the customer may be gone', () => {
  test.each([gone, refused(400), refused(404)])('says after a sync that the list still has the customer: %o', (why) => {
    const { logIns, sync } = desk();
    sync();
    expect(logIns.note(acme, why)).toEqual(why);
    // As often as it is tried: without a sync it may be gone.
    expect(logIns.note(acme, why)).toEqual(why);
    sync();
    expect(logIns.note(acme, why)).toEqual({ ...why, stillListed: true });
    expect(logIns.note(acme, why)).toEqual({ ...why, stillListed: true });
  });

  test('advises no sync while the list is too short to be believed', () => {
    const { health, logIns } = desk();
    const retryAt = '2026-11-21T12:10:00Z';
    health.noteProblem(acme.connectionId, { kind: 'list-short', listed: 2, customers: 12, retryAt, ...about });
    const kept = logIns.note(acme, refused(404));
    expect(kept).toEqual({ ...refused(404), keptUntil: retryAt });
    expect(sentenceFor(kept, 'en-GB')).toMatchObject({
      what: expect.stringMatching(
        /^SendGrid refuses this customer, and its list lacks most customers\. All are kept until \d/,
      ),
      step: 'try-again',
    });
  });

  test('says so of no other customer, and of none who was opened since', () => {
    const { logIns, sync } = desk();
    logIns.note(acme, gone);
    sync();
    expect(logIns.note(globex, gone)).toEqual(gone);
    logIns.forget(acme);
    expect(logIns.note(acme, gone)).toEqual(gone);
  });

  test('says so of no admin console, which is in no list', () => {
    const { logIns, sync } = desk();
    const adminConsole = { ...acme, kind: 'admin-console' as const };
    logIns.note(adminConsole, gone);
    sync();
    expect(logIns.note(adminConsole, gone)).toEqual(gone);
  });
});

test.each<Problem>([refused(422), { kind: 'key-not-allowed', ...about }, { kind: 'offline' }])(
  'a refusal for another reason stays as it is: %o',
  (why) => {
    const { logIns, sync } = desk();
    logIns.note(acme, why);
    sync();
    expect(logIns.note(acme, why)).toEqual(why);
  },
);
