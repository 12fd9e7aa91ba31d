import { expect, test } from 'vitest';
import { launcherPerTest, page } from '../helpers/launcher-page.ts';
import { launcherStates } from '../helpers/launcher-states.ts';
import { brokenTexts, lengthenWords } from '../helpers/longer-words.ts';

// A translation may need 40 % more room: in each state and size of the launcher all words can be read, and all buttons pressed.

const open = launcherPerTest();

/** Both widths of the launcher, at 100 % and at 200 %. */
const sizes = [
  { width: 920, height: 480 },
  { width: 720, height: 480 },
  { width: 460, height: 240 },
  { width: 360, height: 240 },
];

/** What is outside of the window, or has so little width that its words cannot be read. What is scrolled can be seen. */
const unreachable = (): Promise<string[]> =>
  page.evaluate(() => {
    const isScrolled = (element: Element): boolean => element.closest('.results, .preview, .palette-list') !== null;
    const isOutside = (element: Element): boolean => {
      const { left, right, top, bottom } = element.getBoundingClientRect();
      return left < 0 || top < 0 || right > innerWidth || bottom > innerHeight;
    };
    const isSlit = (element: Element): boolean => {
      const { width } = element.getBoundingClientRect();
      return (element.textContent ?? '') !== '' && width < 72;
    };
    const outside = [
      ...document.querySelectorAll('button, input, textarea, .prompt-bar, .palette, .status-bar'),
    ].filter((element) => !isScrolled(element) && !element.closest('.visually-hidden') && isOutside(element));
    const slits = [...document.querySelectorAll('.status-bar-text > span, .prompt-bar-words, .problem-words')].filter(
      isSlit,
    );
    return [...outside, ...slits].map((element) => `${element.tagName} ${element.className}: ${element.textContent}`);
  });

test.each(Object.keys(launcherStates))('%s', async (name) => {
  const state = launcherStates[name];
  await open(state?.fake ? { fake: state.fake } : {});
  await state?.reach(page);
  await lengthenWords(page);
  for (const size of sizes) {
    await page.setViewportSize(size);
    const faults = [...(await brokenTexts(page)), ...(await unreachable())];
    expect(faults.map((fault) => `${size.width} px: ${fault}`)).toEqual([]);
  }
});
