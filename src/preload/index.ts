import { contextBridge, ipcRenderer } from 'electron';
import { announcementNames, channelOf, requestNames } from '../shared/channels.ts';

// Only names: schemas are checked in main, where they cannot be bypassed, and zod here would make this file 300 times as large.
const requests = Object.fromEntries(
  requestNames.map((name) => [name, (input: unknown) => ipcRenderer.invoke(channelOf(name), input)]),
);

contextBridge.exposeInMainWorld('latchkey', {
  ...requests,
  on(name: string, listener: (announcement: unknown) => void): () => void {
    const known = announcementNames.find((announcement) => announcement === name);
    if (!known) throw new Error(`no announcement is called ${name}`);
    // The event stays here: its `sender` would hand the page an ipcRenderer.
    const heard = (_event: unknown, announcement: unknown): void => listener(announcement);
    ipcRenderer.on(channelOf(known), heard);
    return () => {
      ipcRenderer.removeListener(channelOf(known), heard);
    };
  },
});
