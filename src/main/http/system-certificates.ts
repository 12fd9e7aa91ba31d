import { Worker } from 'node:worker_threads';

/**
 * Reads PEM texts of the authorities that this system trusts. In a thread of its own: Node reads them synchronously, which
 * takes seconds on managed Macs and has taken minutes. Source: Node, tls.getCACertificates; nodejs/node, issue 63313.
 */
export function readSystemCertificates(): Promise<readonly string[]> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(
      "require('node:worker_threads').parentPort.postMessage(require('node:tls').getCACertificates('system'))",
      { eval: true, execArgv: [] },
    );
    worker.once('message', resolve);
    worker.once('error', reject);
    // After a message this changes nothing.
    worker.once('exit', () => reject(new Error('the certificates of the system were not read')));
    // It must not keep a program that ends.
    worker.unref();
  });
}
