import type { AccountRow } from '../../shared/account.ts';
import type { AppState } from '../../shared/contract.ts';
import { type OpensIn, windowNames } from '../../shared/own-windows.ts';
import { sentenceFor } from '../../shared/problem-sentences.ts';
import type { KeyNames } from '../components/key-names.ts';
import { changeOfUndoKey, openableDirectly } from './bar.ts';
import { undoWords } from './change-words.ts';
import type { Choice } from './choice.ts';
import { isName } from './state/decide.ts';
import { factsOf, placeOf, takesPage, targetsOf } from './state/items.ts';
import type { Command } from './state/launcher-keys.ts';
import { windowsInOrder } from './state/own-windows.ts';
import type { LauncherView } from './state/view.ts';
import { showWaitingWords } from './waiting.ts';

type Entry = Choice<Command>;

/** By where the connection's customers open. */
const elsewhereWords: Readonly<Record<OpensIn, string>> = {
  browser: 'Log in in a window of its own',
  window: 'Log in in my browser',
};

/** Where a log-in to this row can land. */
export const landingChoices = (row: AccountRow, app: AppState): Entry[] => [
  ...targetChoices(row, app),
  ...savedPageChoices(row, app),
  ...askedChoices(row, app),
];

/** Texts that were searched for before. Choosing one only puts it into the field. */
export const searchChoices = (earlier: readonly string[]): Entry[] =>
  earlier.map((text) => entry(text, text, 'search', 'Earlier searches', { do: 'search-for', text }));

const targetChoices = (row: AccountRow, app: AppState): Entry[] =>
  targetsOf(row, app).map(({ id, name }) => ({
    id: `land-${id}`,
    name,
    icon: 'target',
    group: 'Log in to',
    value: { do: 'land', target: id },
  }));

/** The pages that the user saved for this row's provider. */
const savedPageChoices = (row: AccountRow, app: AppState): Entry[] =>
  app.settings.savedPages
    .filter(({ provider, page }) => provider === factsOf(row, app)?.provider && takesPage(row, page, app))
    .map(({ name, page }) => entry(`page-${page}`, name, 'target', 'Log in to', { do: 'land-on', page }));

/** What a log-in to this row can ask for: a page, or a user. */
function askedChoices(row: AccountRow, app: AppState): Entry[] {
  const isCustomer = row.kind === 'customer';
  const facts = factsOf(row, app);
  return [
    ...(isCustomer && facts?.pages
      ? [entry('ask-page', 'Open a page…', 'target', 'Log in to', { do: 'ask-landing', about: 'page' })]
      : []),
    ...(isCustomer && facts?.takesUser
      ? [entry('ask-user', 'Log in as another user…', 'people', 'Log in to', { do: 'ask-landing', about: 'user' })]
      : []),
  ];
}

const entry = (id: string, name: string, icon: Entry['icon'], group: string, value: Command): Entry => ({
  id,
  name,
  icon,
  group,
  value,
});

/** Everything that can be done with the row, then what is not about a row. */
export function actionChoices(launcher: LauncherView, keys: KeyNames): Entry[] {
  const { app, row, naming, search, waiting } = launcher;
  const name = naming === null && isName(search.text) ? search.text.trim() : '';
  const steps = app.connections.flatMap(({ connectionId, label, health }): Entry[] => {
    if (health.status !== 'attention' || !health.problem) return [];
    const { next, step } = sentenceFor(health.problem);
    if (step === 'none') return [];
    const value: Command = { do: 'take-step', step, problem: health.problem };
    return [{ id: `step-${connectionId}`, name: next, icon: 'warning', group: label, words: label, value }];
  });
  return [
    ...(row ? [...rowChoices(row, keys, launcher), ...landingChoices(row, app)] : []),
    ...windowChoices(launcher),
    ...steps,
    ...(waiting
      ? [
          {
            id: 'show-waiting',
            name: showWaitingWords(waiting),
            icon: 'link',
            group: 'Latchkey',
            value: { do: 'show-waiting' },
          } satisfies Entry,
        ]
      : []),
    ...(openableDirectly(launcher) === null
      ? []
      : [
          {
            id: 'open-directly',
            name: 'Open the link directly',
            icon: 'link',
            group: 'Latchkey',
            value: { do: 'open-directly' },
          } satisfies Entry,
        ]),
    ...undoChoices(launcher, keys),
    ...(name
      ? [
          {
            id: 'give-name',
            name: `Give a customer the name “${name}”`,
            icon: 'pencil',
            group: 'Latchkey',
            value: { do: 'give-name' },
          } satisfies Entry,
        ]
      : []),
    {
      id: 'back',
      name: 'Back to the customer before',
      icon: 'undo',
      keys: [keys.mod, '['],
      group: 'Latchkey',
      value: { do: 'back' },
    },
    { id: 'sync', name: 'Sync now', icon: 'sync', keys: ['F5'], group: 'Latchkey', value: { do: 'sync' } },
    {
      id: 'settings',
      name: 'Settings',
      icon: 'gear',
      keys: [keys.mod, ','],
      group: 'Latchkey',
      value: { do: 'settings' },
    },
  ];
}

function undoChoices(launcher: LauncherView, { mod }: KeyNames): Entry[] {
  const { lastChange } = launcher.app;
  if (!lastChange) return [];
  const hasKey = changeOfUndoKey(launcher)?.changeId === lastChange.changeId;
  return [
    {
      id: 'undo',
      name: undoWords(lastChange),
      icon: 'undo',
      group: 'Latchkey',
      ...(hasKey ? { keys: [mod, 'Z'] } : {}),
      value: { do: 'undo-last-change' },
    },
  ];
}

/** Windows of customers' own that are open: all of them, those of the highlighted customer first. */
function windowChoices(launcher: LauncherView): Entry[] {
  const { openWindows } = launcher.app;
  const group = 'Open now';
  const names = windowNames(openWindows);
  const each = windowsInOrder(launcher).flatMap(({ windowId }): Entry[] => {
    const name = names.get(windowId) ?? '';
    const value = { windowId, name };
    return [
      entry(`show-${windowId}`, `Bring the window of ${name} to the front`, 'target', group, {
        do: 'show-window',
        ...value,
      }),
      entry(`close-${windowId}`, `Close the window of ${name}`, 'cross', group, { do: 'close-window', ...value }),
    ];
  });
  if (openWindows.length < 2) return each;
  const name = `Close all ${openWindows.length} windows`;
  return [...each, { id: 'close-all', name, icon: 'cross', group, value: { do: 'close-all-windows' } }];
}

function rowChoices(
  row: AccountRow,
  { mod, shift, enter }: KeyNames,
  { app, previewOpen, item }: LauncherView,
): Entry[] {
  const isWindow = item?.type === 'account' && item.windowId !== undefined;
  const group = row.name;
  // With Ctrl, P alone moves up; see docs/decisions/0004-ctrl-p-moves.md.
  const pinKeys = mod === 'Ctrl' ? [mod, shift, 'P'] : [mod, 'P'];
  const entry = (id: string, name: string, icon: Entry['icon'], value: Command, keys?: readonly string[]): Entry =>
    keys ? { id, name, icon, group, value, keys } : { id, name, icon, group, value };
  return [
    entry('log-in', isWindow ? 'Bring its window to the front' : 'Log in', 'key', { do: 'log-in' }, [enter]),
    entry('log-in-elsewhere', elsewhereWords[placeOf(row, app)], 'key', { do: 'log-in-elsewhere' }, [shift, enter]),
    entry('copy-link', 'Copy login link', 'link', { do: 'copy-link' }, [mod, enter]),
    entry('copy-id', 'Copy id', 'copy', { do: 'copy-id' }),
    ...(row.email ? [entry('copy-email', 'Copy email', 'copy', { do: 'copy-email' })] : []),
    entry('copy-text', 'Copy as text', 'copy', { do: 'copy-text' }),
    entry('copy-latchkey-link', 'Copy Latchkey link', 'copy', { do: 'copy-latchkey-link' }),
    entry('pin', row.pinned ? 'Unpin' : 'Pin', 'pin', { do: 'pin' }, pinKeys),
    entry('rename', 'Rename', 'pencil', { do: 'rename' }, ['F2']),
    entry('note', row.note ? 'Edit note' : 'Add note', 'note', { do: 'note' }, [shift, 'F2']),
    entry('preview', previewOpen ? 'Hide preview' : 'Show preview', 'info', { do: 'preview' }, [mod, 'I']),
  ];
}
