import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type Electron from 'electron';
import { type PartOf, standIn, standInClass } from './stand-in.ts';

type Content = string | Blob | Electron.ClipboardBookmark;

/** The contents of an entry of the clipboard, by MIME type. */
class ClipboardItemPart implements PartOf<Electron.ClipboardItem> {
  readonly #contents: Record<string, Content | Promise<Blob | string>>;
  readonly types: string[];

  constructor(contents: Record<string, Content | Promise<Blob | string>>) {
    this.types = Object.keys(contents);
    if (this.types.length === 0) throw new TypeError('ClipboardItem needs at least one type');
    this.#contents = contents;
  }

  // Electron declares several results for this call. The requested type decides which one it is.
  async getType<Result>(type: string): Promise<Result> {
    const content = await this.#contents[type];
    if (content === undefined) throw new Error(`The type '${type}' was not found`);
    return (typeof content === 'string' ? new Blob([content], { type }) : content) as Result;
  }
}

export const ClipboardItem = standInClass<typeof Electron.ClipboardItem>('ClipboardItem', ClipboardItemPart);

/** The clipboard of a desktop: each entry's contents by type, in base64. */
type Held = Record<string, string>[];

/** As on a desktop, all apps of a session share it, and it outlives each of them. Without a session it is the app's own. */
const session = process.env['STANDIN_SESSION'];
const file = session ? join(session, 'clipboard.json') : null;
let own: Held = [];

function held(): Held {
  if (file === null) return own;
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Held;
  } catch {
    return [];
  }
}

function hold(entries: Held): void {
  if (file === null) own = entries;
  else if (entries.length > 0) writeFileSync(file, JSON.stringify(entries), { mode: 0o600 });
  else rmSync(file, { force: true });
}

async function contentsOf(item: Electron.ClipboardItem): Promise<Record<string, string>> {
  const contents = item.types.map(async (type) => {
    const blob = (await item.getType(type)) as Blob;
    return [type, Buffer.from(await blob.arrayBuffer()).toString('base64')];
  });
  return Object.fromEntries(await Promise.all(contents)) as Record<string, string>;
}

/** Every call except `clear` is asynchronous, as since Electron 44. */
export const clipboard = standIn<Electron.Clipboard>('clipboard', {
  async readText() {
    const text = held().find((entry) => 'text/plain' in entry)?.['text/plain'] ?? '';
    return Buffer.from(text, 'base64').toString('utf8');
  },
  async writeText(text) {
    hold([{ 'text/plain': Buffer.from(String(text)).toString('base64') }]);
  },
  async read() {
    return held().map((entry) => {
      const blobs = Object.entries(entry).map(([type, content]) => [
        type,
        new Blob([Buffer.from(content, 'base64')], { type }),
      ]);
      return new ClipboardItem(Object.fromEntries(blobs) as Record<string, Blob>);
    });
  },
  async write(items) {
    // All or nothing: if one content fails, the old ones stay.
    hold(await Promise.all(items.map(contentsOf)));
  },
  async has(type) {
    return held().some((entry) => type in entry);
  },
  clear() {
    hold([]);
  },
});
