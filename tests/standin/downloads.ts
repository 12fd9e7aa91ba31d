import { EventEmitter } from 'node:events';
import type Electron from 'electron';
import type { CdpEvents, CdpSession } from './cdp.ts';
import { toElectron } from './schemes.ts';
import { defaultSession } from './session.ts';
import { emitPreventable, type PartOf, plainEvent, standIn } from './stand-in.ts';
import { webContents } from './web-contents.ts';

/** As much of a download as an app needs that wants none. */
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
  getFilename(): string {
    return this.#download.suggestedFilename;
  }
}

/**
 * Main is asked about what a page downloads; nothing is ever written. A download that main does not prevent is an
 * interrupted one, and is complained about, since nothing here goes on with it.
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
