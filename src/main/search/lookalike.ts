const legalForms =
  /\b(inc|incorporated|ltd|limited|llc|llp|plc|gmbh|ag|kg|sa|sas|sarl|srl|spa|bv|nv|ab|as|oy|aps|pty|co|corp|corporation|company|group|holding|holdings)\b/g;

/** What a hurried reader sees of a name: no case, accents, punctuation or legal form. */
export function glance(name: string): string {
  const letters = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('&', ' and ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ');
  return letters.replace(legalForms, ' ').replace(/\s+/g, ' ').trim() || letters.trim();
}

/** Whether two names are easily confused: equal at a glance, or one letter (or one swap of letters) apart. */
export const looksAlike = (name: string, other: string): boolean => alikeAtAGlance(glance(name), glance(other));

/** The same for two results of `glance`. */
export function alikeAtAGlance(a: string, b: string): boolean {
  if (a === b) return true;
  // In a short name one other letter is visible; of longer words people read only the ends.
  return Math.min(a.length, b.length) >= 5 && isOneEditApart(a, b);
}

function isOneEditApart(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end++;
  const restOfA = a.slice(start, a.length - end);
  const restOfB = b.slice(start, b.length - end);
  if (restOfA.length <= 1 && restOfB.length <= 1) return true;
  return restOfA.length === 2 && restOfB.length === 2 && restOfA[0] === restOfB[1] && restOfA[1] === restOfB[0];
}
