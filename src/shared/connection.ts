import type { OpensIn } from './own-windows.ts';
import type { Problem } from './problems.ts';
import type { ProviderFacts } from './provider-facts.ts';

export const connectionColours = ['blue', 'green', 'amber', 'red', 'violet', 'teal', 'pink', 'grey'] as const;
export type ConnectionColour = (typeof connectionColours)[number];

/** The first colour that no connection has yet. */
export function freeColour(connections: readonly Pick<Connection, 'colour'>[]): ConnectionColour {
  const taken = new Set(connections.map(({ colour }) => colour));
  return connectionColours.find((colour) => !taken.has(colour)) ?? 'grey';
}

/** A provider plus one key, as settings.json keeps it. The key itself is in the OS keychain and nowhere else. */
export interface Connection {
  /** `[a-z0-9]{8,32}`; also the keychain's account name. */
  connectionId: string;
  /** `ProviderFacts.provider`. */
  provider: string;
  label: string;
  colour: ConnectionColour;
  region: string;
  /** Its provider is the pretend one on this machine. */
  sandbox: boolean;
  /** The user must give a ticket or a reason before each log-in. */
  reasonRequired: boolean;
  /** Where its customers open, unless the user says otherwise for one log-in. */
  opensIn: OpensIn;
  /** The email that opens Brevo's admin console; empty if the user has not given one yet. */
  adminEmail: string;
  /** The admin's email as the provider returned it with the key: what to suggest as `adminEmail`. Empty: unknown. */
  suggestedAdminEmail: string;
  /** The user has paused asking for names, until they resume it. */
  namesPaused: boolean;
  /** ISO. */
  createdAt: string;
}

/** By these words a search finds a connection's customers: its label, its provider and its region. */
export function connectionWords(
  { label, provider, region }: Pick<Connection, 'label' | 'provider' | 'region'>,
  facts: Pick<ProviderFacts, 'name' | 'regions'> | undefined,
): string {
  const regionName = facts?.regions.find(({ id }) => id === region)?.name ?? '';
  return `${label} ${facts?.name ?? provider} ${regionName}`;
}

/** A connection of which only its key, its customers and what was noted about them are left. */
export interface LostConnection {
  connectionId: string;
  /** Its label at its last log-in; empty if there was none. */
  label: string;
  accountCount: number;
  /** Names of some of its customers. */
  examples: readonly string[];
  /** ISO time of its last complete list, or null. */
  lastSyncedAt: string | null;
}

/** The state of a connection, for the settings window, the launcher's status bar and the tray. */
export interface ConnectionHealth {
  status: 'idle' | 'syncing' | 'waiting' | 'attention';
  /** Only with `attention` (the user must act) or `waiting` (it passes by itself). */
  problem: Problem | null;
  /** ISO time of the last complete list, or null. */
  lastSyncedAt: string | null;
  /** Accounts in the directory. */
  accountCount: number;
  /** Accounts seen by the running sync; `total` is null if the provider does not say. */
  progress: { seen: number; total: number | null } | null;
  /** ISO time when work that the provider's rate limit holds back resumes, or null. */
  resumesAt: string | null;
  /** The slow backfill of names from profiles; null if the provider's list has the names, and before it has begun. */
  names: NamesProgress | null;
}

/** How far the names are that are read from profiles. Customers in no count have not been asked for yet. */
export interface NamesProgress {
  /** Customers whose name is known. */
  known: number;
  /** Customers whose profile holds no name. */
  blank: number;
  /** Customers whose profile could not be read. It is asked for again later. */
  failed: number;
  /** All customers. */
  total: number;
  /** `not-allowed`: the key may not read profiles. `waiting` without `resumesAt`: the user must act. */
  status: 'running' | 'paused' | 'waiting' | 'not-allowed' | 'done';
  /** ISO; only with `waiting`. */
  resumesAt: string | null;
  /** Until all are asked for, at the pace so far; only with `running`, and null until the pace is known. */
  minutesLeft: number | null;
}

export interface ConnectionView extends Connection {
  health: ConnectionHealth;
}

/**
 * `ask`: the key knows none of the connection's customers, so it seems to belong to another reseller. Nothing was changed.
 * `customers`: how many it does not know. `known`: the connection lists them, or has no list and names, notes or pins for them.
 * `lists`: the key lists others, or none at all.
 */
export type ReplaceKeyAnswer = { result: 'replaced' } | ({ result: 'ask' } & UnknownToKey);

export interface UnknownToKey {
  customers: number;
  known: 'listed' | 'named';
  lists: 'others' | 'none';
}
