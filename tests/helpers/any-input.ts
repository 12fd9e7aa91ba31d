// biome-ignore lint/style/noRestrictedImports: the one place that may
import fc from 'fast-check';
import { effort } from './model/effort.ts';

// `npm test` tries the same inputs each time, so that it fails for what was changed and for nothing else. Other inputs are
// tried with LATCHKEY_MODEL=scorecard.
if (effort === 'test') fc.configureGlobal({ seed: 1 });

export { fc };
