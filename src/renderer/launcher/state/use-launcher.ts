import { useEffect, useEffectEvent, useLayoutEffect, useRef, useState } from 'react';
import { type AccountRow, splitAccountId } from '../../../shared/account.ts';
import type { AppState } from '../../../shared/contract.ts';
import { type NextStep, sentenceFor } from '../../../shared/problem-sentences.ts';
import type { Problem } from '../../../shared/problems.ts';
import { latchkey } from '../../api.ts';
import type { Action } from '../commands.ts';
import { startPageWords } from '../words.ts';
import { factsOf, type Item, itemsOf, landingOf, type OfferId, targetsOf } from './items.ts';
import { type Command, keepsQuestion, type SimpleCommand, waitsForRows } from './launcher-keys.ts';
import { takeStep } from './take-step.ts';
import { useLogIn } from './use-log-in.ts';
import { useNotice } from './use-notice.ts';
import type { Opening } from './use-opening.ts';
import { useRowChanges } from './use-row-changes.ts';
import { useSearch } from './use-search.ts';
import { useSelection } from './use-selection.ts';

/** A problem that stays, with the row it happened to. */
export interface Failure {
  problem: Problem;
  row: AccountRow | null;
  retry: () => void;
}

export type Launcher = ReturnType<typeof useLauncher>;

/** What the launcher shows and what its keys do. */
export function useLauncher(state: AppState, opening: Opening) {
  const search = useSearch(opening.visible);
  /** The name that the next chosen account is to be given. */
  const [naming, setNaming] = useState<string | null>(null);
  const [panel, setPanel] = useState<'actions' | 'targets' | null>(null);
  const [editing, setEditing] = useState<{ field: 'name' | 'note'; row: AccountRow } | null>(null);
  const [detailsOpen, setDetailsOpen] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [notice, setNotice] = useNotice();
  const items: readonly Item[] = search.answer ? itemsOf(search.answer, state, naming) : [];
  const selection = useSelection(items);
  const input = useRef<HTMLInputElement>(null);
  /** A command that came before the rows it is meant for. */
  const queued = useRef<Command | null>(null);
  const selecting = useRef(false);

  const row = selection.item?.type === 'account' ? selection.item.row : null;
  const typedTarget = search.answer?.target ?? null;

  const failed = (problem: Problem, about: AccountRow | null, retry: () => void): void =>
    setFailure({ problem, row: about, retry });

  const logIn = useLogIn({
    failed,
    opened: (accountName, connectionLabel) => setNotice(`Opened ${accountName} · ${connectionLabel}`),
  });

  const settled = useEffectEvent(() => {
    const command = queued.current;
    queued.current = null;
    if (command) run(command);
  });
  useEffect(() => {
    if (!search.waiting) settled();
  }, [search.waiting]);

  const turned = useEffectEvent(() => {
    queued.current = null;
    setPanel(null);
    // SECURITY: a question left open must not be answered by the first Enter of the next time.
    logIn.decline();
    const { shown } = opening;
    if (!shown) {
      setEditing(null);
      setFailure(null);
      setNotice(null);
      return;
    }
    const id = shown.select === null ? null : (splitAccountId(shown.select)?.remoteId ?? null);
    const text = shown.text ?? id;
    if (text !== null) setNaming(null);
    if (shown.select !== null) selection.select(shown.select);
    // SECURITY: any website can send a deep link. One that names no account of ours selects none; a person must. Nor may
    // the first Enter of this time give away a name that was left over from the last one.
    else {
      const isNaming = naming !== null && text === null;
      selection.reset(isNaming || shown.from === 'deep-link' || shown.from === 'clipboard' ? 'none' : 'first');
    }
    search.ask(text ?? search.text, shown.select);
    focusInput(true);
  });
  useEffect(() => {
    if (opening.turn > 0) turned();
  }, [opening.turn]);

  /** `selectAll`: at once, and again once the text of this turn is in the field, unless the user was faster. */
  function focusInput(selectAll: boolean): void {
    input.current?.focus();
    if (selectAll) input.current?.select();
    selecting.current ||= selectAll;
  }
  useLayoutEffect(() => {
    if (selecting.current) input.current?.select();
    selecting.current = false;
  });

  function type(text: string): void {
    queued.current = null;
    selecting.current = false;
    logIn.decline();
    setFailure(null);
    setNotice(null);
    selection.reset('first');
    search.ask(text);
  }

  const changes = useRowChanges({ alter: search.alter, done: setNotice, failed });

  async function giveName(name: string, to: AccountRow): Promise<void> {
    if (!(await changes.giveName(to, name))) return;
    setNaming(null);
    selection.reset('first');
    search.ask(name, to.accountId);
    focusInput(true);
  }

  function takeOffer(offer: OfferId): void {
    if (offer === 'connect') void latchkey.openSettings({ section: null });
    else if (offer === 'explore') {
      void latchkey.exploreSamples({}).then((answer) => {
        if (!answer.ok) failed(answer.problem, null, () => takeOffer('explore'));
      });
    } else if (offer === 'sync') sync();
    else {
      setNaming(search.text.trim());
      type('');
      // Which account is meant, the next letters say; a second Enter must not give the name to whoever is on top.
      selection.reset('none');
    }
  }

  function sync(): void {
    // Each connection tells of its own failure through the state; only what concerns none of them is said here.
    setFailure(null);
    if (state.connections.length > 0) void latchkey.syncAccounts({ connectionId: null });
  }

  function step(next: NextStep): void {
    if (!failure) return;
    const { problem, retry } = failure;
    setFailure(null);
    takeStep(next, problem, state, retry);
    focusInput(false);
  }

  function begin(about: AccountRow, how: 'open' | 'copy', target: string | null): void {
    setFailure(null);
    logIn.begin(about, how, target ?? landingOf(about, typedTarget, state)?.id ?? null);
  }

  /** Enter on a line, in whatever state it is. */
  function enter(how: 'open' | 'copy', target: string | null = null): void {
    const { item } = selection;
    if (item?.type === 'offer') takeOffer(item.key);
    if (!row) return;
    const { attempt } = logIn;
    const accepts = how === 'open' || attempt?.how === how;
    const next = failure && sentenceFor(failure.problem).step;
    if (naming !== null) void giveName(naming, row);
    else if (accepts && attempt?.stage.at === 'question' && attempt.row.accountId === row.accountId) logIn.accept();
    else if (how === 'open' && target === null && next && next !== 'none' && failure.row?.accountId === row.accountId)
      step(next);
    else begin(row, how, target);
  }

  function enterNth(nth: number): void {
    const item = items[nth - 1];
    if (item?.type !== 'account' || naming !== null) return;
    selection.select(item.key);
    begin(item.row, 'open', null);
  }

  function chooseTarget(): void {
    if (!row) return;
    if (targetsOf(row, state).length > 0) setPanel('targets');
    else setNotice(`${factsOf(row, state)?.shortName ?? 'This provider'} ${startPageWords}`);
  }

  /** Takes back one thing: a question, a failure, the text; then hides. */
  function stepBack(): void {
    if (logIn.attempt && logIn.attempt.stage.at !== 'working') logIn.decline();
    else if (failure) setFailure(null);
    else if (naming !== null) {
      setNaming(null);
      type(naming);
    } else if (search.text) type('');
    else if (state.settings.hideOnEscape) void latchkey.hideLauncher({});
  }

  const edit = (field: 'name' | 'note'): void => setEditing(row && { field, row });

  const simple: Record<SimpleCommand, () => void> = {
    'log-in': () => enter('open'),
    'copy-link': () => enter('copy'),
    targets: chooseTarget,
    actions: () => setPanel('actions'),
    pin: () => row && changes.pin(row),
    rename: () => edit('name'),
    note: () => edit('note'),
    details: () => setDetailsOpen(!detailsOpen),
    sync,
    settings: () => void latchkey.openSettings({ section: null }),
    escape: stepBack,
  };

  function run(command: Command): void {
    // SECURITY: until the list answers what was typed, its rows are other customers'. Enter waits for the answer.
    if (search.waiting && waitsForRows.has(command.do)) {
      queued.current = command;
      return;
    }
    if (!keepsQuestion.has(command.do)) logIn.decline();
    if (command.do === 'move') selection.move(command.to);
    else if (command.do === 'log-in-nth') enterNth(command.nth);
    else simple[command.do]();
  }

  function act(action: Action): void {
    closePanel();
    if (action.do === 'land') enter('open', action.target);
    else if (action.do === 'copy-id') {
      if (row) changes.copy(row, 'id');
    } else if (action.do === 'copy-email') {
      if (row) changes.copy(row, 'email');
    } else if (action.do === 'step') takeStep(action.step, action.problem, state, sync);
    else run({ do: action.do });
  }

  function closePanel(): void {
    setPanel(null);
    focusInput(false);
  }

  return {
    input,
    search,
    items,
    selection,
    row,
    typedTarget,
    naming,
    panel,
    editing,
    detailsOpen,
    failure,
    notice,
    logIn,
    type,
    run,
    act,
    step,
    save: (field: 'name' | 'note', about: AccountRow, words: string) => {
      setEditing(null);
      focusInput(false);
      changes.save(about, field, words.trim());
    },
    focusInput,
    closePanel,
    /** A click does what Enter does on that line. */
    press: (item: Item) => {
      selection.select(item.key);
      if (item.type === 'offer') takeOffer(item.key);
      else if (naming !== null) void giveName(naming, item.row);
      else begin(item.row, 'open', null);
    },
    openActions: (item: Item) => {
      selection.select(item.key);
      setPanel('actions');
    },
    stopEditing: () => {
      setEditing(null);
      focusInput(false);
    },
    dismissFailure: () => setFailure(null),
  };
}
