import { describe, expect, test } from 'vitest';
import { answerRequest } from '../../src/main/desktop/answer-request.ts';
import type { Handlers } from '../../src/shared/contract.ts';
import { fail, ok } from '../../src/shared/result.ts';
import { fc } from '../helpers/any-input.ts';
import { badInputOf, requestNames } from '../helpers/contract-inputs.ts';
import { triesBadInputs } from '../helpers/figures.ts';

const secret = 'SG.canary-0123456789';

/** Handlers that record what reached them; each returns `answer()`. */
function handlersThat(answer: () => unknown): { handlers: Handlers; reached: { name: string; input: unknown }[] } {
  const reached: { name: string; input: unknown }[] = [];
  const entries = requestNames.map((name) => [
    name,
    (input: unknown) => {
      reached.push({ name, input });
      return answer();
    },
  ]);
  return { handlers: Object.fromEntries(entries) as Handlers, reached };
}

const silent = () => {};

describe('an answer to a window', () => {
  test('is what the handler returns, a value or a problem', async () => {
    const fine = handlersThat(() => ok({ rows: [] }));
    expect(
      await answerRequest({ handlers: fine.handlers, log: silent }, 'searchAccounts', { text: 'acme', typed: false }),
    ).toEqual(ok({ rows: [] }));
    const failing = handlersThat(async () => fail({ kind: 'offline' }));
    expect(await answerRequest({ handlers: failing.handlers, log: silent }, 'getState', {})).toEqual(
      fail({ kind: 'offline' }),
    );
  });

  test('passes the handler the output of the schema, not the raw input', async () => {
    const { handlers, reached } = handlersThat(() => ok(null));
    await answerRequest({ handlers, log: silent }, 'renameAccount', { accountId: 'abc/1', name: '  Acme  ' });
    expect(reached).toEqual([{ name: 'renameAccount', input: { accountId: 'abc/1', name: 'Acme' } }]);
  });

  test('names the request if the input does not fit, and calls no handler', async () => {
    const { handlers, reached } = handlersThat(() => ok(null));
    const answer = await answerRequest({ handlers, log: silent }, 'logIn', { accountId: 'abc/1', url: secret });
    expect(answer).toEqual(fail({ kind: 'input-invalid', request: 'logIn' }));
    expect(reached).toEqual([]);
  });

  test.each([
    [
      'thrown',
      () => {
        throw new Error(secret);
      },
    ],
    ['rejected', () => Promise.reject(new Error(secret))],
  ])(
    'never contains the message of a bug that was %s; the log does',
    { tags: ['bridge-bugs-silent'] },
    async (_how, answer) => {
      const logged: { reference: string; error: unknown }[] = [];
      const deps = {
        ...handlersThat(answer),
        log: (reference: string, error: unknown) => logged.push({ reference, error }),
      };
      const told = await answerRequest(deps, 'getState', {});
      expect(JSON.stringify(told)).not.toContain(secret);
      expect(logged).toHaveLength(1);
      expect(told).toEqual(fail({ kind: 'unexpected', reference: logged[0]?.reference ?? '' }));
      expect(logged[0]?.reference).toMatch(/^[0-9a-f]{8}$/);
      expect(logged[0]?.error).toEqual(new Error(secret));
    },
  );

  test(
    'lets none of 5,000 random payloads reach a handler, whatever the request',
    triesBadInputs(5_000, 'bridge-bad-payloads'),
    async () => {
      const { handlers, reached } = handlersThat(() => ok(null));
      for (const name of requestNames) {
        await fc.assert(
          fc.asyncProperty(badInputOf(name), async (payload) => {
            expect(await answerRequest({ handlers, log: silent }, name, payload)).toEqual(
              fail({ kind: 'input-invalid', request: name }),
            );
          }),
          { numRuns: Math.ceil(5_000 / requestNames.length) },
        );
      }
      expect(reached).toEqual([]);
    },
  );

  test.each([
    ...[
      '__proto__',
      'constructor',
      'toString',
      'hasOwnProperty',
      'valueOf',
      'then',
      '',
      'getstate',
      ' getState',
      secret,
    ],
    ...[undefined, null, 0, true, {}, ['getState'], { toString: () => 'getState' }, Symbol.iterator],
  ])('refuses %j as the name of a request, and does not repeat it', async (name) => {
    const { handlers, reached } = handlersThat(() => ok(null));
    const answer = await answerRequest({ handlers, log: silent }, name, {});
    expect(answer).toEqual(fail({ kind: 'input-invalid', request: 'unknown' }));
    expect(reached).toEqual([]);
  });

  test('refuses every name that is not in the contract', { tags: ['bridge-known-names'] }, async () => {
    const { handlers, reached } = handlersThat(() => ok(null));
    const name = fc.oneof(fc.string(), fc.anything()).filter((any) => !requestNames.some((known) => known === any));
    await fc.assert(
      fc.asyncProperty(name, async (any) => {
        expect((await answerRequest({ handlers, log: silent }, any, {})).ok).toBe(false);
      }),
      { numRuns: 1_000 },
    );
    expect(reached).toEqual([]);
  });
});
