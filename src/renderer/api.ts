import type { Api, Bridge, Input, RequestName } from '../shared/contract.ts';

declare global {
  interface Window {
    /** Put there by the preload. */
    readonly latchkey: Bridge;
  }
}

const { request, on } = window.latchkey;
const methodFor =
  <N extends RequestName>(name: N) =>
  (input: Input<N>) =>
    request(name, input);

/**
 * Everything a window can ask of main, one method per request: `latchkey.searchAccounts({ text })`. Each method is made
 * when it is first used, so that the table of requests and its schemas do not ship in the window. Types decide which
 * names can be written here; main refuses any other. The only reader of `window.latchkey`.
 */
export const latchkey: Api = new Proxy({ on } as Api, {
  get(methods, name) {
    if (typeof name === 'string' && !Object.hasOwn(methods, name)) {
      Reflect.set(methods, name, methodFor(name as RequestName));
    }
    return Reflect.get(methods, name);
  },
});
