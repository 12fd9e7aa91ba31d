import type Electron from 'electron';
import { failIfReady, failUnlessReady } from './readiness.ts';
import { handleScheme, type SchemeHandler, schemeHandlers, unhandleScheme } from './schemes.ts';
import { standIn } from './stand-in.ts';

const privileges = new Map<string, Electron.Privileges>();

/** Whether pages may fetch() from a scheme. Electron treats this as a separate privilege. */
export const mayFetch = (scheme: string): boolean => privileges.get(scheme)?.supportFetchAPI === true;

export const protocol = standIn<Electron.Protocol>('protocol', {
  registerSchemesAsPrivileged(schemes) {
    failIfReady('protocol.registerSchemesAsPrivileged should be called before app is ready');
    // The last call counts, as in Electron.
    privileges.clear();
    for (const { scheme, privileges: granted } of schemes) privileges.set(scheme, granted ?? {});
  },
  handle(scheme, handler) {
    failUnlessReady('protocol.handle can only be called');
    if (!privileges.get(scheme)?.standard || !privileges.get(scheme)?.secure) {
      throw new Error(
        `stand-in: protocol.handle('${scheme}') is not implemented for other than standard, secure schemes`,
      );
    }
    if (/[^a-z0-9-]/.test(scheme)) throw new Error(`stand-in: a scheme called ${scheme} is not implemented`);
    handleScheme(scheme, handler as SchemeHandler);
  },
  unhandle: unhandleScheme,
  isProtocolHandled: (scheme) => schemeHandlers.has(scheme),
});
