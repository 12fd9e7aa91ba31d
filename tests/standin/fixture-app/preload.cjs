const { contextBridge, ipcRenderer } = require('electron');

// The isolation specs look for this in the page's own world.
Object.assign(globalThis, { onlyInPreload: 'secret of the preload' });

contextBridge.exposeInMainWorld('fixture', {
  ask: (/** @type {string} */ channel, /** @type {unknown} */ input) => ipcRenderer.invoke(channel, input),
  say: (/** @type {string} */ channel, /** @type {unknown} */ input) => ipcRenderer.send(channel, input),
  listen(/** @type {string} */ channel, /** @type {(value: unknown) => void} */ heard) {
    const listener = (/** @type {unknown} */ _event, /** @type {unknown} */ value) => heard(value);
    ipcRenderer.on(channel, listener);
    return () => ipcRenderer.removeListener(channel, listener);
  },
  data: { list: [1, { deep: true }], date: new Date(0) },
  add: (/** @type {number} */ a, /** @type {number} */ b) => a + b,
  later: async (/** @type {unknown} */ value) => value,
  fail() {
    throw new Error('as asked');
  },
  clock: () => Date.now(),
  readsPageGlobal: () => typeof Reflect.get(globalThis, 'fixture'),
});
