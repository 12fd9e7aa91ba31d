// Who may import whom. docs/architecture.md says why; `npm run rules` checks it.

/** @param {string} name @param {object} from @param {object} to @param {string} comment */
const never = (name, from, to, comment) => ({ name, severity: 'error', comment, from, to });

/** What each room of main may import besides itself and src/shared. `app` joins them and may import all. */
const rooms = {
  lib: [],
  log: [],
  search: [],
  http: ['lib'],
  providers: ['http', 'lib'],
  directory: ['lib'],
  secrets: ['lib'],
  settings: ['lib', 'search'],
  browsers: ['lib'],
  sandbox: ['lib'],
};
const adapters = ['http', 'providers', 'directory', 'secrets', 'settings', 'browsers', 'sandbox', 'desktop', 'log'];
/** Each is one subject of the user's. They meet in `app`, never in each other. */
const features = ['connections', 'accounts', 'sync', 'log-in'];
const packages = 'node_modules';
const electron = '^electron$|node_modules/electron/';
/** The two files of src/shared that hold schemas. */
const schemas = '(contract|settings)\\.ts$';

export default {
  forbidden: [
    never(
      'no-circles',
      {},
      { circular: true },
      'Files that import each other in a loop cannot be understood one at a time. Types count too.',
    ),
    never(
      'only-index-is-loose',
      { path: '^src/' },
      { path: '^src/main/[^/]+$', pathNot: '^src/main/index\\.ts$' },
      'Every file of main belongs to a room that names its subject.',
    ),
    never('nothing-imports-index', {}, { path: '^src/main/index\\.ts$' }, 'It only starts the program.'),
    never(
      'no-orphans',
      { orphan: true, path: '^src/', pathNot: '\\.d\\.ts$|\\.html$' },
      {},
      'A file that nobody imports is dead.',
    ),
    never(
      'shared-stands-alone',
      { path: '^src/shared', pathNot: `^src/shared/${schemas}` },
      { pathNot: '^src/shared' },
      'Both sides of the bridge must be able to load it: no electron, no node.',
    ),
    never(
      'schemas-only-zod',
      { path: `^src/shared/${schemas}` },
      { pathNot: `^src/shared|${packages}/zod` },
      'The contract and the settings are data and schemas.',
    ),
    never(
      'preload-only-electron',
      { path: '^src/preload' },
      { pathNot: electron },
      'A preload runs in every window; each line of it is attack surface.',
    ),
    never(
      'renderer-sees-shared-only',
      { path: '^src/renderer' },
      { path: `^src/(main|preload)|${electron}` },
      'A window is a web page without privileges.',
    ),
    never(
      'renderer-has-no-node',
      { path: '^src/renderer' },
      { dependencyTypes: ['core'] },
      'A window is a web page without privileges.',
    ),
    never(
      'renderer-takes-only-types-of-the-contract',
      { path: '^src/renderer' },
      { path: `^src/shared/${schemas}|${packages}/zod`, dependencyTypesNot: ['type-only'] },
      'Otherwise zod ships in the window.',
    ),
    ...Object.entries(rooms).map(([room, known]) =>
      never(
        `${room}-knows-${known.join('-') || 'shared'}-only`,
        { path: `^src/main/${room}/` },
        {
          path: `^src/main/(?!(${[room, ...known].join('|')})/)`,
          // Only what plays a provider, never an adapter: the registry loads it.
          ...(room === 'sandbox' ? { pathNot: '^src/main/providers/(registry|pretend-provider)\\.ts$' } : {}),
        },
        'Rooms below the features do not know each other; app joins them.',
      ),
    ),
    never(
      'vendors-keep-apart',
      { path: '^src/main/providers/([^/]+)/' },
      { path: '^src/main/providers/[^/]+/', pathNot: '^src/main/providers/$1/' },
      'One vendor, one unit: it is read, changed and removed alone.',
    ),
    never(
      'adapters-do-not-know-the-pretend',
      { path: '^src/main', pathNot: '^src/main/providers/([^/]+/pretend|registry\\.ts$)' },
      { path: '^src/main/providers/[^/]+/pretend' },
      'An adapter that could see its pretend provider could be made to fit it.',
    ),
    never(
      'adapters-do-not-know-the-registry',
      { path: '^src/main/providers', pathNot: '^src/main/providers/registry\\.ts$' },
      { path: '^src/main/providers/registry\\.ts$' },
      'It would lead them to the pretend providers.',
    ),
    never(
      'the-registry-loads-the-pretend-on-demand',
      { path: '^src/main/providers/registry\\.ts$' },
      { path: '^src/main/providers/[^/]+/pretend', dependencyTypesNot: ['dynamic-import'] },
      'Pretend providers are for sample customers only; most users never load one.',
    ),
    never(
      'only-the-sandbox-plays-providers',
      { path: '^src/main', pathNot: '^src/main/(sandbox/|providers/([^/]+/pretend|registry\\.ts$))' },
      { path: '^src/main/providers/pretend-provider\\.ts$' },
      'Everything else speaks to a pretend provider over HTTP, as to a real one.',
    ),
    never(
      'pretend-providers-are-pure',
      { path: '^src/main/providers/[^/]+/pretend' },
      {
        path: `^src/main/(?!lib/|providers/(pretend-provider\\.ts$|[^/]+/pretend))|^src/shared|${packages}`,
      },
      'A pretend provider turns a request and its state into a reply, and shares no code with the adapter.',
    ),
    never(
      'pretend-providers-do-no-io',
      { path: '^src/main/providers/[^/]+/pretend' },
      { dependencyTypes: ['core'] },
      'The sandbox owns the server and the clock.',
    ),
    ...features.map((feature) =>
      never(
        `${feature}-knows-no-other-feature`,
        { path: `^src/main/${feature}/` },
        {
          path: `^src/main/(app|${features.filter((other) => other !== feature && other !== 'connections').join('|')})/`,
        },
        'Features meet in app. All of them may know connections: clients and health.',
      ),
    ),
    never(
      'features-take-adapters-as-parameters',
      { path: `^src/main/(${features.join('|')})/` },
      { path: `^src/main/(${adapters.join('|')})/`, dependencyTypesNot: ['type-only'] },
      'Features know types of adapters only, so that each can be tested with a fake.',
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
      { path: electron },
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
      { path: '^src', pathNot: '^src/main/directory/sqlite/(database|open-file)\\.ts$' },
      { path: '^(node:)?sqlite$' },
      'One place to review.',
    ),
    never(
      'only-two-rooms-listen',
      { path: '^src', pathNot: '^src/main/(browsers/hand-over|sandbox/listener)\\.ts$' },
      { path: '^(node:)?(http|https|http2|net)$', dependencyTypesNot: ['type-only'] },
      'A hand-over and the pretend providers are all that listens on this machine.',
    ),
    never(
      'only-settings-file-imports-electron-store',
      { path: '^src', pathNot: '^src/main/settings/settings-file\\.ts$' },
      { path: 'node_modules/electron-store' },
      'One place to review.',
    ),
    never(
      'test-helpers-live-in-helpers',
      { path: '^tests/', pathNot: '^tests/(helpers|standin)/' },
      { path: '^tests/(?!(helpers|standin|fixtures)/)' },
      'One house for fakes, folders, servers and drivers, so that nobody writes them twice.',
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.mjs', '.cjs', '.js'] },
  },
};
