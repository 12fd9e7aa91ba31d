// Forked as a utility process by a spec.
const port = /** @type {Electron.ParentPort} */ (process.parentPort);
port.on('message', ({ data }) => {
  if (data === 'hang') for (;;);
  port.postMessage({ echo: data, type: process.type, args: process.argv.slice(2) });
});
