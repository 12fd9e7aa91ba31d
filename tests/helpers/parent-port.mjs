// Gives a process forked by node:child_process the `process.parentPort` of an Electron utility process.

import { EventEmitter } from 'node:events';

const port = Object.assign(new EventEmitter(), {
  /** @param {import('node:child_process').Serializable} message */
  postMessage: (message) => process.send?.(message),
});
process.on('message', (data) => port.emit('message', { data, ports: [] }));
// Without the parent, nothing else would end a child that hangs.
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));
Object.assign(process, { parentPort: port });
