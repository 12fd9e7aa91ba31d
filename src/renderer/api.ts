import type { Api } from '../shared/contract.ts';

declare global {
  interface Window {
    /** Put there by the preload. */
    readonly latchkey: Api;
  }
}

/** Everything a window can ask of main. The only reader of `window.latchkey`. */
export const latchkey: Api = window.latchkey;
