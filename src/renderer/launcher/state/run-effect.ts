import type { Api, Output } from '../../../shared/contract.ts';
import type { Result } from '../../../shared/result.ts';
import type { Effect, LauncherEvent } from './launcher-events.ts';
import type { RowChange } from './launcher-state.ts';

/** What the launcher uses of main. */
export type LauncherMain = Pick<
  Api,
  | 'searchAccounts'
  | 'logIn'
  | 'copyLoginLink'
  | 'cancelLogIn'
  | 'remindOfLogIn'
  | 'openDirectly'
  | 'showPastedLink'
  | 'showWindow'
  | 'closeWindow'
  | 'closeAllWindows'
  | 'suggestReasons'
  | 'suggestLandings'
  | 'listAdminUsers'
  | 'readNames'
  | 'pinAccount'
  | 'renameAccount'
  | 'noteAccount'
  | 'undoChange'
  | 'copyAccountField'
  | 'changeConnection'
  | 'changeSettings'
  | 'exploreSamples'
  | 'connectOtherRegion'
  | 'syncAccounts'
  | 'openSettings'
  | 'openProviderPage'
  | 'showLogs'
  | 'hideLauncher'
  | 'noteTyped'
  | 'noteHand'
  | 'noteQuestion'
  | 'on'
>;

/** The effects that are requests to main. The store handles the others itself. */
export type MainEffect = Exclude<
  Effect,
  { do: 'start-timer' | 'start-timer-until' | 'stop-timer' | 'focus-field' | 'show-highlight' }
>;

/** Sends one request to main. Returns the answer as an event, or null if the launcher does not need it. */
export async function runEffect(effect: MainEffect, main: LauncherMain): Promise<LauncherEvent | null> {
  switch (effect.do) {
    case 'search': {
      const { searchId, text, first, typed } = effect;
      return { type: 'searched', searchId, first, reply: await main.searchAccounts({ text, typed }) };
    }
    case 'refresh': {
      const { searchId, text, shown } = effect;
      const reply = await main.searchAccounts({ text, typed: false, shown: [...shown] });
      return { type: 'refreshed', searchId, reply };
    }
    case 'log-in':
      return sendLogIn(effect, main);
    case 'cancel-log-in':
      return { type: 'cancel-answered', attemptId: effect.attemptId, reply: await main.cancelLogIn({}) };
    case 'remind': {
      const { asked, at } = effect;
      return {
        type: 'reminder-set',
        asked,
        at,
        reply: await main.remindOfLogIn({ accountId: asked.row.accountId, at }),
      };
    }
    case 'open-directly':
      // What comes of it is the outcome of the log-in.
      await main.openDirectly({ accountId: effect.accountId });
      return null;
    case 'show-pasted-link':
      return { type: 'pasted-link-shown', reply: await main.showPastedLink({ link: effect.link }) };
    case 'show-window':
    case 'close-window':
    case 'close-all-windows':
      return runOnWindows(effect, main);
    case 'suggest-reasons':
    case 'suggest-landings':
    case 'list-admin-users':
      return suggest(effect, main);
    case 'read-names': {
      const { accountIds } = effect;
      return { type: 'names-read', reply: await main.readNames({ accountIds: [...accountIds] }) };
    }
    case 'keep-admin-email': {
      const { attemptId, asked, email } = effect;
      const { connectionId } = asked.row;
      const reply = await main.changeConnection({ connectionId, change: { adminEmail: email } });
      return { type: 'admin-email-kept', attemptId, asked, reply };
    }
    case 'change-row':
      return { ...effect, type: 'row-changed', reply: await store(effect.change, main) };
    case 'undo-change': {
      const { change } = effect;
      return { type: 'change-undone', change, reply: await main.undoChange({ changeId: change.changeId }) };
    }
    case 'explore-samples':
      return { type: 'samples-explored', reply: await main.exploreSamples({}) };
    case 'sync':
    case 'find-gone':
      return runSync(effect, main);
    case 'open-settings':
      await main.openSettings({
        section: effect.section,
        ...(effect.connection ? { connection: effect.connection } : {}),
      });
      return null;
    case 'open-allowed-ips':
      await main.openProviderPage({ provider: effect.provider, page: 'allowed-ips' });
      return null;
    case 'connect-other-region':
      return {
        ...effect,
        type: 'region-connected',
        reply: await main.connectOtherRegion({ connectionId: effect.connectionId }),
      };
    case 'show-logs':
      await main.showLogs({});
      return null;
    case 'keep-preview':
    case 'hide-steps':
      return keep(effect, main);
    case 'note-typed':
      await main.noteTyped({});
      return null;
    case 'note-hand':
      await main.noteHand({});
      return null;
    case 'hide':
      await main.hideLauncher({});
      return null;
  }
}

async function sendLogIn(
  { attemptId, asked }: Extract<Effect, { do: 'log-in' }>,
  main: LauncherMain,
): Promise<LauncherEvent> {
  const send = asked.how === 'open' ? main.logIn : main.copyLoginLink;
  const { name, email } = asked.row;
  // SECURITY: main compares it with what the customer is called now.
  const reply = await send({ ...asked.request, read: { name, email } });
  return { type: 'log-in-answered', attemptId, asked, reply };
}

type KeepingEffect = Extract<Effect, { do: 'keep-preview' | 'hide-steps' }>;

async function keep(effect: KeepingEffect, main: LauncherMain): Promise<LauncherEvent> {
  switch (effect.do) {
    case 'keep-preview': {
      const { shown } = effect;
      return { type: 'preview-kept', shown, reply: await main.changeSettings({ previewPane: shown }) };
    }
    case 'hide-steps':
      return { type: 'steps-hidden', reply: await main.changeSettings({ firstSteps: false }) };
  }
}

type SuggestingEffect = Extract<Effect, { do: 'suggest-reasons' | 'suggest-landings' | 'list-admin-users' }>;

async function suggest(effect: SuggestingEffect, main: LauncherMain): Promise<LauncherEvent> {
  switch (effect.do) {
    case 'suggest-reasons': {
      const { attemptId, accountId } = effect;
      return { type: 'reasons-suggested', attemptId, reply: await main.suggestReasons({ accountId }) };
    }
    case 'suggest-landings': {
      const { attemptId, accountId } = effect;
      return { type: 'landings-suggested', attemptId, reply: await main.suggestLandings({ accountId }) };
    }
    case 'list-admin-users': {
      const { attemptId, connectionId } = effect;
      return { type: 'admin-users-listed', attemptId, reply: await main.listAdminUsers({ connectionId }) };
    }
  }
}

type WindowEffect = Extract<Effect, { do: 'show-window' | 'close-window' | 'close-all-windows' }>;

async function runOnWindows(effect: WindowEffect, main: LauncherMain): Promise<LauncherEvent> {
  switch (effect.do) {
    case 'show-window':
      return { type: 'windows-changed', said: null, reply: await main.showWindow({ windowId: effect.windowId }) };
    case 'close-window': {
      const { name, windowId } = effect;
      const said = `The window of ${name} is closed`;
      return { type: 'windows-changed', said, reply: await main.closeWindow({ windowId }) };
    }
    case 'close-all-windows':
      return { type: 'windows-changed', said: 'All windows are closed', reply: await main.closeAllWindows({}) };
  }
}

function store(change: RowChange, main: LauncherMain): Promise<Result<Output<'renameAccount'>>> {
  const { accountId } = change.row;
  switch (change.do) {
    case 'pin':
      return main.pinAccount({ accountId, pinned: change.pinned });
    case 'rename':
    case 'give-name':
      return main.renameAccount({ accountId, name: change.name });
    case 'note':
      return main.noteAccount({ accountId, note: change.note });
    case 'copy':
      return main.copyAccountField({ accountId, field: change.field });
  }
}

async function runSync(
  effect: Extract<Effect, { do: 'sync' | 'find-gone' }>,
  main: LauncherMain,
): Promise<LauncherEvent> {
  if (effect.do === 'sync')
    return { ...effect, type: 'synced', reply: await main.syncAccounts({ connectionId: effect.connectionId }) };
  const { listId, accountIds, isSaid } = effect;
  return { type: 'gone-found', listId, isSaid, gone: await findGone(accountIds, main) };
}

/** How many names main reads at once. */
const namesAtOnce = 8;

/** Those whose names cannot be read are not gone. */
async function findGone(accountIds: readonly string[], main: LauncherMain): Promise<readonly string[]> {
  const gone: string[] = [];
  for (let from = 0; from < accountIds.length; from += namesAtOnce) {
    const some = accountIds.slice(from, from + namesAtOnce);
    const reply = await main.readNames({ accountIds: some });
    if (!reply.ok) continue;
    const known = new Set(reply.value.map(({ accountId }) => accountId));
    gone.push(...some.filter((accountId) => !known.has(accountId)));
  }
  return gone;
}
