// Who may import whom. docs/architecture.md says why; `npm run rules` checks it.

/** @param {string} name @param {object} from @param {object} to @param {string} comment */
const never = (name, from, to, comment) => ({ name, severity: 'error', comment, from, to });

/** Rooms of main that must not know each other. */
const adapters = ['providers', 'directory', 'secrets', 'settings', 'sandbox'];
const packages = 'node_modules';
const builtin = '^(node:|electron$)';

export default {
  forbidden: [
    never(
      'no-circles',
      {},
      { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
      'Files that import each other in a loop cannot be understood one at a time.',
    ),
    never(
      'no-orphans',
      { orphan: true, path: '^src/', pathNot: '\\.d\\.ts$|\\.html$' },
      {},
      'A file that nobody imports is dead.',
    ),
    never(
      'shared-stands-alone',
      { path: '^src/shared', pathNot: '^src/shared/contract\\.ts$' },
      { pathNot: '^src/shared' },
      'Both sides of the bridge must be able to load it: no electron, no node.',
    ),
    never(
      'contract-only-zod',
      { path: '^src/shared/contract\\.ts$' },
      { pathNot: `^src/shared|${packages}/zod` },
      'The contract is data and schemas.',
    ),
    never(
      'channels-import-nothing',
      { path: '^src/shared/channels\\.ts$' },
      { path: '.' },
      'The preload is built from it.',
    ),
    never(
      'preload-tiny',
      { path: '^src/preload' },
      { pathNot: '^src/shared/channels\\.ts$|electron' },
      'A preload runs in every window; each line of it is attack surface.',
    ),
    never(
      'renderer-sees-shared-only',
      { path: '^src/renderer' },
      { path: `^src/(main|preload)|${builtin}` },
      'A window is a web page without privileges.',
    ),
    never(
      'renderer-takes-only-types-of-the-contract',
      { path: '^src/renderer' },
      { path: '^src/shared/contract\\.ts$', dependencyTypesNot: ['type-only'] },
      'Otherwise zod ships in the window.',
    ),
    never(
      'actions-take-adapters-as-parameters',
      { path: '^src/main/actions' },
      { path: `^src/main/(${adapters.join('|')}|desktop)`, dependencyTypesNot: ['type-only'] },
      'Actions know types of adapters only, so that each can be tested with a fake.',
    ),
    ...adapters.map((room) =>
      never(
        `${room}-keeps-to-itself`,
        { path: `^src/main/${room}` },
        { path: `^src/main/(?!${room}/|disk-problem\\.ts$)` },
        'Adapters do not know each other; start.ts joins them.',
      ),
    ),
    never(
      'desktop-takes-types',
      { path: '^src/main/desktop' },
      { path: '^src/main/(?!desktop/)', dependencyTypesNot: ['type-only'] },
      'What needs the true Electron stays thin.',
    ),
    never(
      'only-desktop-imports-electron',
      { path: '^src/main', pathNot: '^src/main/desktop/' },
      { path: '^electron$|node_modules/electron/' },
      'Everything else runs, and is tested, without Electron.',
    ),
    never(
      'only-keychain-imports-keytar',
      { path: '^src', pathNot: '^src/main/secrets/keychain-process\\.ts$' },
      { path: 'node_modules/keytar' },
      'One place to review.',
    ),
    never(
      'only-database-imports-sqlite',
      { path: '^src', pathNot: '^src/main/directory/database\\.ts$' },
      { path: '^(node:)?sqlite$' },
      'One place to review.',
    ),
    never(
      'only-settings-file-imports-electron-store',
      { path: '^src', pathNot: '^src/main/settings/settings-file\\.ts$' },
      { path: 'node_modules/electron-store' },
      'One place to review.',
    ),
    never(
      'only-api-reads-the-bridge',
      { path: '^src/renderer', pathNot: '^src/renderer/api\\.ts$' },
      { path: '^src/shared/channels\\.ts$' },
      'api.ts is the only reader of window.latchkey.',
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.mjs', '.cjs', '.js'] },
  },
};
