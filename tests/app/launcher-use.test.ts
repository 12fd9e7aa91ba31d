import { beforeEach, describe, expect, test } from 'vitest';
import { LauncherUse } from '../../src/main/app/launcher-use.ts';

// What counts as a hand at work, by a clock that the test moves.

const settle = (): Promise<void> => new Promise((done) => setImmediate(done));

let now: number;
let visible: boolean;
let waits: { until: number; end: () => void }[];
let use: LauncherUse;

beforeEach(() => {
  now = 1_000;
  visible = true;
  waits = [];
  use = new LauncherUse({
    desktop: { launcher: { isVisible: () => visible } },
    elapsedMs: () => now,
    wait: (ms, signal) =>
      new Promise((end) => {
        waits.push({ until: now + ms, end });
        signal.addEventListener('abort', () => end());
      }),
  });
});

async function pass(ms: number): Promise<void> {
  now += ms;
  const due = waits.filter(({ until }) => until <= now);
  waits = waits.filter(({ until }) => until > now);
  for (const { end } of due) end();
  await settle();
}

/** Whether the rest is over. */
function resting(mark: number, signal = new AbortController().signal): () => boolean {
  let over = false;
  void use.rest(mark, signal).then(() => {
    over = true;
  });
  return () => over;
}

describe('what the user did not ask for waits', () => {
  test.each([
    ['something was typed', () => use.noteTyped()],
    ['another key or the mouse was pressed', () => use.noteHand()],
  ])('for two seconds after %s', (_, press) => {
    expect(use.mustWait('clipboard')).toBe(false);
    press();
    now += 1_999;
    expect(use.isBusy()).toBe(true);
    expect(use.mustWait('clipboard')).toBe(true);
    now += 1;
    expect(use.isBusy()).toBe(false);
    expect(use.mustWait('clipboard')).toBe(false);
  });

  test('a link as long as the launcher is on the screen', () => {
    now += 60_000;
    expect(use.mustWait('deep-link')).toBe(true);
    visible = false;
    expect(use.mustWait('deep-link')).toBe(false);
  });

  test('while a question is open, from the moment that main asks it', () => {
    use.noteAsked(true);
    expect(use.isBusy()).toBe(true);
    use.noteQuestion(true);
    now += 60_000;
    expect(use.isBusy()).toBe(true);
    use.noteQuestion(false);
    expect(use.isBusy()).toBe(false);
  });

  test('no longer if main takes back what it asked, but still for what the launcher itself asks', () => {
    use.noteAsked(true);
    use.noteAsked(false);
    expect(use.isBusy()).toBe(false);
    use.noteQuestion(true);
    use.noteAsked(false);
    expect(use.isBusy()).toBe(true);
  });

  test('never for a launcher that is hidden', () => {
    use.noteTyped();
    use.noteQuestion(true);
    visible = false;
    expect(use.isBusy()).toBe(false);
  });
});

describe('a log-in that is ready', () => {
  test('goes on at once after a key that types nothing', async () => {
    const mark = use.mark();
    use.noteHand();
    const over = resting(mark);
    await settle();
    expect(over()).toBe(true);
  });

  test('goes on at once if nothing was typed since it was asked for', async () => {
    use.noteTyped();
    const over = resting(use.mark());
    await settle();
    expect(over()).toBe(true);
  });

  test('goes on at once if the hand has rested already', async () => {
    const mark = use.mark();
    use.noteTyped();
    now += 1_000;
    const over = resting(mark);
    await settle();
    expect(over()).toBe(true);
  });

  test('waits until the hand has rested for a second', async () => {
    const mark = use.mark();
    use.noteTyped();
    const over = resting(mark);
    await pass(600);
    use.noteTyped();
    await pass(999);
    expect(over()).toBe(false);
    await pass(1);
    expect(over()).toBe(true);
  });

  test('waits for a hand that never rests three seconds at most', async () => {
    const mark = use.mark();
    use.noteTyped();
    const over = resting(mark);
    for (let ms = 0; ms < 2_900; ms += 100) {
      await pass(100);
      use.noteTyped();
    }
    expect(over()).toBe(false);
    await pass(100);
    expect(over()).toBe(true);
  });

  test('waits no longer if it is called off', async () => {
    const mark = use.mark();
    use.noteTyped();
    const calledOff = new AbortController();
    const over = resting(mark, calledOff.signal);
    await settle();
    calledOff.abort();
    await settle();
    expect(over()).toBe(true);
  });
});

describe('after a customer was opened', () => {
  test('the launcher gives way if nothing was typed since Enter', () => {
    use.noteTyped();
    use.noteOpening(use.mark());
    expect(use.hasMovedOn()).toBe(false);
    expect(use.staysOnBlur()).toBe(false);
  });

  test('it stays if something was typed since Enter, before or after the opening', () => {
    const mark = use.mark();
    use.noteOpening(mark);
    use.noteTyped();
    expect(use.hasMovedOn()).toBe(true);
    expect(use.staysOnBlur()).toBe(true);
    use.noteOpening(use.mark());
    expect(use.staysOnBlur()).toBe(false);
    use.noteOpening(mark);
    expect(use.staysOnBlur()).toBe(true);
  });

  test('it stays if a question is open', () => {
    use.noteOpening(use.mark());
    use.noteQuestion(true);
    expect(use.hasMovedOn()).toBe(true);
    expect(use.staysOnBlur()).toBe(true);
  });

  test('a blur three seconds after the browser came is the user’s own', () => {
    use.noteOpening(use.mark());
    use.noteTyped();
    now += 20_000;
    expect(use.staysOnBlur()).toBe(true);
    use.noteBrowserCame();
    now += 2_999;
    expect(use.staysOnBlur()).toBe(true);
    now += 1;
    expect(use.staysOnBlur()).toBe(false);
  });

  test('a browser that comes first does not hide the one that is still on its way', () => {
    use.noteOpening(use.mark());
    use.noteOpening(use.mark());
    use.noteTyped();
    use.noteBrowserCame();
    now += 3_000;
    expect(use.staysOnBlur()).toBe(true);
    use.noteBrowserCame();
    now += 3_000;
    expect(use.staysOnBlur()).toBe(false);
  });
});

test('a blur without an opening hides the launcher, whatever was typed', () => {
  use.noteTyped();
  use.noteQuestion(true);
  expect(use.staysOnBlur()).toBe(false);
});
