import type { AccountRow } from '../../../shared/account.ts';
import { theOtherPlace, windowNames } from '../../../shared/own-windows.ts';
import { sentenceFor } from '../../../shared/problem-sentences.ts';
import { barOf, openableDirectly } from '../bar.ts';
import { noLandingWords, otherPlaceWords, otherUserWords, unclearWords } from '../words.ts';
import type { Decision } from './decision.ts';
import {
  type AccountItem,
  factsOf,
  type Item,
  landingOf,
  placeOf,
  takesPage,
  takesUser,
  type WindowItem,
} from './items.ts';
import type { LandingField } from './launcher-keys.ts';
import type { AskedLogIn } from './launcher-state.ts';
import type { Wish } from './logging-in.ts';
import { isByHand } from './selection.ts';
import type { LauncherView } from './view.ts';

// The presses that may log in: Enter and its kinds, a number, a click.

function noRowWords({ items, naming }: LauncherView, how: AskedLogIn['how']): string {
  if (items.some(({ type }) => type === 'account')) return 'Choose a customer first';
  if (naming !== null) return 'No customer to give the name to';
  return how === 'copy' ? 'No customer to copy a link for' : 'No customer to log in to';
}

/** Enter, Ctrl+Enter, a landing target or a page, on the highlighted line. */
export function onEnter(view: LauncherView, wish: Pick<Wish, 'how' | 'target' | 'page'>): readonly Decision[] {
  const { item, row, naming, attempt, failure } = view;
  const { how, target, page } = wish;
  const isPlainEnter = how === 'open' && target === null && page === undefined;
  // SECURITY: it is about customers whom the bar names, whatever row is highlighted.
  if (barOf(view)?.shows === 'closing') return [{ do: isPlainEnter ? 'confirm-closing' : 'flash' }];
  if (item?.type === 'offer' && isPlainEnter) return [{ do: 'take-offer', offer: item.key }];
  if (item?.type === 'window' && isPlainEnter && naming === null) return [toFront(item)];
  if (!row) return [{ do: 'say', words: noRowWords(view, how) }];
  if (naming !== null) return onEnterNaming(view, row, isPlainEnter);
  const asksAboutRow = attempt?.stage.at === 'question' && attempt.row.accountId === row.accountId;
  // Enter accepts any question about this row, Ctrl+Enter only the one that it caused itself.
  const isOwnCopy = how === 'copy' && attempt?.how === 'copy';
  if (asksAboutRow && (isPlainEnter || isOwnCopy)) return [{ do: 'accept' }];
  if (isPlainEnter && openableDirectly(view) === row.accountId) {
    return [{ do: 'open-directly', accountId: row.accountId }];
  }
  // SECURITY: while something else covers it in the bar, the failure is not what Enter is for.
  const isShown = barOf(view)?.shows === 'failure';
  if (isShown && isPlainEnter && failure?.row?.accountId === row.accountId) {
    // Only on the row that failed: on another row Enter logs in there.
    if (sentenceFor(failure.problem).step !== 'none') return [{ do: 'take-failure-step' }];
  }
  const front = isPlainEnter && item?.type === 'account' ? bringToFront(view, item) : null;
  if (front) return [front];
  return logIn(view, { row, ...wish, chosen: isByHand(view.selection) ? 'row' : 'text' });
}

/** Under “Open now” a row is the customer's window. Null: it is a customer to log in to. */
function bringToFront({ app }: LauncherView, { row, windowId }: AccountItem): Decision | null {
  if (windowId === undefined) return null;
  return { do: 'show-window', windowId, name: windowNames(app.openWindows).get(windowId) ?? row.name };
}

const toFront = ({ windowId, name }: WindowItem): Decision => ({ do: 'show-window', windowId, name });

/** By a number or a double click. */
function onChosen(view: LauncherView, item: AccountItem | WindowItem): readonly Decision[] {
  if (item.type === 'window') return [toFront(item)];
  const front = bringToFront(view, item);
  return front ? [front] : logIn(view, { row: item.row, how: 'open', target: null, chosen: 'row' });
}

/** Where the connection's customers do not open. */
export function onShiftEnter(view: LauncherView): readonly Decision[] {
  const { app, attempt, naming, row, selection } = view;
  if (naming !== null || barOf(view)?.shows === 'closing') return [{ do: 'flash' }];
  if (!row) return [{ do: 'say', words: noRowWords(view, 'open') }];
  const opensIn = theOtherPlace[placeOf(row, app)];
  const asksAboutRow = attempt?.stage.at === 'question' && attempt.row.accountId === row.accountId;
  // It accepts only the question that it caused itself.
  if (asksAboutRow && attempt.how === 'open' && attempt.request.opensIn === opensIn) return [{ do: 'accept' }];
  return logIn(view, { row, how: 'open', target: null, chosen: isByHand(selection) ? 'row' : 'text', opensIn });
}

/** SECURITY: no name changes before the sentence that says so was seen. */
function onEnterNaming({ namingRow }: LauncherView, row: AccountRow, isPlainEnter: boolean): readonly Decision[] {
  if (namingRow?.accountId !== row.accountId) return [{ do: 'ask-name', row }];
  return [{ do: isPlainEnter ? 'confirm-name' : 'flash' }];
}

/** A number counts the rows that are on the screen. It gives no name away and takes no offer. */
export function onNumber(view: LauncherView, nth: number): readonly Decision[] {
  const { first, last } = view.shown;
  const item = view.items[first + nth - 1];
  if (!item || item.type === 'offer') return [{ do: 'say', words: `There is no row ${nth}` }];
  // SECURITY: a user cannot mean a row that they do not see.
  if (first + nth - 1 > last) return [{ do: 'say', words: `Row ${nth} is not on the screen` }];
  if (view.naming !== null) return [{ do: 'say', words: 'Choose the customer with Enter' }];
  return [{ do: 'select', key: item.key, pressed: false }, ...onChosen(view, item)];
}

/**
 * A click selects. The second click of a double click is like Enter, if it hit the line of the first one: rows may have moved in
 * between. A third one at the same place belongs to the double click and does nothing more.
 */
export function onPress(view: LauncherView, item: Item | undefined, nth: number): readonly Decision[] {
  if (!item) return [];
  const select: Decision = { do: 'select', key: item.key, pressed: true };
  if (item.type === 'offer') return [select, { do: 'take-offer', offer: item.key }];
  if (view.naming !== null) return item.type === 'window' ? [select] : [select, { do: 'ask-name', row: item.row }];
  const isSameLine = nth > 1 && view.pressed === item.key;
  if (!isSameLine) return [select];
  return nth === 2 ? onChosen(view, item) : [];
}

/** What was chosen for this log-in comes before what the text says. */
function withTyped({ app, typedPage, typedTarget, typedUser }: LauncherView, wish: Wish): Wish {
  const page = wish.page ?? (wish.target === null ? typedPage : null);
  const target = wish.target ?? (page === null ? (landingOf(wish.row, typedTarget, app)?.id ?? null) : null);
  const as = wish.as ?? typedUser;
  return { ...wish, target, ...(page === null ? {} : { page }), ...(as === null ? {} : { as }) };
}

/**
 * SECURITY: no log-in leads to another page, or another user, than the text says. `asked`: what was chosen for this
 * log-in alone. Null: it may begin.
 */
function refusedLanding(view: LauncherView, wanted: Wish, asked: Pick<Wish, 'target' | 'page'>): string | null {
  const { app, typedPage, typedTarget, unclear } = view;
  if (unclear !== null) return unclearWords[unclear];
  const { row, page, as } = wanted;
  const typed = typedPage ?? landingOf(row, typedTarget, app)?.id ?? null;
  const chosen = asked.page ?? asked.target;
  if (typed !== null && chosen !== null && chosen !== typed) return otherPlaceWords;
  if (page !== undefined && !takesPage(row, page, app)) return noLandingWords('page', factsOf(row, app), row);
  return as !== undefined && !takesUser(row, app) ? noLandingWords('user', factsOf(row, app), row) : null;
}

function logIn(view: LauncherView, wish: Wish): readonly Decision[] {
  const wanted = withTyped(view, wish);
  const words = refusedLanding(view, wanted, wish);
  return words === null ? [{ do: 'log-in', ...wanted }] : [{ do: 'say', words }];
}

export function askLanding(view: LauncherView, row: AccountRow, about: LandingField): readonly Decision[] {
  const { app, typedUser } = view;
  const facts = factsOf(row, app);
  const canBeAsked = about === 'user' ? takesUser(row, app) : row.kind === 'customer' && facts?.pages != null;
  if (!canBeAsked) return [{ do: 'say', words: noLandingWords(about, facts, row) }];
  const wish = withTyped(view, { row, how: 'open', target: null, chosen: isByHand(view.selection) ? 'row' : 'text' });
  const words = refusedLanding(view, wish, { target: null });
  if (words !== null) return [{ do: 'say', words }];
  if (about === 'user' && typedUser !== null) return [{ do: 'say', words: otherUserWords }];
  if (about === 'page' && (wish.page !== undefined || wish.target !== null))
    return [{ do: 'say', words: otherPlaceWords }];
  return [{ do: 'ask-landing', about, wish }];
}
