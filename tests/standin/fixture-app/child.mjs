// A spec forks this as a utility process.
const port = /** @type {Electron.ParentPort} */ (process.parentPort);
port.on('message', ({ data }) => {
  if (data === 'hang') for (;;);
  port.postMessage({ echo: data, type: process.type, args: process.argv.slice(2) });
});
