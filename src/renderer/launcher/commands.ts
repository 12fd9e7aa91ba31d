import type { AccountRow } from '../../shared/account.ts';
import type { AppState } from '../../shared/contract.ts';
import { sentenceFor } from '../../shared/problem-sentences.ts';
import type { KeyNames } from '../components/key-names.ts';
import { changeOfUndoKey } from './bar.ts';
import { undoWords } from './change-words.ts';
import type { Choice } from './choice.ts';
import { targetsOf } from './state/items.ts';
import type { Command } from './state/launcher-keys.ts';
import type { LauncherView } from './state/view.ts';
import { showWaitingWords } from './waiting.ts';

type Entry = Choice<Command>;

/** The landing targets of this row's account. */
export const landingChoices = (row: AccountRow, app: AppState): Entry[] =>
  targetsOf(row, app).map(({ id, name }) => ({
    id: `land-${id}`,
    name,
    icon: 'target',
    group: 'Log in to',
    value: { do: 'land', target: id },
  }));

/** Everything that can be done with the row, then what is not about a row. */
export function actionChoices(launcher: LauncherView, keys: KeyNames): Entry[] {
  const { app, row, detailsOpen, naming, search, waiting } = launcher;
  const name = naming === null ? search.text.trim() : '';
  const steps = app.connections.flatMap(({ connectionId, label, health }): Entry[] => {
    if (health.status !== 'attention' || !health.problem) return [];
    const { next, step } = sentenceFor(health.problem);
    if (step === 'none') return [];
    const value: Command = { do: 'take-step', step, problem: health.problem };
    return [{ id: `step-${connectionId}`, name: next, icon: 'warning', group: label, value }];
  });
  return [
    ...(row ? [...rowChoices(row, keys, detailsOpen), ...landingChoices(row, app)] : []),
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

function rowChoices(row: AccountRow, { mod, shift, enter }: KeyNames, detailsOpen: boolean): Entry[] {
  const group = row.name;
  // With Ctrl, P alone moves up; see docs/decisions/0004-ctrl-p-moves.md.
  const pinKeys = mod === 'Ctrl' ? [mod, shift, 'P'] : [mod, 'P'];
  const entry = (id: string, name: string, icon: Entry['icon'], value: Command, keys?: readonly string[]): Entry =>
    keys ? { id, name, icon, group, value, keys } : { id, name, icon, group, value };
  return [
    entry('log-in', 'Log in', 'key', { do: 'log-in' }, [enter]),
    entry('copy-link', 'Copy login link', 'link', { do: 'copy-link' }, [mod, enter]),
    entry('copy-id', 'Copy id', 'copy', { do: 'copy-id' }),
    ...(row.email ? [entry('copy-email', 'Copy email', 'copy', { do: 'copy-email' })] : []),
    entry('pin', row.pinned ? 'Unpin' : 'Pin', 'pin', { do: 'pin' }, pinKeys),
    entry('rename', 'Rename', 'pencil', { do: 'rename' }, ['F2']),
    entry('note', row.note ? 'Edit note' : 'Add note', 'note', { do: 'note' }, [shift, 'F2']),
    entry('details', detailsOpen ? 'Hide details' : 'Show details', 'info', { do: 'details' }, [mod, 'I']),
  ];
}
