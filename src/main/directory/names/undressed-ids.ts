// Spreadsheets change ids: they show 700101 as 700,101 or 700101.0. To keep them from it, people and programs write ="700101"
// or '700101. An id in scientific notation has lost digits: it is not restored.

const asFormula = /^="(.*)"$/s;
const asText = /^'/;
const withoutFraction = /^(\d[\d.,'’\s]*)[.,]0+$/;
const inThousands = /^\d{1,3}(?:([.,'’\s])\d{3})(?:\1\d{3})*$/;

/** The ids that a text may have been, if it is not one as it is. */
export function undressedIds(text: string): string[] {
  const trimmed = text.trim();
  const bare = trimmed.replace(asFormula, '$1').replace(asText, '').trim();
  const forms = [bare];
  const whole = withoutFraction.exec(bare)?.[1];
  if (whole !== undefined) forms.push(whole);
  const digits = forms.filter((form) => inThousands.test(form)).map((form) => form.replace(/\D/g, ''));
  return [...new Set([...forms, ...digits])].filter((form) => form !== '' && form !== trimmed);
}
