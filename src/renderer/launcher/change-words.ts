import type { AccountChange, UndoableChange } from '../../shared/change.ts';
import { fact, type Part } from './sentence-parts.ts';
import type { RowChange } from './state/launcher-state.ts';

// Sentences about changes of names, notes and pins. A name is never changed without the old and the new one being said.

const copied = {
  id: 'Copied the id',
  email: 'Copied the email',
  link: 'Copied a Latchkey link to this customer. It does not log in',
  text: 'Copied the name, the connection and the id',
} as const;

export const copiedWords = (field: keyof typeof copied): string => copied[field];

const keepsItsName = ' keeps its name';

/** What a change did. */
export function changeParts(change: AccountChange): readonly Part[] {
  const name = fact(change.name);
  switch (change.kind) {
    case 'rename':
      // The user’s own name was removed, and the provider’s is the same.
      if (change.newName === change.name) return [name, keepsItsName];
      return ['Renamed ', name, ' to ', fact(`“${change.newName}”`)];
    case 'note':
      return ['Note of ', name, change.removed ? ' removed' : ' saved'];
    case 'pin':
      return ['Pinned ', name];
    case 'unpin':
      return ['Unpinned ', name];
  }
}

/** Said instead if it was so already. */
export function unchangedWords(change: Exclude<RowChange, { do: 'copy' }>): string {
  const { name } = change.row;
  switch (change.do) {
    case 'rename':
    case 'give-name':
      return `${name}${keepsItsName}`;
    case 'note':
      return `${name} keeps its note`;
    case 'pin':
      return change.pinned ? `${name} is pinned already` : `${name} is not pinned`;
  }
}

/** What the palette offers to undo. */
export function undoWords(change: UndoableChange): string {
  switch (change.kind) {
    case 'rename':
      return `Undo: renamed ${change.name}`;
    case 'note':
      return `Undo: note of ${change.name}`;
    case 'pin':
      return `Undo: pinned ${change.name}`;
    case 'unpin':
      return `Undo: unpinned ${change.name}`;
    case 'import':
      return `Undo: ${change.isDesk ? 'the desk' : 'names'} from ${change.fileName}`;
  }
}

/** Said after a change was undone. `name`: what the customer is called now. */
export function undoneWords(change: UndoableChange, name: string | null): string {
  if (change.kind === 'import')
    return `${change.isDesk ? 'Names, settings and connections' : 'The names'} from before ${change.fileName} are back`;
  const now = name ?? change.name;
  switch (change.kind) {
    case 'rename':
      if (change.newName === now) return `${now}${keepsItsName}`;
      return `${change.newName} is called ${now} ${now === change.name ? 'again' : 'now'}`;
    case 'note':
      return `The note of ${now} is as it was before`;
    case 'pin':
      return `${now} is no longer pinned`;
    case 'unpin':
      return `${now} is pinned again`;
  }
}
