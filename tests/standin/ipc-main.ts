import { EventEmitter } from 'node:events';
import type Electron from 'electron';
import type { FrameDocument } from './frames.ts';
import type { FromPage } from './page-side/preload-world.ts';
import { type PartOf, plainEvent, standIn } from './stand-in.ts';

type Handler = (event: Electron.IpcMainInvokeEvent, ...args: unknown[]) => unknown;

class IpcMainPart extends EventEmitter implements PartOf<Electron.IpcMain> {
  readonly handlers = new Map<string, { handler: Handler; once: boolean }>();

  handle(channel: string, handler: Handler): void {
    this.#add(channel, handler, false);
  }
  handleOnce(channel: string, handler: Handler): void {
    this.#add(channel, handler, true);
  }
  removeHandler(channel: string): void {
    this.handlers.delete(channel);
  }

  #add(channel: string, handler: Handler, once: boolean): void {
    if (this.handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`);
    this.handlers.set(channel, { handler, once });
  }
}

const part = new IpcMainPart();
export const ipcMain = standIn<Electron.IpcMain>('ipcMain', part);

/** Passes a page's message to the listeners in main. */
export async function hearFromPage(
  message: FromPage,
  document: FrameDocument,
  contents: Electron.WebContents,
): Promise<void> {
  if (message.kind === 'preload-error') {
    const error = new Error(message.message);
    console.error(`Unable to load preload script\n${message.message}`);
    contents.emit('preload-error', plainEvent(), '', error);
    return;
  }
  const sender = {
    ...plainEvent(),
    sender: contents,
    type: 'frame' as const,
    processId: document.processId,
    frameId: document.routingId,
    // A getter, as in Electron: when the frame is read, it may have navigated or be gone.
    get senderFrame() {
      return document.isDestroyed() ? null : document.whole;
    },
  };
  if (message.kind === 'send') {
    const reply = (channel: string, ...args: unknown[]): void => document.send(channel, ...args);
    const event = Object.defineProperties({ ports: [], reply, returnValue: undefined }, propertiesOf(sender));
    contents.emit('ipc-message', event, message.channel, ...message.args);
    ipcMain.emit(message.channel, event, ...message.args);
    return;
  }
  const { id, channel, args } = message;
  const registered = part.handlers.get(channel);
  if (registered?.once) part.handlers.delete(channel);
  try {
    if (!registered) throw new Error(`No handler registered for '${channel}'`);
    const value = await registered.handler(sender, ...args);
    document.tell({ kind: 'answer', id, value });
  } catch (error) {
    if (registered) console.error(`Error occurred in handler for '${channel}':`, error);
    document.tell({ kind: 'failure', id, message: `Error invoking remote method '${channel}': ${String(error)}` });
  }
}

const propertiesOf = (value: object): PropertyDescriptorMap => Object.getOwnPropertyDescriptors(value);
