import { useState } from 'react';
import { flushSync } from 'react-dom';
import type { Announcements } from '../../../shared/contract.ts';
import { useAnnouncement } from '../../hooks/use-announcement.ts';

export interface Opening {
  /** While false, keys mean nothing: they belong to whatever the user is looking at. */
  visible: boolean;
  /** How often the launcher was shown or hidden. */
  turn: number;
  /** What it was last shown with. */
  shown: Announcements['launcherShown'] | null;
}

/** Whether the launcher is up, and what it came up with. */
export function useOpening(): Opening {
  const [opening, setOpening] = useState<Opening>({ visible: false, turn: 0, shown: null });
  /** At once: the first key may already be on its way. */
  const turn = (visible: boolean, shown: Opening['shown']): void =>
    flushSync(() => setOpening((before) => ({ visible, turn: before.turn + 1, shown })));
  useAnnouncement('launcherShown', (shown) => turn(true, shown));
  useAnnouncement('launcherHidden', () => turn(false, null));
  return opening;
}
