import type { Problem } from './problems.ts';

export const connectionColours = ['blue', 'green', 'amber', 'red', 'violet', 'teal', 'pink', 'grey'] as const;
export type ConnectionColour = (typeof connectionColours)[number];

/** A provider plus one key, as settings keep it. The key itself is in the OS keychain and nowhere else. */
export interface Connection {
  /** `[a-z0-9]{8,32}`; also the keychain's account name. */
  connectionId: string;
  /** `ProviderFacts.provider`. */
  provider: string;
  label: string;
  colour: ConnectionColour;
  region: string;
  /** Speaks to the pretend provider on this machine. */
  sandbox: boolean;
  /** A ticket or reason must be given before each log-in. */
  reasonRequired: boolean;
  /** Whom Brevo's admin console is opened as; empty: not asked yet. */
  adminEmail: string;
  /** ISO. */
  createdAt: string;
}

/** How a connection is doing, for the settings window, the launcher's foot and the tray. */
export interface ConnectionHealth {
  status: 'idle' | 'syncing' | 'waiting' | 'attention';
  /** What stands in the way; only with `attention` (needs the user) or `waiting` (passes by itself). */
  problem: Problem | null;
  /** ISO time of the last complete list, or null. */
  lastSyncedAt: string | null;
  /** Accounts in the directory. */
  accountCount: number;
  /** Accounts seen by the running sync; `total` where the provider tells it. */
  progress: { seen: number; total: number | null } | null;
  /** ISO time at which work held back by the provider's rate limit goes on, or null. */
  resumesAt: string | null;
  /** The slow pass that asks for names; null where the list has them. */
  names: {
    known: number;
    total: number;
    status: 'running' | 'paused' | 'waiting' | 'done';
    resumesAt: string | null;
  } | null;
}

export interface ConnectionView extends Connection {
  health: ConnectionHealth;
}
