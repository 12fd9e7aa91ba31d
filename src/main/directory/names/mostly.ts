export const filledTexts = (texts: readonly string[]): string[] => texts.map((text) => text.trim()).filter(Boolean);

/** Whether at least `share` of the texts that are not empty are such; false if all are empty. */
export function areMostly(texts: readonly string[], isOne: (text: string) => boolean, share: number): boolean {
  const filled = filledTexts(texts);
  return filled.length > 0 && filled.filter(isOne).length >= filled.length * share;
}
