import { EventEmitter } from 'node:events';
import type Electron from 'electron';
import type { CdpEvents, CdpSession } from './cdp.ts';
import { toElectron } from './schemes.ts';
import { defaultSession } from './session.ts';
import { emitPreventable, type PartOf, plainEvent, standIn } from './stand-in.ts';
import { webContents } from './web-contents.ts';

/** The part of a download that an app needs to refuse it. */
class DownloadItemPart extends EventEmitter implements PartOf<Electron.DownloadItem> {
  readonly #download: CdpEvents['Browser.downloadWillBegin'];

  constructor(download: CdpEvents['Browser.downloadWillBegin']) {
    super();
    this.#download = download;
  }

  getURL(): string {
    return toElectron(this.#download.url);
  }
  cancel(): void {}
  setSavePath(): void {}
  getFilename(): string {
    return this.#download.suggestedFilename;
  }
}

/**
 * Asks main about each download of a page and never writes anything. If main does not prevent a download, it is
 * reported as interrupted, with a complaint, because nothing here can continue it.
 */
export async function watchDownloads(browser: CdpSession): Promise<void> {
  browser.on('Browser.downloadWillBegin', (download) => {
    const item = standIn<Electron.DownloadItem>('DownloadItem', new DownloadItemPart(download));
    const contents = webContents.fromDevToolsTargetId(download.frameId);
    const prevented = emitPreventable(defaultSession, 'will-download', {}, item, contents);
    if (!prevented) console.error('stand-in: a download that main does not prevent is not implemented');
    setImmediate(() => item.emit('done', plainEvent(), prevented ? 'cancelled' : 'interrupted'));
  });
  await browser.send('Browser.setDownloadBehavior', { behavior: 'deny', eventsEnabled: true });
}
