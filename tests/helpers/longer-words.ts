import type { Page } from 'playwright-core';

// A language whose words are 40 % longer than the English ones, as those of a translation may be. It is made in the page, so
// that the program needs no switch for it.

/** Makes every word of the page longer, also those that appear later. */
export const lengthenWords = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const longer = (text: string): string =>
      text.replace(/\p{L}{2,}/gu, (word) => word + word.slice(-Math.ceil(word.length * 0.4)));
    /** What a text node was made, so that it is not made longer again. */
    const made = new WeakMap<Node, string>();
    const lengthen = (node: Node): void => {
      const parent = node.parentElement;
      const text = node.nodeValue ?? '';
      if (!parent || made.get(node) === text || parent.closest('script, style, [contenteditable]')) return;
      const result = longer(text);
      made.set(node, result);
      node.nodeValue = result;
    };
    const lengthenAll = (root: Node): void => {
      const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) lengthen(node);
    };
    lengthenAll(document.body);
    for (const field of document.querySelectorAll('[placeholder]'))
      field.setAttribute('placeholder', longer(field.getAttribute('placeholder') ?? ''));
    new MutationObserver((records) => {
      for (const { type, target, addedNodes } of records) {
        if (type === 'characterData') lengthen(target);
        for (const node of addedNodes) {
          if (node.nodeType === Node.TEXT_NODE) lengthen(node);
          else lengthenAll(node);
        }
      }
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
  });

/** Texts that stick out of what they are in, or are cut without an ellipsis. Empty: all of them can be read. */
export const brokenTexts = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const boxes =
      'button, a, label, legend, td, th, dt, dd, li, p, h1, h2, kbd, [role="tab"], [role="radio"], [role="option"], [class*="badge"]';
    const broken = new Set<string>();
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const parent = node.parentElement;
      const box = parent?.closest(boxes);
      if (!parent || !box || node.nodeValue?.trim() === '' || parent.closest('.visually-hidden, script, style'))
        continue;
      // It may be cut by any of these, if that shows.
      let isCut = false;
      /** These cut it without a sign. */
      const silent: Element[] = [box];
      for (let at: Element | null = parent; at; at = at.parentElement) {
        const { textOverflow, overflowX, webkitLineClamp } = getComputedStyle(at);
        // What is scrolled can be seen.
        if (overflowX === 'auto' || overflowX === 'scroll') break;
        if (overflowX === 'visible') continue;
        if (textOverflow === 'ellipsis' || webkitLineClamp !== 'none') isCut = true;
        else silent.push(at);
      }
      if (isCut) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      const rects = [...range.getClientRects()].filter(({ width }) => width > 0);
      const sticksOut = silent.some((element) => {
        const { left, right, top, bottom } = element.getBoundingClientRect();
        return rects.some(
          (rect) =>
            // What is wholly outside is left out on purpose, such as a tag without room.
            (element === box || rect.top < bottom - 1) &&
            (rect.left < left - 1 || rect.right > right + 1 || rect.bottom > bottom + 2 || rect.top < top - 2),
        );
      });
      if (sticksOut) broken.add(`${box.tagName.toLowerCase()}.${box.className}: ${node.nodeValue?.trim()}`);
    }
    return [...broken];
  });
