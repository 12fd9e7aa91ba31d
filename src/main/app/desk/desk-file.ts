import { z } from 'zod';
import type { Connection } from '../../../shared/connection.ts';
import { connectionSchema } from '../../../shared/contract.ts';
import type { DeskSetting, SettingOfThisComputer } from '../../../shared/desk.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { type Settings, settingsSchema } from '../../../shared/settings.ts';
import type { DeskCustomer } from '../../directory/desk/desk-customers.ts';
import { longest, mostInList, plainLines, plainText } from '../../lib/plain-text.ts';
import { yieldToEventLoop } from '../../lib/yield-to-event-loop.ts';

// The desk file: JSON of settings and connections with their customers. `latchkey` and `version` come first and tell what it
// is. It holds no key. docs/moving-desk.md describes it.

export const deskFormat = { latchkey: 'desk', version: 1 } as const;

const ofThisComputer: Readonly<Record<SettingOfThisComputer, true>> = {
  firstRunDone: true,
  linkHandOver: true,
  shortcutsPaused: true,
  startAtLogin: true,
  windowBrowser: true,
};

const isDeskSetting = (name: string): name is DeskSetting =>
  Object.hasOwn(settingsSchema.shape, name) && !Object.hasOwn(ofThisComputer, name);

/** Settings that a desk file has. */
export const deskSettings: readonly DeskSetting[] = Object.keys(settingsSchema.shape).filter(isDeskSetting);

/** What a desk file says of a connection. What else it has is left out. */
const connectionShape = connectionSchema
  .pick({
    provider: true,
    region: true,
    label: true,
    colour: true,
    reasonRequired: true,
    adminEmail: true,
    opensIn: true,
    namesPaused: true,
  })
  .strip();
/** What a desk file keeps of a connection. */
export const deskFactsOf = (connection: Connection): object => connectionShape.parse(connection);
export type DeskFileConnection = z.infer<typeof connectionShape> & { customers: readonly DeskCustomer[] };

const text = z.string().max(longest.note).default('');
const texts = z.array(z.string().max(longest.note)).max(mostInList).default([]);
const customerShape = z.object({
  id: z
    .string()
    .min(1)
    .max(longest.remoteId)
    .refine((id) => plainText(id, longest.remoteId) === id),
  name: text,
  note: text,
  pin: z.int().min(1).nullable().default(null),
  fromFiles: z
    .object({ name: text, email: text, domain: text, aliases: texts, tags: texts, note: text })
    .nullable()
    .default(null),
});

const headShape = z.object({ latchkey: z.literal(deskFormat.latchkey), version: z.int() });
const bodyShape = z.object({
  exportedAt: z.iso.datetime().catch(() => new Date(0).toISOString()),
  settings: z.record(z.string(), z.unknown()).catch({}),
  connections: z.array(z.unknown()).max(1_000),
});

/** A desk file, each text cleaned and of limited length. */
export interface DeskFile {
  /** ISO. */
  exportedAt: string;
  settings: Partial<Pick<Settings, DeskSetting>>;
  connections: readonly DeskFileConnection[];
  /** Entries that cannot be read or come twice. Each costs only itself. */
  unreadable: number;
}

const entriesAtOnce = 1_000;
/** As many as a names file may have lines. Each costs memory, and a file from somewhere can have millions of empty ones. */
const mostEntries = 500_000;

/** Reads a desk file, in slices. Returns desk-file-unreadable. */
export async function readDeskFile(bytes: Uint8Array): Promise<Result<DeskFile>> {
  if (await hasTooManyValues(bytes)) return fail({ kind: 'desk-file-unreadable', why: 'too-large' });
  const content = parsed(bytes);
  const head = headShape.safeParse(content);
  if (!head.success) return fail({ kind: 'desk-file-unreadable', why: 'not-a-desk' });
  if (head.data.version > deskFormat.version) return fail({ kind: 'desk-file-unreadable', why: 'newer' });
  const body = bodyShape.safeParse(content);
  if (head.data.version < 1 || !body.success) return fail({ kind: 'desk-file-unreadable', why: 'not-a-desk' });
  const { exportedAt, settings, connections } = body.data;
  const entries = connections.reduce<number>((sum, entry) => sum + customersIn(entry).length, 0);
  if (entries > mostEntries) return fail({ kind: 'desk-file-unreadable', why: 'too-large' });
  const read = readSettings(settings);
  let unreadable = read.unreadable;
  const found = new Map<string, DeskFileConnection & { customers: DeskCustomer[] }>();
  for (const entry of connections) {
    const connection = connectionShape.safeParse(entry);
    if (!connection.success) {
      unreadable += 1;
      continue;
    }
    const name = plainText(connection.data.label, 60);
    const place = JSON.stringify([connection.data.provider, connection.data.region, name]);
    const known = found.get(place) ?? { ...connection.data, label: name, customers: [] };
    if (name === '') unreadable += 1;
    else found.set(place, known);
    const seen = new Set(known.customers.map(({ remoteId }) => remoteId));
    const customers = customersIn(entry);
    for (let from = 0; from < customers.length; from += entriesAtOnce) {
      for (const one of customers.slice(from, from + entriesAtOnce)) {
        const customer = readCustomer(one);
        if (!customer || seen.has(customer.remoteId)) unreadable += 1;
        else known.customers.push(customer);
        if (customer) seen.add(customer.remoteId);
      }
      await yieldToEventLoop();
    }
  }
  return ok({ exportedAt, settings: read.settings, connections: [...found.values()], unreadable });
}

/** Twelve for each customer. */
const mostValues = 6_000_000;
/** Some milliseconds. */
const bytesAtOnce = 1024 * 1024;
const [quote, backslash] = [0x22, 0x5c];
/** Each begins a value, or one more. */
const begins: ReadonlySet<number> = new Set([...'[{,'].map((character) => character.charCodeAt(0)));

/** Empty values cost three bytes in a file and fifty in memory: 64 MB of them would stop the program for seconds, or end it. */
async function hasTooManyValues(bytes: Uint8Array): Promise<boolean> {
  let values = 0;
  let isInText = false;
  for (let at = 0; at < bytes.length; ) {
    for (const end = Math.min(at + bytesAtOnce, bytes.length); at < end; at++) {
      const byte = bytes[at] ?? 0;
      if (byte === quote) isInText = !isInText;
      else if (isInText && byte === backslash) at++;
      else if (!isInText && begins.has(byte)) values++;
    }
    if (values > mostValues) return true;
    await yieldToEventLoop();
  }
  return false;
}

function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    // Not text, not JSON, or nested too deeply.
    return null;
  }
}

function readSettings(written: Record<string, unknown>): Pick<DeskFile, 'settings' | 'unreadable'> {
  const known = deskSettings.filter((name) => Object.hasOwn(written, name));
  const read = known.map((name) => [name, settingsSchema.shape[name].safeParse(written[name])] as const);
  return {
    settings: Object.fromEntries(read.flatMap(([name, { success, data }]) => (success ? [[name, data]] : []))),
    unreadable: read.filter(([, { success }]) => !success).length,
  };
}

const customersIn = (entry: unknown): unknown[] => {
  const { customers } = (entry ?? {}) as { customers?: unknown };
  return Array.isArray(customers) ? customers : [];
};

function readCustomer(entry: unknown): DeskCustomer | null {
  const read = customerShape.safeParse(entry);
  if (!read.success) return null;
  const { id, name, note, pin, fromFiles } = read.data;
  const listOf = (many: readonly string[], most: number): string[] =>
    many.map((one) => plainText(one, most)).filter((one) => one !== '');
  return {
    remoteId: id,
    name: plainText(name, longest.name),
    note: plainLines(note, longest.note),
    pin,
    fromFiles: fromFiles && {
      name: plainText(fromFiles.name, longest.name),
      email: plainText(fromFiles.email, longest.email),
      domain: plainText(fromFiles.domain, longest.domain),
      aliases: listOf(fromFiles.aliases, longest.name),
      tags: listOf(fromFiles.tags, longest.tag),
      note: plainLines(fromFiles.note, longest.note),
    },
  };
}
