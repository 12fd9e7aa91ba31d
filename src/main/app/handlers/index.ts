import type { Handlers } from '../../../shared/contract.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { chooseNamesFile, importNames, undoImport } from '../../accounts/import-names.ts';
import { searchAccounts } from '../../accounts/search-accounts.ts';
import { changeConnection } from '../../connections/change-connection.ts';
import { connectProvider } from '../../connections/connect-provider.ts';
import { disconnectProvider } from '../../connections/disconnect-provider.ts';
import { exploreSamples, removeSamples } from '../../connections/explore-samples.ts';
import { replaceKey } from '../../connections/replace-key.ts';
import { verifyConnection } from '../../connections/verify-connection.ts';
import { singleFlight } from '../../lib/single-flight.ts';
import { writeLines } from '../../lib/user-files.ts';
import { providerOf } from '../../providers/registry.ts';
import { changeSettings } from '../change-settings.ts';
import type { Program } from '../compose.ts';
import type { Shell } from '../shell.ts';

const ledgerPage = 100;

/** What main answers to each request of a window. */
export function handlersFor(program: Program, shell: Shell): Handlers {
  const { accounts, desktop, directory, settings, state, syncs } = program;

  /** Adding them twice at a time would find the first ones there already, and take them for its own to clean up. */
  const joinSamples = singleFlight<Result<null>>();
  const writeChosen = async (name: string, lines: () => Iterable<string>) => {
    const path = await desktop.files.chooseToWrite('Save as', name);
    return path === null ? ok(null) : writeLines(path, lines());
  };

  return {
    getState: () => ok(state.get()),

    searchAccounts({ text }) {
      const answer = searchAccounts(program, text);
      program.shown.set(answer.rows);
      return ok(answer);
    },
    async logIn(request) {
      shell.rememberReason(request.reason);
      return shell.tellIfUnseen(request.accountId, await program.logIn(request));
    },
    async copyLoginLink(request) {
      shell.rememberReason(request.reason);
      return shell.tellIfUnseen(request.accountId, await program.copyLink.copy(request));
    },
    getAccountDetails: ({ accountId }) => program.details.read(accountId),
    async copyAccountField({ accountId, field }) {
      const account = accounts.get(accountId);
      if (!account) return fail({ kind: 'account-unknown' });
      await desktop.clipboard.writeText(field === 'id' ? account.remoteId : account.email);
      return ok(null);
    },
    renameAccount({ accountId, name }) {
      if (!accounts.get(accountId)) return fail({ kind: 'account-unknown' });
      directory.names.rename(accountId, name);
      program.index.update([accountId]);
      shell.trayChanged();
      return ok(null);
    },
    noteAccount({ accountId, note }) {
      if (!accounts.get(accountId)) return fail({ kind: 'account-unknown' });
      directory.names.note(accountId, note);
      program.index.update([accountId]);
      return ok(null);
    },
    pinAccount({ accountId, pinned }) {
      if (!accounts.get(accountId)) return fail({ kind: 'account-unknown' });
      accounts.pin(accountId, pinned);
      program.index.update([accountId]);
      shell.trayChanged();
      return ok(null);
    },

    connectProvider: (request) => connectProvider(program, { ...request, sandbox: false }),
    exploreSamples: () => joinSamples('explore', () => exploreSamples(program)),
    removeSamples: () => removeSamples(program),
    verifyConnection: ({ connectionId }) => verifyConnection(program, connectionId),
    replaceKey: ({ connectionId, key }) => replaceKey(program, connectionId, key),
    changeConnection(request) {
      const changed = changeConnection(program, request);
      program.stateChanged();
      return changed;
    },
    disconnectProvider: ({ connectionId }) => disconnectProvider(program, connectionId),

    async syncAccounts({ connectionId }) {
      if (connectionId !== null && !settings.connection(connectionId)) return fail({ kind: 'connection-unknown' });
      const wanted = connectionId === null ? settings.connections.map((each) => each.connectionId) : [connectionId];
      const outcomes = await Promise.all(wanted.map((id) => syncs.sync(id)));
      return outcomes.find((outcome) => !outcome.ok) ?? ok(null);
    },
    cancelSync({ connectionId }) {
      if (!settings.connection(connectionId)) return fail({ kind: 'connection-unknown' });
      syncs.cancel(connectionId);
      return ok(null);
    },
    pauseNames({ connectionId, paused }) {
      if (!settings.connection(connectionId)) return fail({ kind: 'connection-unknown' });
      program.backfill.pause(connectionId, paused);
      return ok(null);
    },

    chooseNamesFile: () => chooseNamesFile(program),
    previewNames: ({ importId, columns, hasHeader }) => directory.names.preview({ importId }, { columns, hasHeader }),
    importNames: (request) => importNames(program, request),
    undoImport: ({ importId }) => undoImport(program, importId),
    listImports: () => ok(directory.names.imports()),
    exportNames: () => writeChosen('latchkey-names.csv', () => directory.names.exportCsv()),

    searchLedger({ text, beforeRowId }) {
      const { rows, more } = program.ledger.search(text, beforeRowId, ledgerPage);
      return ok({ rows, more, intact: program.ledger.intact() });
    },
    exportLedger: () => writeChosen('latchkey-history.csv', () => program.ledger.exportCsv()),

    changeSettings: (change) =>
      changeSettings(
        {
          settings: () => settings.settings,
          keep: (kept) => settings.change(kept),
          grabShortcut: shell.grabShortcut,
          apply: shell.applySettings,
        },
        change,
      ),
    finishFirstRun() {
      const kept = settings.change({ firstRunDone: true });
      if (!kept.ok) return kept;
      program.stateChanged();
      shell.showLauncher('start');
      return ok(null);
    },

    hideLauncher() {
      desktop.launcher.hide();
      return ok(null);
    },
    openSettings({ section }) {
      desktop.settings.open(section);
      return ok(null);
    },
    async openProviderPage({ provider, page }) {
      const url = providerOf(provider)?.pages[page];
      return url ? desktop.browser.openPage(url) : fail({ kind: 'connection-unknown' });
    },
    showLogs() {
      desktop.files.showInFolder(desktop.logsFolder);
      return ok(null);
    },
    getLicences: async () => ok(await desktop.files.readResource('licences.txt')),
  };
}
