import type { Broken, Figures } from './run-stories.ts';

const promises: Readonly<Record<string, string>> = {
  a: 'only the customer who was asked for last is opened',
  b: 'every row of the ledger gets an outcome',
  c: 'a text equal to exactly one name puts that customer first',
  d: 'no two visible rows show the same words',
  e: 'a question about twins names a fact that differs, and is not asked after arrows, number or click',
  f: 'a question of the tray is on the screen when the launcher is',
  g: 'no name, note or pin changes without its sentence',
  h: 'every press has an effect',
  i: 'no row moves and no window hides under a typing hand',
  j: 'the preview is about the selected customer, or empty',
  k: 'a row says what its customer is called now, and no one is opened under another name without a question',
  '2': 'what the bar asks is answered only after it could be read',
  '7': 'no session is replaced silently',
  '8': 'the customer opened last is the one whose row was written last, whatever the clock says',
};

/** The shortest story that breaks a promise, one line a step. */
const storyOf = ({ rule, story, seed, run }: Broken): string =>
  [`broken: ${promises[rule]}`, story, `Repeat it: LATCHKEY_MODEL_SEED=${seed} LATCHKEY_MODEL_RUN=${run}`].join('\n');

/** Throws with the story if a promise was broken. */
export function expectUnbroken({ broken }: Figures): void {
  if (broken) throw new Error(storyOf(broken));
}
