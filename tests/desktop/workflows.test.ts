import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '..', '..');
const folder = join(root, '.github', 'workflows');
// The reader of YAML that electron-updater brings.
const { load } = createRequire(createRequire(import.meta.url).resolve('electron-updater/package.json'))('js-yaml');

type Permissions = Record<string, string>;
interface Step {
  name?: string;
  uses?: string;
  run?: string;
  if?: string;
  with?: Record<string, unknown>;
  env?: Record<string, string>;
}
interface Job {
  needs?: string | string[];
  uses?: string;
  environment?: string;
  permissions?: Permissions;
  'timeout-minutes'?: number;
  'runs-on'?: string;
  strategy?: { matrix: { os: string[] } };
  steps?: Step[];
}
interface Workflow {
  on: Record<string, unknown>;
  permissions: Permissions;
  defaults: { run: { shell: string } };
  jobs: Record<string, Job>;
}

const names = readdirSync(folder);
const texts = Object.fromEntries(names.map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
const read = (name: string) => load(texts[name] ?? '') as Workflow;
const workflows = names.map((file) => ({ ...read(file), file }));
const jobs = workflows.flatMap(({ file, jobs: each }) =>
  Object.entries(each).map(([job, content]) => ({ ...content, where: `${file}: ${job}` })),
);
const steps = jobs.flatMap(({ where, steps: each = [] }) => each.map((step) => ({ ...step, where })));
const release = read('release.yml').jobs;
const packageJson = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

const systems = (job: Job | undefined): string[] =>
  (job?.strategy?.matrix.os ?? []).map((os) => /^(ubuntu|windows|macos)-\d+/.exec(os)?.[1] ?? os).sort();

describe('each workflow', () => {
  test('may read, and nothing else; only the job that makes the draft may do more, and it runs nothing of ours', () => {
    for (const { file, permissions } of workflows) expect([file, permissions]).toEqual([file, { contents: 'read' }]);
    expect(jobs.filter(({ permissions }) => permissions).map(({ where }) => where)).toEqual(['release.yml: draft']);
    expect(release['draft']?.permissions).toEqual({
      contents: 'write',
      'id-token': 'write',
      attestations: 'write',
    });
    const run = release['draft']?.steps?.map((step) => step.run ?? step.uses).join('\n');
    expect(run).not.toMatch(/actions\/checkout|\bnpm\b|\bnpx\b|\bnode\b|scripts\//);
  });

  test('names what it uses by commit, with the version beside it, and keeps no credentials', () => {
    for (const text of Object.values(texts)) {
      for (const [line] of text.matchAll(/^.*\buses:.*$/gm)) {
        expect(line).toMatch(
          /uses: (actions\/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+|\.\/\.github\/workflows\/(test|audit)\.yml)$/,
        );
      }
    }
    const checkouts = steps.filter(({ uses }) => uses?.startsWith('actions/checkout@'));
    expect(checkouts.length).toBeGreaterThan(0);
    for (const step of checkouts) expect(step.with).toEqual({ 'persist-credentials': false });
  });

  test('lets no text of strangers into a command, and hands secrets to no change that is asked for', () => {
    for (const { run = '' } of steps) expect(run).not.toContain('${{');
    for (const { on } of workflows) expect(Object.keys(on)).not.toContain('pull_request_target');
    expect(texts['test.yml']).not.toContain('secrets');
    const secret = steps.filter((step) => JSON.stringify(step).includes('secrets.')).map(({ where }) => where);
    expect(new Set(secret)).toEqual(new Set(['release.yml: package']));
    expect(release['package']?.environment).toBe('release');
  });

  test('stops at the first command that fails, on Windows too, and at some time in any case', () => {
    for (const { file, defaults } of workflows) expect([file, defaults.run.shell]).toEqual([file, 'bash']);
    for (const job of jobs.filter(({ uses }) => !uses)) {
      expect([job.where, typeof job['timeout-minutes']]).toEqual([job.where, 'number']);
    }
  });

  test('calls only what is there: scripts of package.json, programs of packages, files', () => {
    const commands = steps.map(({ run = '' }) => run).join('\n');
    const scripts = [...commands.matchAll(/\bnpm run ([\w-]+)/g)].map(([, name]) => name);
    expect(scripts).toEqual(expect.arrayContaining(['build', 'e2e', 'pack']));
    for (const name of scripts) expect(Object.keys(packageJson.scripts)).toContain(name);
    const programs = [...commands.matchAll(/\bnpx (\S+) (\S+)/g)];
    expect(programs.length).toBeGreaterThan(0);
    for (const [, flag, name] of programs) {
      // Otherwise npx downloads any package of that name.
      expect(flag).toBe('--no');
      expect(existsSync(join(root, 'node_modules', '.bin', name ?? ''))).toBe(true);
    }
    const files = [...commands.matchAll(/\b(?:bash|node) ([\w./-]+\.mjs|\.ci\/\w+)/g)].map(([, file]) => file ?? '');
    expect(files).toEqual(expect.arrayContaining(['.ci/run', 'scripts/check-fuses.mjs']));
    for (const file of files) expect(existsSync(join(root, file)), file).toBe(true);
  });

  test('covers all three systems where it runs Electron or packs', () => {
    expect(systems(read('test.yml').jobs['electron'])).toEqual(['macos', 'ubuntu', 'windows']);
    expect(systems(release['package'])).toEqual(['macos', 'ubuntu', 'windows']);
  });
});

describe('the tests on true Electron', () => {
  const electron = read('test.yml').jobs['electron']?.steps ?? [];

  test('run the specs one at a time, with the sandbox that is shipped', () => {
    const runs = electron.filter(({ run }) => run?.includes('npm run e2e'));
    expect(runs).toHaveLength(2);
    for (const { run } of runs) expect(run).toContain('--project electron --workers 1');
    expect(JSON.stringify(electron)).not.toMatch(/no-sandbox|DISABLE_SANDBOX/);
    const linux = runs.find((step) => step.if === "runner.os == 'Linux'");
    expect(linux?.env).toEqual({ LATCHKEY_TEST_SANDBOX: '1' });
  });
});

describe('packages', { tags: ['package-watched'] }, () => {
  test('are asked about weekly, with each release and each change of them: advisories and signatures', () => {
    const { on, jobs: audit } = read('audit.yml');
    expect(Object.keys(on).sort()).toEqual(['pull_request', 'schedule', 'workflow_call', 'workflow_dispatch']);
    expect(on['pull_request']).toEqual({ paths: ['package-lock.json'] });
    const commands = (audit['packages']?.steps ?? []).map(({ run }) => run);
    expect(commands).toEqual(expect.arrayContaining(['npm audit --audit-level=high', 'npm audit signatures']));
  });

  test('and actions are looked at weekly for newer versions', () => {
    const dependabot = load(readFileSync(join(root, '.github', 'dependabot.yml'), 'utf8')) as {
      updates: { 'package-ecosystem': string; schedule: { interval: string } }[];
    };
    expect(dependabot.updates.map((each) => [each['package-ecosystem'], each.schedule.interval])).toEqual([
      ['npm', 'weekly'],
      ['github-actions', 'weekly'],
    ]);
  });

  test('run nothing of their own while they are installed, and their lock file names no registry', () => {
    const npmrc = readFileSync(join(root, '.npmrc'), 'utf8').split('\n');
    expect(npmrc).toEqual(expect.arrayContaining(['ignore-scripts=true', 'omit-lockfile-registry-resolved=true']));
    const lock = readFileSync(join(root, 'package-lock.json'), 'utf8');
    expect(lock).not.toMatch(/"resolved": "https?:/);
    // Nor does a package come from anywhere else than a registry.
    expect(lock).not.toMatch(/"resolved": "(git|ssh|file)/);
  });
});

describe('a release', () => {
  test('is packed only of what passed the same tests, with a tag that is its version', () => {
    expect(Object.keys(read('test.yml').on)).toContain('workflow_call');
    expect(release['test']).toEqual({ needs: 'version', uses: './.github/workflows/test.yml' });
    expect(release['package']?.needs).toEqual(['test', 'audit']);
    expect(release['audit']).toEqual({ needs: 'version', uses: './.github/workflows/audit.yml' });
    expect(release['draft']?.needs).toBe('package');
    expect(read('release.yml').on).toEqual({ push: { tags: ['v*'] } });
  });

  test('is published by nothing but the last job, as a draft, with checksums and provenance of every file', () => {
    const pack = release['package']?.steps?.find(({ run }) => run?.includes('npm run pack'));
    expect(pack?.run).toContain('--publish never');
    const draft = release['draft']?.steps ?? [];
    expect(draft.find(({ name }) => name === 'Checksums')?.run).toContain('sha256sum -- * > ../SHA256SUMS');
    expect(draft.find(({ uses }) => uses?.startsWith('actions/attest-'))?.with).toEqual({
      'subject-path': 'packages/*',
    });
    const create = draft.at(-1)?.run ?? '';
    expect(create).toMatch(/gh release create "\$GITHUB_REF_NAME" packages\/\* /);
    expect(create).toContain('--draft --verify-tag');
  });

  test('has a bill of materials, made once', () => {
    const bills = (release['package']?.steps ?? []).filter(({ run }) => run?.includes('npm sbom'));
    expect(bills.map((step) => step.if)).toEqual(["runner.os == 'Linux'"]);
    // With the files that are released.
    expect(bills[0]?.run).toContain('> "dist/Latchkey-');
    expect(texts['release.yml']).toContain('dist/Latchkey-*');
  });

  test('gives each certificate to the packages of its own system', () => {
    const env = release['package']?.steps?.find(({ run }) => run?.includes('npm run pack'))?.env ?? {};
    for (const [name, value] of Object.entries(env)) {
      const system = name.startsWith('WIN_') ? 'Windows' : 'macOS';
      expect(value).toMatch(new RegExp(`^\\$\\{\\{ runner\\.os == '${system}' && secrets\\.[A-Z_]+ \\|\\| '' \\}\\}$`));
    }
    const pack = release['package']?.steps?.find(({ run }) => run?.includes('npm run pack'))?.run ?? '';
    const unset = /for name in (.*); do/.exec(pack)?.[1]?.split(' ');
    expect(unset).toEqual(Object.keys(env));
  });
});
