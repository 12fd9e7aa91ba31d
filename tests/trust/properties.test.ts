import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { linkMarker, linkOf } from '../../src/main/desktop/argv.ts';
import type { RequestName } from '../../src/shared/contract.ts';
import { parseDeepLink } from '../../src/shared/deep-link.ts';
import { fc } from '../helpers/any-input.ts';
import { actingNames, badInputOf, requestNames, strayInputOf } from '../helpers/contract-inputs.ts';
import '../helpers/figures.ts';
import { Trial } from '../helpers/trial.ts';

// Bad input of every kind, against the whole program. Login links, single parsers and provider replies have their own
// property tests in their rooms, which the scorecard counts too.

const seeds: readonly [string, number][] = [
  ['a fixed seed', 20261121],
  ['a random seed', Date.now() % 2 ** 31],
];

describe.each(seeds)('bad input, %s', (_, seed) => {
  test(`payloads for every request reach no provider and crash nothing (seed ${seed})`, {
    tags: ['bad-inputs', 'bridge-bad-payloads'],
    timeout: 5 * 60_000,
  }, async ({ task }) => {
    const trial = await Trial.prepare();
    try {
      const desktop = await trial.start();
      await trial.connectAll();
      const before = await trial.kept();
      const settled = trial.provider.asked.length;
      const figures = { tried: 0, accepted: 0, crashes: 0 };
      const meets = async (name: RequestName, payload: unknown): Promise<void> => {
        const answer = await desktop.askAnything(name, payload);
        figures.tried += 1;
        if (answer.ok) figures.accepted += 1;
        else if (answer.problem.kind === 'unexpected') figures.crashes += 1;
        expect(answer.ok, `${name} ${inspect(payload)}`).toBe(false);
      };
      for (const name of requestNames) {
        const property = fc.asyncProperty(badInputOf(name), (payload) => meets(name, payload));
        await fc.assert(property, { numRuns: 120, seed });
      }
      for (const name of actingNames) {
        const property = fc.asyncProperty(strayInputOf(name), (payload) => meets(name, payload));
        await fc.assert(property, { numRuns: 60, seed });
      }
      const tried = requestNames.length * 120 + actingNames.length * 60;
      expect(figures).toEqual({ tried, accepted: 0, crashes: 0 });
      expect(trial.provider.asked).toHaveLength(settled);
      expect(desktop.bugs).toEqual([]);
      expect([desktop.opened, desktop.pages]).toEqual([[], []]);
      expect(await trial.kept()).toEqual(before);
      await trial.expectOrdinaryLogIn('sendgrid');
      task.meta.badInputs = figures;
    } finally {
      await trial.end();
    }
  });

  test(`text of any kind is kept and found as text, and does nothing else (seed ${seed})`, {
    tags: ['storage-bound'],
    timeout: 5 * 60_000,
  }, async () => {
    const trial = await Trial.prepare();
    try {
      await trial.start();
      await trial.connectAll(['sendgrid']);
      const before = await trial.kept();
      const row = await trial.firstRow('sendgrid');
      const hostile = fc.oneof(
        fc.string({ unit: 'binary', maxLength: 200 }),
        fc.constantFrom(
          "'; drop table account; --",
          '%',
          '_',
          '"*',
          'a* OR b',
          '<img src=x onerror=alert(1)>',
          '=1+1',
          '\\',
        ),
      );
      const property = fc.asyncProperty(hostile, async (text) => {
        await trial.get('renameAccount', { accountId: row.accountId, name: text });
        await trial.get('noteAccount', { accountId: row.accountId, note: text });
        expect((await trial.get('searchAccounts', { text, typed: false })).rows.length).toBeLessThanOrEqual(50);
        expect((await trial.get('searchLedger', { text, beforeRowId: null })).intact).toBe(true);
      });
      await fc.assert(property, { numRuns: 100, seed });
      await trial.get('renameAccount', { accountId: row.accountId, name: '' });
      await trial.get('noteAccount', { accountId: row.accountId, note: '' });
      expect(await trial.kept()).toEqual(before);
    } finally {
      await trial.end();
    }
  });

  test(`an invalid deep link selects nothing, and no deep link ever opens anything (seed ${seed})`, {
    tags: ['bad-inputs', 'opening-deep-link'],
    timeout: 5 * 60_000,
  }, async ({ task }) => {
    const trial = await Trial.prepare();
    try {
      const desktop = await trial.start();
      await trial.connectAll(['sendgrid']);
      await trial.ask('finishFirstRun', {});
      await trial.ask('hideLauncher', {});
      const asked = trial.provider.asked.length;
      const figures = { tried: 0, accepted: 0, crashes: 0 };
      const link = 'latchkey://open?provider=sendgrid&account=cus-1';
      const findLink = 'latchkey://find?text=cus-1';
      const piece = fc.oneof(
        fc.constantFrom(
          'latchkey:',
          '//',
          'open',
          'find',
          '?',
          'text=',
          'provider=',
          'sendgrid',
          '&',
          'account=',
          'cus-1',
          '#',
          '@',
          '%00',
          '..',
          '\n',
        ),
        fc.string({ unit: 'binary', maxLength: 5 }),
      );
      const bad = fc
        .oneof(
          fc.array(piece, { maxLength: 10 }).map((pieces) => pieces.join('')),
          fc
            .tuple(fc.constantFrom(link, findLink), fc.nat(link.length), piece)
            .map(([whole, at, inserted]) => whole.slice(0, at) + inserted + whole.slice(at)),
          fc.webUrl({ withQueryParameters: true }),
        )
        .filter((text) => parseDeepLink(text) === null);
      const property = fc.asyncProperty(bad, async (text) => {
        await trial.runner.openLink(text);
        figures.tried += 1;
        if (desktop.launcherOpening) figures.accepted += 1;
        expect(desktop.launcherOpening).toBeNull();
      });
      await fc.assert(property, { numRuns: 1_500, seed });
      expect(figures).toEqual({ tried: 1_500, accepted: 0, crashes: 0 });
      expect(trial.provider.asked).toHaveLength(asked);
      expect(desktop.opened).toEqual([]);
      expect(desktop.bugs).toEqual([]);
      task.meta.badInputs = figures;
    } finally {
      await trial.end();
    }
  });

  test(`a command line counts as a link only with our one marker and one link (seed ${seed})`, {
    tags: ['bad-inputs', 'opening-argv'],
  }, ({ task }) => {
    const figures = { tried: 0, accepted: 0, crashes: 0 };
    const argument = fc.oneof(
      fc.constantFrom(linkMarker, '--', '/opt/latchkey', '--hidden', '--inspect=9229', '--load-extension=/tmp/x'),
      fc.constantFrom('latchkey://open?provider=brevo&account=7', 'LATCHKEY://open', 'latchkey:', ' latchkey://open'),
      fc.string(),
    );
    const isOurs = (argv: readonly string[]): boolean =>
      argv.filter((one) => one === linkMarker).length === 1 &&
      argv.filter((one) => /^latchkey:/i.test(one)).length === 1;
    const bad = fc.array(argument, { maxLength: 8 }).filter((argv) => !isOurs(argv));
    const property = fc.property(bad, (argv) => {
      figures.tried += 1;
      expect(linkOf(argv)).toBeNull();
    });
    fc.assert(property, { numRuns: 1_500, seed });
    expect(figures.tried).toBe(1_500);
    task.meta.badInputs = figures;
  });
});
