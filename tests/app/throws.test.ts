import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Input, RequestName } from '../../src/shared/contract.ts';
import { sentenceFor } from '../../src/shared/problem-sentences.ts';
import { leaksIn, newCanary } from '../helpers/canaries.ts';
import type { ChildRunner, SystemEvent } from '../helpers/child-runner.ts';
import { requestNames } from '../helpers/contract-inputs.ts';
import { importRequest } from '../helpers/import-request.ts';
import { effort } from '../helpers/model/effort.ts';
import { Trial } from '../helpers/trial.ts';

// A bug can throw anywhere. Whatever main does for a window or for the system is interrupted at each of its calls to the desktop
// and the database in turn, in a program of its own. The window gets a problem without the error's words, and the
// program goes on.

vi.setConfig({ testTimeout: 300_000 });

/** The nth calls that throw. Most requests make a few calls. */
const callsToTry =
  effort === 'test' ? [1, 2, 3, 5, 8, 13, 21, 34] : Array.from({ length: 60 }, (_, index) => index + 1);

const canary = newCanary('words of a bug');
let outside: string;
let trial: Trial;
let runner: ChildRunner;

const start = async (): Promise<void> => {
  runner = await trial.startInChild({ throwing: canary.core });
};

async function restart(): Promise<void> {
  await trial.quit();
  await start();
}

beforeEach(async () => {
  outside = mkdtempSync(join(tmpdir(), 'latchkey-throws-'));
  trial = await Trial.prepare();
  await start();
});
afterEach(async () => {
  await trial.end();
  rmSync(outside, { recursive: true, force: true });
});

interface Known {
  connectionId: string;
  accountId: string;
}

/** The connection and its customers, again if the last request has removed them. */
async function known(): Promise<Known> {
  const found = (await trial.state()).connections.find(({ provider }) => provider === 'brevo');
  if (found) trial.connected.brevo = found.connectionId;
  else {
    const answer = await trial.connect('brevo');
    if (!answer.ok) throw new Error(`connecting answered ${answer.problem.kind}`);
    trial.connected.brevo = answer.value.connectionId;
    await trial.get('syncAccounts', { connectionId: answer.value.connectionId });
  }
  const { accountId, connectionId } = await trial.firstRow('brevo');
  return { accountId, connectionId };
}

const wish = ({ accountId }: Known): Input<'logIn'> => ({
  accountId,
  target: null,
  reason: '',
  confirmed: ['replaces-session'],
  chosen: 'row',
});

/** A change of a name, to be undone. */
async function renamed({ accountId }: Known): Promise<string> {
  const change = await trial.get('renameAccount', {
    accountId,
    name: `Name ${Date.now()} ${trial.provider.nameCanary.core}`,
  });
  return change?.changeId ?? '';
}

async function namesFile({ accountId }: Known) {
  const path = join(outside, 'names.csv');
  writeFileSync(path, `id,name\n${accountId.split('/')[1]},${trial.provider.nameFor(`File ${Date.now()}`)}\n`);
  await runner.bend({ fileToRead: path });
}

async function deskFile(): Promise<void> {
  const path = join(outside, 'desk.json');
  await runner.bend({ fileToWrite: path, fileToRead: path });
  await trial.get('exportDesk', {});
}

const toFile = async (): Promise<Record<string, never>> => {
  await runner.bend({ fileToWrite: join(outside, 'written') });
  return {};
};

const noWindow = { windowId: '0'.repeat(32) };

/** A request that does what it is for. */
const inputs: { [N in RequestName]: (known: Known) => Input<N> | Promise<Input<N>> } = {
  getState: () => ({}),
  searchAccounts: () => ({ text: 'shop', typed: true }),
  logIn: wish,
  copyLoginLink: wish,
  cancelLogIn: () => ({}),
  remindOfLogIn: ({ accountId }) => ({ accountId, at: new Date(Date.now() + 60_000).toISOString() }),
  openDirectly: ({ accountId }) => ({ accountId }),
  showPastedLink: ({ accountId }) => ({ link: `latchkey://open?provider=brevo&account=${accountId.split('/')[1]}` }),
  showWindow: () => noWindow,
  closeWindow: () => noWindow,
  closeAllWindows: () => ({}),
  findWindowBrowsers: () => ({}),
  noteTyped: () => ({}),
  noteHand: () => ({}),
  noteFieldsLeft: () => ({}),
  noteQuestion: () => ({ open: false }),
  suggestReasons: ({ accountId }) => ({ accountId }),
  suggestLandings: ({ accountId }) => ({ accountId }),
  listAdminUsers: ({ connectionId }) => ({ connectionId }),
  readNames: ({ accountId }) => ({ accountIds: [accountId] }),
  getPreview: ({ accountId }) => ({ accountId }),
  getAccountDetails: ({ accountId }) => ({ accountId, again: true }),
  copyAccountField: ({ accountId }) => ({ accountId, field: 'text' }),
  renameAccount: ({ accountId }) => ({ accountId, name: trial.provider.nameFor(`Own ${Date.now()}`) }),
  noteAccount: ({ accountId }) => ({ accountId, note: `${Date.now()}` }),
  pinAccount: async ({ accountId }) => {
    await trial.get('pinAccount', { accountId, pinned: false });
    return { accountId, pinned: true };
  },
  undoChange: async (of) => ({ changeId: await renamed(of) }),
  connectProvider: () => ({
    provider: 'sendgrid',
    key: trial.provider.keys.sendgrid,
    label: '',
    colour: 'blue',
    region: '',
  }),
  connectOtherRegion: ({ connectionId }) => ({ connectionId }),
  exploreSamples: () => ({}),
  removeSamples: () => ({}),
  verifyConnection: ({ connectionId }) => ({ connectionId }),
  replaceKey: ({ connectionId }) => ({ connectionId, key: trial.provider.keys.brevo }),
  changeConnection: ({ connectionId }) => ({ connectionId, change: { label: `L ${Date.now()}` } }),
  disconnectProvider: ({ connectionId }) => ({ connectionId }),
  forgetLostConnection: ({ connectionId }) => ({ connectionId }),
  syncAccounts: ({ connectionId }) => ({ connectionId }),
  cancelSync: ({ connectionId }) => ({ connectionId }),
  pauseNames: ({ connectionId }) => ({ connectionId, paused: true }),
  chooseNamesFile: async (of) => {
    await namesFile(of);
    return {};
  },
  previewNames: async (of) => {
    await namesFile(of);
    const { importId, encoding } = importRequest(await trial.get('chooseNamesFile', {}));
    return { importId, encoding };
  },
  importNames: async (of) => {
    await namesFile(of);
    return importRequest(await trial.get('chooseNamesFile', {}));
  },
  undoImport: async (of) => {
    await namesFile(of);
    const { importId } = await trial.get('importNames', importRequest(await trial.get('chooseNamesFile', {})));
    return { importId };
  },
  listImports: () => ({}),
  exportNames: toFile,
  exportCustomers: toFile,
  exportDesk: toFile,
  chooseDeskFile: async () => {
    await deskFile();
    return {};
  },
  importDesk: async () => {
    await deskFile();
    return { importId: (await trial.get('chooseDeskFile', {}))?.importId ?? '' };
  },
  searchLedger: () => ({ text: '', beforeRowId: null }),
  countLogIns: () => ({ text: '' }),
  selectInLauncher: ({ accountId }) => ({ accountId }),
  exportLedger: toFile,
  changeSettings: () => ({ syncEveryMinutes: 30 + (Date.now() % 30) }),
  finishFirstRun: () => ({}),
  hideLauncher: () => ({}),
  openSettings: () => ({ section: null }),
  returnToLauncher: () => ({}),
  openProviderPage: () => ({ provider: 'brevo', page: 'keys' }),
  showLogs: () => ({}),
  getLicences: () => ({}),
};

/** Each of them counts, and no more than 30 in a minute are taken. */
const counted: ReadonlySet<RequestName> = new Set(['logIn', 'copyLoginLink']);

const inTime = <T>(what: string, work: Promise<T>): Promise<T> => {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new Error(`no answer: ${what}`)), 60_000);
  return Promise.race([work, late.promise]).finally(() => clearTimeout(timer));
};

/** Sends the request while the nth call throws. Returns the name of that call; null if the request makes fewer. */
async function interrupted<N extends RequestName>(name: N, call: number): Promise<string | null> {
  const input = await inputs[name](await known());
  await runner.throwAt(call);
  const answer = await inTime(`${name}, call ${call}`, trial.ask(name, input));
  const thrown = await runner.throwNothing();
  if (!answer.ok) expect(sentenceFor(answer.problem).what, name).toMatch(/^[A-Z]/);
  const state = await inTime(`getState after ${name}`, trial.state());
  expect(state.logInFlight, `${name} at ${thrown}`).toBeNull();
  return thrown;
}

/** No answer, message, file or output repeats the words of what was thrown, and every bug is in the log. */
async function expectSilence(): Promise<void> {
  const sinks = await trial.sinks();
  // What the test itself was handed for the log, with all that the error carries.
  sinks.delete('bugs');
  expect(leaksIn(sinks, [canary, ...trial.secrets])).toEqual([]);
}

async function expectHistoryEnded(): Promise<void> {
  const { intact, mismatches, rows } = await trial.get('searchLedger', { text: '', beforeRowId: null });
  expect({ intact, mismatches, under: rows.filter(({ outcome }) => outcome === 'started') }).toEqual({
    intact: true,
    mismatches: [],
    under: [],
  });
}

const groups = Array.from({ length: Math.ceil(requestNames.length / 8) }, (_, group) =>
  requestNames.slice(group * 8, group * 8 + 8),
);

test.each(groups)(
  'whatever throws within %s and the next ones, the window gets a problem and the program goes on',
  {
    tags: ['bridge-bugs-silent'],
  },
  async (...names) => {
    const report: string[] = [];
    for (const name of names) {
      if (counted.has(name)) await restart();
      for (const call of callsToTry.slice(0, counted.has(name) ? 24 : undefined)) {
        const thrown = await interrupted(name, call);
        report.push(`${name} ${call} ${thrown}`);
        if (thrown === null) break;
      }
      if (counted.has(name)) await restart();
    }
    await known();
    await trial.expectOrdinaryLogIn('brevo');
    await expectSilence();
    await restart();
    await expectHistoryEnded();
    await known();
    await trial.expectOrdinaryLogIn('brevo');
  },
);

/** Every listener of the system: the tray's actions one by one, links, shortcuts, another start, sleep. */
const systemEvents = (actions: number): SystemEvent[] => [
  ...Array.from({ length: actions }, (_, nth) => ({ what: 'click', nth }) as const),
  { what: 'link', url: 'latchkey://find?text=shop' },
  { what: 'second instance' },
  { what: 'wake' },
  { what: 'sleep' },
  { what: 'launcher shortcut' },
  { what: 'clipboard shortcut' },
];

test('whatever throws in a click on the tray, a shortcut, a link or a change of the system, the program goes on', {
  tags: ['bridge-bugs-silent'],
}, async () => {
  await known();
  await trial.expectOrdinaryLogIn('brevo');
  // As many as there are: of the customers, the connections and the program.
  let actions = 0;
  while (await runner.happen({ what: 'click', nth: actions })) actions += 1;
  expect(actions).toBeGreaterThan(5);
  let thrown = 0;
  for (const [nth, event] of systemEvents(actions).entries()) {
    // No run begins more than 30 log-ins within a minute.
    if (nth % 6 === 0) await restart();
    for (const call of callsToTry.slice(0, 5)) {
      await runner.throwAt(call);
      await runner.happen(event);
      await vi.waitFor(async () => expect((await trial.state()).logInFlight).toBeNull(), { timeout: 20_000 });
      if ((await runner.throwNothing()) !== null) thrown += 1;
    }
    await known();
    await trial.expectOrdinaryLogIn('brevo');
  }
  expect(thrown).toBeGreaterThan(5);
  await expectSilence();
  await restart();
  await expectHistoryEnded();
});
