import { type RefObject, useEffect, useLayoutEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { latchkey } from '../../api.ts';
import { useAppState } from '../../hooks/use-app-state.ts';
import type { LauncherEvent } from './launcher-events.ts';
import { LauncherStore } from './launcher-store.ts';
import type { EditKind } from './typing-history.ts';
import { type LauncherView, viewOf } from './view.ts';

export type Send = (event: LauncherEvent) => void;

interface Launcher {
  /** Null until main's state is here. */
  launcher: LauncherView | null;
  send: Send;
  field: SearchField;
  /** The box that scrolls the rows. */
  list: RefObject<HTMLDivElement | null>;
}

export interface SearchField {
  input: RefObject<HTMLInputElement | null>;
  focus: () => void;
  /** A new text that the user typed. */
  onType: (text: string, edit: EditKind) => void;
}

/** Binds the launcher to React: renders its state, sends its events, and moves the focus. */
export function useLauncher(): Launcher {
  const input = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  /** Select the text again after the next render: only then the text of this opening is in the field. */
  const selectDue = useRef(false);
  const [store] = useState(
    () =>
      new LauncherStore({
        main: latchkey,
        after: (ms, run) => {
          const timer = setTimeout(run, ms);
          return () => clearTimeout(timer);
        },
        now: Date.now,
        focusField: (selectAll) => {
          input.current?.focus();
          if (!selectAll) return;
          input.current?.select();
          selectDue.current = true;
        },
        showHighlight: () =>
          list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' }),
      }),
  );

  // Listen before asking for main's state, so that no announcement is lost.
  useEffect(() => store.start(), [store]);
  const app = useAppState();
  useLayoutEffect(() => {
    if (app) store.send({ type: 'app-changed', app });
  }, [store, app]);

  const state = useSyncExternalStore(store.subscribe, store.getState);
  const launcher = useMemo(() => viewOf(state), [state]);
  useLayoutEffect(() => {
    if (!selectDue.current || !input.current) return;
    selectDue.current = false;
    input.current.focus();
    input.current.select();
  });

  return {
    launcher,
    send: store.send,
    list,
    field: {
      input,
      focus: () => input.current?.focus(),
      onType: (text, edit) => {
        // The user typed before the selection: do not select what they typed.
        selectDue.current = false;
        store.send({ type: 'typed', text, edit });
      },
    },
  };
}
