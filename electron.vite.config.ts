import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

const here = (path: string): string => resolve(import.meta.dirname, path);

/** A slow machine is no fault of a plugin, and a warning about it would be the first that a newcomer reads. */
const checks = { bundlerTimings: false };

export default defineConfig({
  main: {
    build: {
      rolldownOptions: {
        checks,
        input: {
          index: here('src/main/index.ts'),
          // The keychain lives in a process of its own, which can be killed when a keyring hangs.
          'keychain-process': here('src/main/secrets/keychain-process.ts'),
        },
      },
    },
  },
  preload: {
    build: {
      // A sandboxed preload can require only 'electron' and a few builtins, and must be CommonJS.
      externalizeDeps: false,
      minify: true,
      rolldownOptions: {
        checks,
        input: { index: here('src/preload/index.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: here('src/renderer'),
    plugins: [react()],
    build: {
      minify: true,
      // The content security policy forbids data: URLs, so nothing is inlined.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rolldownOptions: {
        checks,
        input: { launcher: here('src/renderer/launcher.html'), settings: here('src/renderer/settings.html') },
      },
    },
  },
});
