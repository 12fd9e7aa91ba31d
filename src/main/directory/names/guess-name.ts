import { areAlike } from './agreement.ts';
import { areCompanies, type Looks, looksOf, shareOfDifferent, tellApart } from './column-texts.ts';
import { isUserNames, type NameHeading, nameHeading, partOfName } from './headings.ts';
import { filledTexts } from './mostly.ts';
import { areOfOneWord } from './people.ts';

/** A column that is free to hold the names. `agreement`: the share of its texts that fit what is known of the customers. */
export interface FreeColumn {
  column: number;
  heading: string;
  texts: readonly string[];
  agreement: number;
}

/** One column, or those with the parts of a person's name. */
interface Candidate {
  columns: readonly number[];
  texts: readonly string[];
  points: number;
}

const pointsOfHeading: Readonly<Record<NameHeading, number>> = {
  company: 6,
  name: 4,
  weak: 3,
  person: 1,
  unknown: 0,
  above: -6,
  never: Number.NEGATIVE_INFINITY,
};
const pointsOfLooks: Readonly<Record<Looks, number>> = {
  names: 0,
  users: -3,
  people: -4,
  sentences: -8,
  addresses: -9,
  places: -9,
  'users-people': -9,
  'first-names': -9,
};
const points = {
  legalForms: 6,
  /** If each row has a text of its own. */
  different: 5,
  agreeing: 4.5,
  /** The provider often knows a person, or a user name, where the file has the company. */
  agreeingPerson: 3.5,
  agreeingUserName: 1,
  partsOfName: -5,
};
/** Two columns with nearly as many points could equally be the names. */
const margin = 2;

/** The shares of different texts in a column of names: with a heading that says so, and without one. */
const differentEnough = { known: 0.5, unknown: 0.8 };
/** Below, some texts agree by chance. */
const shareOfAgreeing = 0.25;

function pointsOfAgreement({ heading, agreement }: FreeColumn, looks: Looks): number {
  if (agreement < shareOfAgreeing) return 0;
  if (looks === 'users' || looks === 'users-people' || isUserNames(heading)) return points.agreeingUserName;
  return looks === 'people' || looks === 'first-names' ? points.agreeingPerson : points.agreeing;
}

function candidateOf(free: FreeColumn): Candidate {
  const { column, heading, texts } = free;
  const says = nameHeading(heading);
  const isKnown = ['company', 'name', 'person', 'weak'].includes(says);
  const looks = looksOf(texts);
  const couldBe = isKnown
    ? tellApart(texts, differentEnough.known)
    : filledTexts(texts).length > 0 && looks !== 'users-people' && tellApart(texts, differentEnough.unknown);
  return {
    columns: [column],
    texts,
    points: couldBe
      ? pointsOfHeading[says] +
        pointsOfLooks[looks] +
        (areCompanies(texts) ? points.legalForms : 0) +
        shareOfDifferent(texts) * points.different +
        pointsOfAgreement(free, looks)
      : Number.NEGATIVE_INFINITY,
  };
}

/** The columns with the first and the last name of a person, by their headings, else by their texts. */
function partsIn(free: readonly FreeColumn[]): readonly FreeColumn[] {
  const parts = free.filter(({ heading }) => partOfName(heading) !== null);
  if (parts.length > 0) {
    const has = (part: 'first' | 'last'): boolean => parts.some(({ heading }) => partOfName(heading) === part);
    // `Vorname;Name`, `Nombre;Apellidos`.
    const other =
      has('first') && has('last')
        ? undefined
        : free.find(({ heading, texts }) => nameHeading(heading) === 'name' && areOfOneWord(texts));
    return other ? free.filter((one) => parts.includes(one) || one === other) : parts;
  }
  const isUnnamed = ({ heading }: FreeColumn): boolean => nameHeading(heading) === 'unknown';
  const first = free.find((one) => isUnnamed(one) && looksOf(one.texts) === 'first-names');
  if (!first) return [];
  const beside = free.filter(
    (one) => isUnnamed(one) && Math.abs(one.column - first.column) === 1 && areOfOneWord(one.texts),
  );
  // Of two, one could be companies of one word.
  return beside.length === 1 ? free.filter((one) => one === first || one === beside[0]) : [];
}

/** In most rows. */
const shareOfAlike = 0.5;
function sayTheSame(a: Candidate, b: Candidate): boolean {
  const both = a.texts.flatMap((text, row) =>
    text.trim() && b.texts[row]?.trim() ? [[text, b.texts[row]] as const] : [],
  );
  return both.length > 0 && both.filter(([one, other]) => areAlike(one, other)).length >= both.length * shareOfAlike;
}

/**
 * The columns with the customers' names, by their headings, their texts and what is known of the customers. `doubt`: columns
 * that could equally be it.
 */
export function guessName(free: readonly FreeColumn[]): { columns: readonly number[]; doubt: readonly number[] } {
  const parts = partsIn(free);
  const joined: Candidate = {
    columns: parts.map(({ column }) => column),
    texts: (parts[0]?.texts ?? []).map((_, row) => parts.map(({ texts }) => texts[row] ?? '').join(' ')),
    points: points.partsOfName + points.different,
  };
  const candidates = free.filter((one) => !parts.includes(one)).map(candidateOf);
  const ranked = [...candidates, ...(parts.length > 0 ? [joined] : [])]
    .filter((one) => one.points > Number.NEGATIVE_INFINITY)
    .toSorted((a, b) => b.points - a.points);
  const [best] = ranked;
  if (!best) return { columns: [], doubt: [] };
  const isFilled = ({ texts }: Candidate): boolean => filledTexts(texts).length > 0;
  const equal = ranked.filter(
    (one) => one !== best && isFilled(one) && best.points - one.points < margin && !sayTheSame(best, one),
  );
  if (equal.length === 0) return { columns: best.columns, doubt: [] };
  const doubt = [best, ...equal].flatMap(({ columns }) => columns);
  return { columns: [], doubt: doubt.toSorted((a, b) => a - b) };
}
