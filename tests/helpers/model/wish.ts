import type { Asked } from './simulated-providers.ts';

export type How = 'open' | 'copy';

/** What the person asked for last. */
export interface Wish {
  accountId: string;
  /** What the person read. */
  name: string;
  how: How;
  /** `row`: chosen among the rows on the screen, or in the tray. `queued`: asked for before its row was painted. */
  chosen: 'text' | 'row' | 'queued' | 'tray';
  askedAt: number;
  /** How many requests for login links there were before. */
  after: number;
  /** What the clock on the wall said when main heard of it, and when the link came. */
  wallThen: number;
  linkWall: number;
  /** When something was typed since it was asked for; and before that. */
  typedAt: number | null;
  typedEarlierAt: number | null;
  /** When the provider replied with a link, and whether that is of any use. */
  linkAt: number | null;
  isDead: boolean;
  /** It was asked for again while the failure was on its way: it may fail, or be tried again. */
  mayFail: boolean;
  /** When the dead link came of the log-in that may fail. */
  deadLinkAt: number | null;
  /** `question`: the person must answer first. `over`: it was opened, or must not be opened any more. */
  stage: 'asked' | 'question' | 'over';
  why: string;
  /** The person may have hidden the launcher since. */
  wasLeft: boolean;
  /** Of its question. */
  words: string;
  /** Enter was pressed before the question could be read. */
  pressedEarly: boolean;
  /** When the browser was started for it. */
  startedAt: number | null;
  /** When the link leaves the program, or when it will be too late for that. One of the two, once the browser was started. */
  asksAt: number | null;
  failsAt: number | null;
  /** What the person answered with yes. `confirmedSession`: since they asked for it, or for another try. */
  confirmedTwins: boolean;
  confirmedSession: boolean;
  /** Its row said another name than it had then. `confirmedChange`: the person said yes to the one that it had. */
  readOther: boolean;
  confirmedChange: boolean;
  /** Other visible customers that are easily mistaken for this one. */
  twins: readonly string[];
}

export const newWish = (
  wanted: Pick<
    Wish,
    'accountId' | 'name' | 'how' | 'chosen' | 'askedAt' | 'after' | 'wallThen' | 'twins' | 'readOther'
  >,
): Wish => ({
  ...wanted,
  linkWall: 0,
  typedAt: null,
  typedEarlierAt: null,
  linkAt: null,
  isDead: false,
  mayFail: false,
  deadLinkAt: null,
  stage: 'asked',
  why: '',
  wasLeft: false,
  words: '',
  pressedEarly: false,
  startedAt: null,
  asksAt: null,
  failsAt: null,
  confirmedTwins: false,
  confirmedChange: false,
  confirmedSession: false,
});

/** What changes when the same is asked for again. `after`, `wallThen`: as in `Wish`. */
export const askedAgain = (askedAt: number, after: number, wallThen: number) =>
  ({
    stage: 'asked',
    askedAt,
    after,
    wallThen,
    typedAt: null,
    typedEarlierAt: null,
    linkAt: null,
    isDead: false,
    startedAt: null,
    asksAt: null,
    failsAt: null,
  }) as const;

/** Whether the link is of no use: it came too late, or the browser did not ask for it in time. */
export const isDeadAt = ({ failsAt, isDead }: Wish, now: number): boolean =>
  isDead || (failsAt !== null && now >= failsAt);

/** Whether a request was made for this wish, and not for an earlier one for the same customer. */
export const isFor = ({ accountId, nth }: Asked, wish: Wish): boolean =>
  accountId === wish.accountId && nth > wish.after;
