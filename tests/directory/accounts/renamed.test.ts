import { setImmediate } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import type { Directory } from '../../../src/main/directory/directory.ts';
import type { ListedAccount } from '../../../src/shared/account.ts';
import { fc } from '../../helpers/any-input.ts';
import {
  bytesOf,
  choiceOf,
  id,
  importCsv,
  logIn,
  syncAll,
  tempDirectory,
  unwrap,
} from '../../helpers/temp-directory.ts';

// Whether the name that is shown for a customer changed since a log-in began, whatever changed it and whatever else went on.

let directory: Directory;

/** A directory with these customers: `acme` is the one that is opened. */
async function begin(...others: readonly ListedAccount[]): Promise<void> {
  directory = tempDirectory();
  await syncAll(directory, [acme, ...others]);
}

const acme = { remoteId: '1', name: 'Acme' };
const two = id('2');
const openAcme = (): number => logIn(directory, id('1'), 'opened');
const nameOf = (accountId: string): string | undefined => directory.accounts.get(accountId)?.name;
const importName = (name: string) => importCsv(directory, `id,name\n2,${name}\n`);

test('a name that an earlier import gave, and that another one brings back', { tags: ['slips-guarded'] }, async () => {
  await begin({ remoteId: '2', name: 'Other' });
  for (const name of ['Acme', 'Bolt']) await importName(name);
  const rowId = openAcme();
  await importName('Acme');
  expect(directory.accounts.isRenamedSince(two, rowId)).toBe(true);
});

test('a name that comes back because an import is undone', { tags: ['slips-guarded'] }, async () => {
  await begin({ remoteId: '2', name: 'Other' });
  for (const name of ['Bolt', 'Acme']) await importName(name);
  const { importId } = await importName('Bolt');
  const rowId = openAcme();
  unwrap(await directory.names.undo(importId));
  expect(nameOf(two)).toBe('Acme');
  expect(directory.accounts.isRenamedSince(two, rowId)).toBe(true);
});

test('the undo of an import that a later one hides changes no name', async () => {
  await begin({ remoteId: '2', name: 'Other' });
  const { importId } = await importName('Bolt');
  await importName('Acme');
  const rowId = openAcme();
  unwrap(await directory.names.undo(importId));
  expect(nameOf(two)).toBe('Acme');
  expect(directory.accounts.isRenamedSince(two, rowId)).toBe(false);
});

test('an email that was imported later does not hide that a name goes', { tags: ['slips-guarded'] }, async () => {
  await begin({ remoteId: '2', name: 'Acme' });
  const { importId } = await importName('Bolt');
  await importCsv(directory, 'id,email\n2,it@acme.example\n');
  const rowId = openAcme();
  unwrap(await directory.names.undo(importId));
  expect(nameOf(two)).toBe('Acme');
  expect(directory.accounts.isRenamedSince(two, rowId)).toBe(true);
});

test('an email that is imported for a customer with a name changes no name', async () => {
  await begin({ remoteId: '2', name: 'Other' });
  const rowId = openAcme();
  const { importId } = await importCsv(directory, 'id,email\n2,it@acme.example\n');
  expect(directory.accounts.isRenamedSince(two, rowId)).toBe(false);
  unwrap(await directory.names.undo(importId));
  expect(directory.accounts.isRenamedSince(two, rowId)).toBe(false);
});

test('a name is shown when its import is complete, not when it is written', { tags: ['slips-guarded'] }, async () => {
  const many = Array.from({ length: 1_200 }, (_, n) => String(n + 2));
  await begin(...many.map((remoteId) => ({ remoteId, name: 'Other' })));
  openAcme();
  const csv = `id,name\n${many.map((remoteId) => `${remoteId},Acme\n`).join('')}`;
  const preview = unwrap(await directory.names.preview({ bytes: bytesOf(csv), fileName: 'names.csv' }));
  const choice = { ...choiceOf(preview), columns: ['account', 'name'] as const };
  let isOver = false;
  const importing = directory.names.importNames(preview.importId, choice).then(() => {
    isOver = true;
  });
  let rowId = 0;
  while (!isOver) {
    await setImmediate();
    if (nameOf(two) === 'Other') rowId = openAcme();
  }
  await importing;
  expect(nameOf(two)).toBe('Acme');
  expect(directory.accounts.isRenamedSince(two, rowId)).toBe(true);
});

test('a merge of old imports hides no change, and is none', async () => {
  await begin({ remoteId: '2', name: 'Other' }, { remoteId: '3', name: 'Third' });
  await importCsv(directory, 'id,name\n3,Third\n');
  const before = openAcme();
  await importName('Acme');
  const after = openAcme();
  for (let imports = 0; imports < 12; imports++) await importCsv(directory, 'id,name\n2,Acme\n3,Third\n');
  expect(directory.accounts.isRenamedSince(two, before)).toBe(true);
  expect(directory.accounts.isRenamedSince(two, after)).toBe(false);
  expect(directory.accounts.isRenamedSince(id('3'), before)).toBe(false);
});

test('a customer who comes back, without a name of the provider, has the one that the user gave', {
  tags: ['slips-guarded'],
}, async () => {
  await begin({ remoteId: '2' });
  directory.names.rename(two, 'Acme');
  await syncAll(directory, [acme]);
  const rowId = openAcme();
  await syncAll(directory, [acme, { remoteId: '2' }]);
  expect(nameOf(two)).toBe('Acme');
  expect(directory.accounts.isRenamedSince(two, rowId)).toBe(true);
});

test('a name that is given while the first log-in of all is under way', { tags: ['slips-guarded'] }, async () => {
  await begin({ remoteId: '2', name: 'Other' });
  const rowId = logIn(directory, id('1'));
  directory.names.rename(two, 'Acme');
  directory.ledger.finish(rowId, 'opened', null);
  expect(directory.accounts.isRenamedSince(two, rowId)).toBe(true);
});

const emails: readonly (readonly [string, () => unknown])[] = [
  ['the list', () => syncAll(directory, [acme, { remoteId: '2', email: 'new@acme.example' }])],
  ['an import', () => importCsv(directory, 'id,email\n2,new@acme.example\n')],
  [
    'the profile',
    () =>
      directory.accounts.storeProfile(two, { name: '', email: 'new@acme.example', domain: '' }, '2026-11-21T13:00:00Z'),
  ],
];

test.each(emails)(
  'a customer without a name is called by its email, and gets another one from %s',
  async (_, change) => {
    await begin({ remoteId: '2', email: 'old@acme.example' });
    directory.accounts.storeProfile(two, { name: '', email: '', domain: '' }, '2026-11-21T12:00:00Z');
    const rowId = openAcme();
    await change();
    expect(nameOf(two)).toBe('new@acme.example');
    expect(directory.accounts.isRenamedSince(two, rowId)).toBe(true);
  },
);

test('another email of a customer with a name changes no name', async () => {
  await begin({ remoteId: '2', name: 'Other', email: 'old@acme.example' });
  const rowId = openAcme();
  await syncAll(directory, [acme, { remoteId: '2', name: 'Other', email: 'new@acme.example' }]);
  expect(directory.accounts.isRenamedSince(two, rowId)).toBe(false);
});

describe('any changes, in any order', () => {
  const ids = ['1', '2', '3'];
  const aName = fc.constantFrom('Acme', 'Bolt', 'Cafe');
  const maybeName = fc.constantFrom('Acme', 'Bolt', '');
  const maybeEmail = fc.constantFrom('a@a.example', 'b@b.example', '');
  const one = fc.constantFrom(...ids);
  const some = fc.subarray(ids, { minLength: 1 });
  const listed = fc.record({ remoteId: one, name: maybeName, email: maybeEmail }, { requiredKeys: ['remoteId'] });

  type Step = (imports: string[]) => unknown;
  const csvOf = (heading: string, remoteIds: readonly string[], text: string): string =>
    `id,${heading}\n${remoteIds.map((remoteId) => `${remoteId},${text}\n`).join('')}`;
  const importing = async (imports: string[], csv: string): Promise<void> => {
    const preview = unwrap(await directory.names.preview({ bytes: bytesOf(csv), fileName: 'names.csv' }));
    // None of them is in the list.
    if (preview.columns.every(({ meaning }) => meaning !== 'account')) return;
    unwrap(await directory.names.importNames(preview.importId, choiceOf(preview)));
    imports.push(preview.importId);
  };
  const step: fc.Arbitrary<Step> = fc.oneof(
    fc.tuple(one, maybeName).map(
      ([remoteId, name]) =>
        () =>
          directory.names.rename(id(remoteId), name),
    ),
    fc.tuple(some, aName).map(
      ([of, name]) =>
        (imports: string[]) =>
          importing(imports, csvOf('name', of, name)),
    ),
    fc.tuple(one, maybeEmail).map(
      ([of, email]) =>
        (imports: string[]) =>
          importing(imports, csvOf('email', [of], email)),
    ),
    fc.nat().map((at) => (imports: string[]) => directory.names.undo(imports[at % Math.max(1, imports.length)] ?? '')),
    fc.array(listed, { maxLength: 3 }).map((list) => () => syncAll(directory, list)),
    fc.tuple(one, maybeName, maybeEmail).map(
      ([remoteId, name, email]) =>
        () =>
          directory.accounts.storeProfile(id(remoteId), { name, email, domain: '' }, '2026-11-21T13:00:00.000Z'),
    ),
  );

  test('no change of a name that is shown is missed', { tags: ['slips-guarded'] }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.option(step), { minLength: 5, maxLength: 25 }), async (steps) => {
        await begin({ remoteId: '2' }, { remoteId: '3', email: 'a@a.example' });
        const imports: string[] = [];
        const begun: number[] = [];
        /** For each customer how many log-ins were begun when its name changed last. */
        const changedAfter = new Map<string, number>();
        for (const change of steps) {
          const before = new Map(ids.map((remoteId) => [remoteId, nameOf(id(remoteId))]));
          // In place of a change, a log-in.
          if (change === null) begun.push(openAcme());
          else await change(imports);
          for (const [remoteId, name] of before)
            if (nameOf(id(remoteId)) !== name) changedAfter.set(remoteId, begun.length);
          for (const [remoteId, count] of changedAfter) {
            const isNoticed = begun
              .slice(0, count)
              .every((row) => directory.accounts.isRenamedSince(id(remoteId), row));
            // A customer who is gone is on no screen.
            expect(isNoticed || nameOf(id(remoteId)) === undefined).toBe(true);
          }
        }
        directory.close();
      }),
      { numRuns: 30 },
    );
  });
});
