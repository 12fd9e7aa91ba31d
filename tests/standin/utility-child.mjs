// Loaded before the module that utilityProcess.fork names: gives it process.parentPort, as Electron does.
import { EventEmitter } from 'node:events';

class ParentPort extends EventEmitter {
  /** Messages that came before the first listener. @type {unknown[]} */
  #waiting = [];

  constructor() {
    super();
    process.on('message', (/** @type {{ data: unknown }} */ { data }) => {
      if (this.listenerCount('message') > 0) this.emit('message', { data, ports: [] });
      else this.#waiting.push(data);
    });
    this.on('newListener', (name) => {
      if (name !== 'message') return;
      setImmediate(() => {
        for (const data of this.#waiting.splice(0)) this.emit('message', { data, ports: [] });
      });
    });
  }

  postMessage(/** @type {unknown} */ data) {
    process.send?.({ data });
  }
}

Object.defineProperties(process, {
  parentPort: { value: new ParentPort(), enumerable: true },
  type: { value: 'utility', enumerable: true },
});
// End with the parent, as in Electron.
process.on('disconnect', () => process.exit(0));
