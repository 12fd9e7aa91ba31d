// node --import ./tests/standin/register.mjs …: every import or require of 'electron' gets the stand-in.
import { registerHooks } from 'node:module';

const standIn = new URL('./electron.mjs', import.meta.url).href;
/** Vitest resolves the name itself and then imports the file that it found. */
const packageEntry = /[\\/]node_modules[\\/]electron[\\/]index\.js$/;

registerHooks({
  resolve(specifier, context, next) {
    if (/^electron(\/(main|common))?$/.test(specifier) || packageEntry.test(specifier)) {
      return { url: standIn, format: 'module', shortCircuit: true };
    }
    return next(specifier, context);
  },
});
