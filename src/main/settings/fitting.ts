import type { Connection } from '../../shared/connection.ts';
import { connectionSchema } from '../../shared/contract.ts';
import { defaultSettings, type Settings, settingsSchema } from '../../shared/settings.ts';

/** Names of settings that older versions had. They are removed from the file, because they may hold a customer's data. */
const retired: ReadonlySet<string> = new Set(['lastReason']);

/** Fields that this version does not know: a newer one wrote them, and they are written back as they are. */
export type Unknown = Readonly<Record<string, unknown>>;

export interface FittingSettings {
  fitting: Settings;
  unknown: Unknown;
  /** A value did not fit, and has its initial value. */
  dropped: boolean;
  /** The file has a setting that must be removed from it. */
  outdated: boolean;
}

/** Checks each setting on its own, so that one bad value does not cost the others. */
export function fittingSettings(kept: unknown): FittingSettings {
  if (!isRecord(kept)) {
    return { fitting: defaultSettings, unknown: {}, dropped: kept !== undefined, outdated: false };
  }
  let dropped = false;
  const entries = Object.entries(settingsSchema.shape).flatMap(([name, shape]) => {
    if (!Object.hasOwn(kept, name)) return [];
    const read = shape.safeParse(kept[name]);
    dropped ||= !read.success;
    return read.success ? [[name, read.data]] : [];
  });
  return {
    fitting: { ...defaultSettings, ...Object.fromEntries(entries) },
    unknown: unknownIn(kept, settingsSchema.shape, retired),
    dropped,
    outdated: Object.keys(kept).some((name) => retired.has(name)),
  };
}

export interface FittingConnection {
  fitting: Connection;
  unknown: Unknown;
  /** A field did not fit, and has the value below. */
  dropped: boolean;
}

type Replaceable = Exclude<keyof Connection, 'connectionId' | 'provider'>;

/**
 * What a field has if it cannot be read. Nothing can be said of a connection without its id and its provider. The label is
 * shortened below.
 */
const replacements: { [Field in Replaceable]: (kept: Record<string, unknown>) => Connection[Field] } = {
  label: ({ label, provider }) => shortened(label) || shortened(provider),
  colour: () => 'grey',
  region: () => '',
  sandbox: () => false,
  // Of two ways to be wrong, this one is seen.
  reasonRequired: () => true,
  adminEmail: () => '',
  suggestedAdminEmail: () => '',
  opensIn: () => 'browser',
  namesPaused: () => false,
  createdAt: ({ createdAt }) => utcTime(createdAt),
};

/** Files of older versions do not have these. Nothing of the user's is lost with them. */
const unnoticed: ReadonlySet<string> = new Set(['suggestedAdminEmail', 'namesPaused', 'opensIn']);

/** Checks each field on its own. Null: the connection cannot be distinguished from others. */
export function fittingConnection(kept: unknown): FittingConnection | null {
  if (!isRecord(kept)) return null;
  const { connectionId, provider } = connectionSchema.pick({ connectionId: true, provider: true }).shape;
  const id = connectionId.safeParse(kept['connectionId']);
  const of = provider.safeParse(kept['provider']);
  if (!id.success || !of.success) return null;
  let dropped = false;
  const entries = Object.entries(replacements).map(([name, replacement]) => {
    const read = connectionSchema.shape[name as Replaceable].safeParse(kept[name]);
    if (read.success) return [name, read.data];
    dropped ||= !unnoticed.has(name);
    return [name, replacement(kept)];
  });
  return {
    fitting: { connectionId: id.data, provider: of.data, ...Object.fromEntries(entries) } as Connection,
    unknown: unknownIn(kept, connectionSchema.shape),
    dropped,
  };
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function unknownIn(kept: Record<string, unknown>, known: object, left: ReadonlySet<string> = new Set()): Unknown {
  return Object.fromEntries(Object.entries(kept).filter(([name]) => !Object.hasOwn(known, name) && !left.has(name)));
}

const shortened = (value: unknown): string => (typeof value === 'string' ? value.trim().slice(0, 60).trim() : '');

function utcTime(value: unknown): string {
  const time = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return new Date(Number.isNaN(time) ? 0 : time).toISOString();
}
