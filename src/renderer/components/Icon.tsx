import Check from 'lucide-react/icons/check';
import Back from 'lucide-react/icons/chevron-left';
import Chevron from 'lucide-react/icons/chevron-right';
import Choices from 'lucide-react/icons/chevrons-up-down';
import Clock from 'lucide-react/icons/clock';
import Copy from 'lucide-react/icons/copy';
import External from 'lucide-react/icons/external-link';
import Folder from 'lucide-react/icons/folder';
import Info from 'lucide-react/icons/info';
import Key from 'lucide-react/icons/key-round';
import Keyboard from 'lucide-react/icons/keyboard';
import Link from 'lucide-react/icons/link';
import Pencil from 'lucide-react/icons/pencil';
import Pin from 'lucide-react/icons/pin';
import Plus from 'lucide-react/icons/plus';
import Sync from 'lucide-react/icons/refresh-cw';
import Search from 'lucide-react/icons/search';
import Gear from 'lucide-react/icons/settings';
import Note from 'lucide-react/icons/sticky-note';
import Target from 'lucide-react/icons/target';
import Warning from 'lucide-react/icons/triangle-alert';
import Undo from 'lucide-react/icons/undo-2';
import People from 'lucide-react/icons/users';
import Offline from 'lucide-react/icons/wifi-off';
import Cross from 'lucide-react/icons/x';
import { memo } from 'react';

/** One file each: through the set's index, a build would read all of its icons. */
const icons = {
  search: Search,
  key: Key,
  pin: Pin,
  copy: Copy,
  link: Link,
  pencil: Pencil,
  note: Note,
  info: Info,
  target: Target,
  sync: Sync,
  gear: Gear,
  warning: Warning,
  offline: Offline,
  check: Check,
  cross: Cross,
  chevron: Chevron,
  choices: Choices,
  back: Back,
  undo: Undo,
  external: External,
  plus: Plus,
  clock: Clock,
  folder: Folder,
  people: People,
  keyboard: Keyboard,
} as const;

export type IconName = keyof typeof icons;

/**
 * Always decoration: the words are beside it or in the control's name. A width of 2.25 on the set's grid of 24 px is one of 1.5 px
 * here, sharp at 1x.
 */
export const Icon = memo(function Icon({ name }: { name: IconName }) {
  const Shape = icons[name];
  return <Shape className="icon" size={16} strokeWidth={2.25} />;
});
