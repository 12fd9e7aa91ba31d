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

/** The app's clipboard, for as long as it runs. Every call except `clear` is asynchronous, as since Electron 44. */
let held: readonly Electron.ClipboardItem[] = [];

export const clipboard = standIn<Electron.Clipboard>('clipboard', {
  async readText() {
    const item = held.find((entry) => entry.types.includes('text/plain'));
    return item ? ((await item.getType('text/plain')) as Blob).text() : '';
  },
  async writeText(text) {
    held = [new ClipboardItem({ 'text/plain': String(text) })];
  },
  async read() {
    return [...held];
  },
  async write(items) {
    // All or nothing: if one content fails, the old ones stay.
    await Promise.all(items.flatMap((item) => item.types.map((type) => item.getType(type))));
    held = [...items];
  },
  async has(type) {
    return held.some((entry) => entry.types.includes(type));
  },
  clear() {
    held = [];
  },
});
