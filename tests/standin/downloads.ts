import { EventEmitter } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type Electron from 'electron';
import type { CdpEvents, CdpSession } from './cdp.ts';
import { toElectron } from './schemes.ts';
import { defaultSession } from './session.ts';
import { emitPreventable, type PartOf, plainEvent, standIn } from './stand-in.ts';
import { webContents } from './web-contents.ts';

/** As much of a download as an app needs that wants none. */
class DownloadItemPart extends EventEmitter implements PartOf<Electron.DownloadItem> {
  readonly #download: CdpEvents['Browser.downloadWillBegin'];
  readonly cancel: () => void;

  constructor(download: CdpEvents['Browser.downloadWillBegin'], cancel: () => void) {
    super();
    this.#download = download;
    this.cancel = cancel;
  }

  getURL(): string {
    return toElectron(this.#download.url);
  }
  getFilename(): string {
    return this.#download.suggestedFilename;
  }
}

/** What a page downloads goes through, to a folder that is thrown away, unless main prevents it. */
export async function watchDownloads(browser: CdpSession): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-stand-in-downloads-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  const items = new Map<string, Electron.DownloadItem>();
  browser.on('Browser.downloadWillBegin', (download) => {
    const cancel = (): void => {
      browser.send('Browser.cancelDownload', { guid: download.guid }).catch(() => {
        // Too late.
      });
    };
    const item = standIn<Electron.DownloadItem>('DownloadItem', new DownloadItemPart(download, cancel));
    items.set(download.guid, item);
    const contents = webContents.fromDevToolsTargetId(download.frameId);
    if (emitPreventable(defaultSession, 'will-download', {}, item, contents)) cancel();
  });
  browser.on('Browser.downloadProgress', ({ guid, state }) => {
    if (state === 'inProgress') return;
    items.get(guid)?.emit('done', plainEvent(), state === 'canceled' ? 'cancelled' : 'completed');
    items.delete(guid);
  });
  await browser.send('Browser.setDownloadBehavior', { behavior: 'allow', downloadPath: folder, eventsEnabled: true });
}
