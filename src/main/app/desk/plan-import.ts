import { isDeepStrictEqual } from 'node:util';
import type { Connection } from '../../../shared/connection.ts';
import type { DeskPreview, DeskSetting, SettingChange } from '../../../shared/desk.ts';
import { typedPageName } from '../../../shared/page-name.ts';
import { readPage } from '../../../shared/provider-page.ts';
import type { SavedPage, Settings } from '../../../shared/settings.ts';
import type { DeskList } from '../../directory/desk/desk-customers.ts';
import { plainText } from '../../lib/plain-text.ts';
import type { Provider } from '../../providers/provider.ts';
import type { DeskFile, DeskFileConnection } from './desk-file.ts';

/** What is here before an import. */
export interface DeskHere {
  settings: Settings;
  connections: readonly Connection[];
  providerOf: (provider: string) => Provider | undefined;
  /** Whether Latchkey may take these keys from all other programs of this computer. */
  allowsShortcut: (accelerator: string) => boolean;
}

/** What an import does to settings and connections. */
export interface DeskPlan extends Pick<DeskPreview, 'settings' | 'stricterHere' | 'connections'> {
  /** New connections. Each waits for its key. */
  added: readonly Connection[];
  /** Ids of connections that are here and will ask for a reason. */
  raised: readonly string[];
  lists: readonly DeskList[];
  /** Connections of providers or regions that this version does not know, with their customers; and shortcuts that are none here. */
  unknown: number;
}

const mostPages = 50;
const longestPageName = 40;
const shortcuts: ReadonlySet<DeskSetting> = new Set<DeskSetting>(['launcherShortcut', 'clipboardShortcut']);

/**
 * The more careful of two values, for settings that guard against a slip. SECURITY: a file cannot switch them off.
 */
const stricter: { readonly [S in DeskSetting]?: (here: Settings[S], file: Settings[S]) => Settings[S] } = {
  // A notice names the customer and the connection of each log-in.
  showNotices: (here, file) => here || file,
  // Null: a customer's own window stays open for ever.
  windowLimitMinutes: (here, file) => (here === null || file === null ? (here ?? file) : Math.min(here, file)),
};

/** Plans an import. `newId`: a new connection's id. `now`: ms. */
export function planImport(file: DeskFile, here: DeskHere, newId: () => string, now: number): DeskPlan {
  const plan = { added: [] as Connection[], raised: [] as string[], lists: [] as DeskList[], unknown: 0 };
  const connections: DeskPreview['connections'][number][] = [];
  for (const entry of file.connections) {
    const endpoints = here.providerOf(entry.provider)?.endpoints;
    if (!endpoints || !Object.hasOwn(endpoints, entry.region)) {
      plan.unknown += 1 + entry.customers.length;
      continue;
    }
    const known = here.connections.find((one) => isSame(one, entry));
    const connection = known ?? newConnection(entry, newId(), now);
    const requiresReason = entry.reasonRequired && !known?.reasonRequired;
    if (!known) plan.added.push(connection);
    else if (requiresReason) plan.raised.push(known.connectionId);
    plan.lists.push({ connectionId: connection.connectionId, customers: entry.customers });
    const { provider, region, label } = entry;
    const what = known ? 'merged' : 'added';
    connections.push({ provider, region, label, what, requiresReason, customers: entry.customers.length });
  }
  const { unfit, ...changed } = settingsIn(file, here);
  return { ...plan, unknown: plan.unknown + unfit, connections, ...changed };
}

const isSame = (one: Connection, { provider, region, label }: DeskFileConnection): boolean =>
  !one.sandbox && one.provider === provider && one.region === region && one.label === label;

const newConnection = (
  { customers: _, ...facts }: DeskFileConnection,
  connectionId: string,
  now: number,
): Connection => ({
  ...facts,
  connectionId,
  sandbox: false,
  suggestedAdminEmail: '',
  createdAt: new Date(now).toISOString(),
});

function settingsIn(
  { settings }: DeskFile,
  here: DeskHere,
): Pick<DeskPlan, 'settings' | 'stricterHere'> & { unfit: number } {
  const changes: SettingChange[] = [];
  const stricterHere: DeskSetting[] = [];
  let unfit = 0;
  const look = <S extends DeskSetting>(name: S): void => {
    const wanted = settings[name] as Settings[S] | undefined;
    if (wanted === undefined) return;
    // The system would refuse it, and Latchkey would have none after the next start.
    if (shortcuts.has(name) && wanted !== null && !here.allowsShortcut(String(wanted))) {
      unfit += 1;
      return;
    }
    const before = here.settings[name];
    const after =
      (stricter[name] as undefined | ((a: Settings[S], b: Settings[S]) => Settings[S]))?.(before, wanted) ?? wanted;
    if (!isDeepStrictEqual(after, wanted)) stricterHere.push(name);
    if (!isDeepStrictEqual(after, before)) changes.push({ name, before, after } as SettingChange);
  };
  const { savedPages, ...others } = settings;
  for (const name of Object.keys(others) as DeskSetting[]) look(name);
  const pages = savedPages && withPages(here, savedPages);
  if (pages && pages.length > here.settings.savedPages.length)
    changes.push({ name: 'savedPages', before: here.settings.savedPages, after: pages });
  return { settings: changes, stricterHere, unfit };
}

/** Pages here stay; others come with a name of their own, if they are pages of their provider. */
function withPages({ settings, providerOf }: DeskHere, wanted: readonly SavedPage[]): SavedPage[] {
  const pages = [...settings.savedPages];
  for (const page of wanted) {
    const name = plainText(page.name, longestPageName);
    const isTaken = pages.some((one) => typedPageName(one.name) === typedPageName(name));
    const isPage = readPage(page.page, providerOf(page.provider)?.facts.pages ?? null) === page.page;
    if (name !== '' && !isTaken && isPage && pages.length < mostPages) pages.push({ ...page, name });
  }
  return pages;
}
