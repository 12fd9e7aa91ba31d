import { contextBridge, ipcRenderer } from 'electron';

// Imports nothing else, and knows no names and no schemas: main checks both, where a page cannot bypass the check.
// desktop/ipc.ts and desktop/windows.ts have the other ends of these two channels.

type Listener = (announced: unknown) => void;
const listeners = new Set<{ name: string; listener: Listener }>();

ipcRenderer.on('latchkey:announcement', (_event, name: string, announced: unknown) => {
  // SECURITY: the event stays here: its `sender` would give the page an ipcRenderer.
  for (const each of [...listeners]) if (each.name === name) each.listener(announced);
});

contextBridge.exposeInMainWorld('latchkey', {
  request: (name: string, input: unknown): Promise<unknown> => ipcRenderer.invoke('latchkey:request', name, input),
  /** A name that is never announced is not an error: its listener is never called. */
  on(name: string, listener: Listener): () => void {
    const added = { name, listener };
    listeners.add(added);
    return () => {
      listeners.delete(added);
    };
  },
});
