import { fold, foldSpelledOut, wordsOf } from './fold.ts';
import { withoutLegalForms } from './legal-forms.ts';
import { joinWords, type Searchable } from './searchable.ts';

/** A name's first words are shorter than this only by chance in a domain; a whole name may be. */
const shortestFront = 5;
const shortestName = 3;
const email = /\S*@\S*/g;

/** Whether one of the words of a domain is a name, begins with it, or is the words that it begins with. */
export function isDomainOfName(domain: string, { name, aliases }: Pick<Searchable, 'name' | 'aliases'>): boolean {
  const labels = domain.split('.').slice(0, -1).map(joinedLabel);
  return [name, ...aliases].some((one) => {
    // Without a name, a customer is called by the email.
    const said = one.replace(email, ' ');
    return [fold(said), foldSpelledOut(said)].some((folded) => labels.some((label) => isLike(label, wordsOf(folded))));
  });
}

const joinedLabel = (label: string): string => joinWords(wordsOf(fold(label)));

function isLike(label: string, words: readonly string[]): boolean {
  const core = withoutLegalForms(words);
  const whole = joinWords(core);
  if (whole.length >= shortestName && (label === whole || (whole.length >= shortestFront && label.startsWith(whole))))
    return true;
  return label.length >= shortestFront && core.some((_, last) => joinWords(core.slice(0, last + 1)) === label);
}
