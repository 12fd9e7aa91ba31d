import { useState } from 'react';
import type { Announcements } from '../../shared/contract.ts';
import { useAnnouncement } from '../hooks/use-announcement.ts';

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
  useAnnouncement('launcherShown', (shown) => setOpening(({ turn }) => ({ visible: true, turn: turn + 1, shown })));
  useAnnouncement('launcherHidden', () => setOpening(({ turn }) => ({ visible: false, turn: turn + 1, shown: null })));
  return opening;
}
