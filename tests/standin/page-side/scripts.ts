import { fromText, toText } from './clone.ts';
import { type PreloadFacts, startPreload } from './preload-world.ts';
import { joinWorlds } from './worlds.ts';

// The scripts that run in a window's documents before any of their own.

/** For the page's own world. Through it, the page gets only what the preload exposes. */
export function pageScript(facts: PreloadFacts): string {
  const names = { mine: facts.names.theirs, theirs: facts.names.mine };
  const join = `(${joinWorlds})(globalThis, ${JSON.stringify(names)}, ${toText}, ${fromText});`;
  return facts.inSubFrames ? join : `if (window === window.top) ${join}`;
}

/** For the preload's world. */
export const preloadScript = (facts: PreloadFacts, preload: string): string =>
  `(${startPreload})(globalThis, ${JSON.stringify(facts)}, ${toText}, ${fromText}, ${joinWorlds}, function (require, module, exports, process) {\n${preload}\n});`;
