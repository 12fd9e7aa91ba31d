import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test, vi } from 'vitest';
import { overridesFrom } from '../../src/main/app/overrides.ts';
import { providers } from '../../src/main/providers/registry.ts';
import { documentedServiceOf } from '../helpers/documented-service.ts';
import { faults } from '../helpers/faults.ts';
import { only } from '../helpers/provider-server.ts';
import { requirements } from '../helpers/requirements.ts';
import { codeUnder, filesWith } from '../helpers/source.ts';
import { bothProviders, Trial } from '../helpers/trial.ts';

// What the source and package.json must say, and what must be decided before anything is sent.

const root = join(import.meta.dirname, '..', '..');
const text = (path: string): string => readFileSync(join(root, path), 'utf8');
test('origins are those that the vendor documents: https, at its own domain, without a port', {
  tags: ['network-constant-origins'],
}, async () => {
  for (const { facts, endpoints, pages } of providers) {
    const { domain, ...documented } = await documentedServiceOf(facts.provider);
    expect({ endpoints, pages }).toEqual({ endpoints: documented.endpoints, pages: documented.pages });
    const origins = Object.values(endpoints).flatMap(({ apiOrigin, linkOrigins }) => [apiOrigin, ...linkOrigins]);
    expect(origins.length).toBeGreaterThan(1);
    for (const origin of origins) expect(new URL(origin).origin).toBe(origin);
    for (const url of [...origins, ...Object.values(pages).filter((page) => page !== null)]) {
      const { protocol, hostname, port } = new URL(url);
      expect({ protocol, port, isVendors: hostname.endsWith(`.${domain}`) }).toEqual({
        protocol: 'https:',
        port: '',
        isVendors: true,
      });
    }
  }
});

test('no other code names an origin of a provider', { tags: ['network-constant-origins'] }, async () => {
  for (const { provider } of providers.map(({ facts }) => facts)) {
    const { domain } = await documentedServiceOf(provider);
    const naming = filesWith(new RegExp(`https?://[^'"\\s]*${domain.replace('.', '\\.')}`));
    expect(naming).not.toEqual([]);
    expect(naming.filter((file) => !file.startsWith(`src/main/providers/${provider}/`))).toEqual([]);
  }
});

test('a packaged program takes no override from its environment', { tags: ['network-overrides-unpackaged'] }, () => {
  const environment = {
    LATCHKEY_ORIGINS: '{"sendgrid":"http://127.0.0.1:1"}',
    LATCHKEY_SANDBOX: '{"port":1}',
    LATCHKEY_USER_DATA: '/tmp/x',
  };
  expect(overridesFrom(environment, true)).toEqual({ endpoints: {}, sandbox: {} });
  const elsewhere = { apiOrigin: 'http://127.0.0.1:1', linkOrigins: ['http://127.0.0.1:1'] };
  expect(overridesFrom(environment, false).endpoints).toEqual({ sendgrid: { global: elsewhere, eu: elsewhere } });
  // Somebody has reviewed each file that reads the environment.
  expect(filesWith(/process\.env|\benvironment\[/)).toEqual([
    'src/main/app/overrides.ts',
    'src/main/browsers/browser-environment.ts',
    'src/main/browsers/find-on-linux.ts',
    'src/main/desktop/after-ready.ts',
    'src/main/desktop/environment.ts',
    'src/main/index.ts',
    'src/main/secrets/keychain-process.ts',
  ]);
});

test('one file uses keytar, and only the calls that cannot crash on foreign items; keys are kept nowhere else', {
  tags: ['keychain-safe-calls'],
}, () => {
  expect(filesWith(/\bfindCredentials\b|\bfindPassword\b/)).toEqual([]);
  expect(filesWith(/['"]keytar['"]/)).toEqual(['src/main/secrets/keychain-process.ts']);
  expect(filesWith(/\bsafeStorage\b|\blocalStorage\b|\bsessionStorage\b|\bindexedDB\b/)).toEqual([]);
});

test('a connection is not made if the keyring cannot keep its key, and the key is stored nowhere', {
  tags: ['keychain-no-fallback'],
}, async () => {
  const trial = await Trial.prepare();
  try {
    await trial.start();
    trial.keychain.trouble = 'missing';
    for (const provider of bothProviders) {
      expect(await trial.connect(provider)).toMatchObject({ problem: { kind: 'keychain-missing' } });
    }
    expect((await trial.state()).connections).toEqual([]);
    await trial.expectNothingLeaked();
  } finally {
    await trial.end();
  }
});

test('values reach the database as bound parameters: no statement contains one', {
  tags: ['storage-bound'],
}, async () => {
  const prepared = vi.spyOn(DatabaseSync.prototype, 'prepare');
  const executed = vi.spyOn(DatabaseSync.prototype, 'exec');
  const trial = await Trial.prepare();
  try {
    await trial.start();
    await trial.connectAll();
    const words = trial.provider.nameFor("Robert'); drop table account; --");
    for (const provider of bothProviders) {
      const { accountId } = await trial.firstRow(provider);
      await trial.get('renameAccount', { accountId, name: words });
      await trial.get('noteAccount', { accountId, note: words });
      await trial.get('pinAccount', { accountId, pinned: true });
      await trial.get('logIn', { accountId, target: null, reason: words, confirmed: [], chosen: 'text' });
      await trial.get('searchAccounts', { text: words, typed: false });
      await trial.get('searchLedger', { text: words, beforeRowId: null });
      await trial.runner.openLink(`latchkey://open?provider=${provider}&email=cus-1@customer.example`);
    }
    const connectionIds = Object.values(trial.connected);
    await trial.get('disconnectProvider', { connectionId: connectionIds[0] ?? '' });
    const statements = [...prepared.mock.calls, ...executed.mock.calls].map(([sql]) => sql.toLowerCase());
    expect(new Set(statements).size).toBeGreaterThan(30);
    const values = [trial.provider.nameCanary.core, 'robert', 'cus-1', 'customer.example', 'sam', ...connectionIds];
    for (const value of values) expect(statements.filter((sql) => sql.includes(value.toLowerCase()))).toEqual([]);
  } finally {
    await trial.end();
    vi.restoreAllMocks();
  }
});

test('the log-in is in the ledger, committed, before the provider has the POST', {
  tags: ['storage-ledger-first'],
}, async () => {
  const trial = await Trial.prepare();
  try {
    await trial.start();
    await trial.connectAll();
    for (const provider of bothProviders) {
      const { accountId } = await trial.firstRow(provider);
      let rows: unknown[] = [];
      trial.provider.fault = only(provider, 'login', () => {
        // Read the file as another program sees it at this moment.
        const other = new DatabaseSync(join(trial.folder, 'directory.db'), { readOnly: true });
        rows = other
          .prepare(
            "select connection_id || '/' || remote_id as account, outcome from ledger_event order by seq desc limit 1",
          )
          .all();
        other.close();
        return 'ordinary';
      });
      expect(await trial.logInTo(accountId)).toMatchObject({ ok: true });
      expect(rows).toEqual([{ account: accountId, outcome: 'started' }]);
    }
  } finally {
    await trial.end();
  }
});

test('the database writes ahead and waits for the disk at each commit', { tags: ['storage-ledger-first'] }, () => {
  const configuration = /const configuration = `([^`]*)`/.exec(text('src/main/directory/sqlite/open-file.ts'))?.[1];
  for (const line of ['journal_mode = wal', 'synchronous = full', 'secure_delete = on'])
    expect(configuration).toContain(line);
});

test('dependencies are pinned exactly, and the lock file has the hash of each', { tags: ['package-pinned'] }, () => {
  const { dependencies, devDependencies, optionalDependencies } = JSON.parse(text('package.json'));
  const lock = JSON.parse(text('package-lock.json'));
  for (const [name, version] of Object.entries<string>({
    ...dependencies,
    ...devDependencies,
    ...optionalDependencies,
  })) {
    expect(`${name} ${version}`).toMatch(/ (npm:(@github\/keytar|typescript)@)?\d+\.\d+\.\d+(-[\w.]+)?$/);
    expect(lock.packages[`node_modules/${name}`]?.integrity, name).toMatch(/^sha512-/);
  }
});

test('every requirement is the tag of a test, and exactly one test causes each fault', () => {
  const tests = codeUnder('tests')
    .filter(({ file }) => !/helpers\/(requirements|faults)\.ts$/.test(file))
    .map(({ code }) => code.replaceAll(/\(\s+/g, '('))
    .join('');
  const times = (words: string): number => tests.split(words).length - 1;
  expect(Object.keys(requirements).filter((id) => times(`'${id}'`) === 0)).toEqual([]);
  expect(Object.values(faults).filter(({ words }) => times(`fault('${words}',`) !== 1)).toEqual([]);
});

test('docs/security.md lists the requirements word for word', () => {
  const said = text('docs/security.md');
  for (const [id, sentence] of Object.entries(requirements)) expect(said).toContain(`- **${id}**: ${sentence}\n`);
});
