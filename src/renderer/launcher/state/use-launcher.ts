import { type RefObject, useEffect, useLayoutEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { latchkey } from '../../api.ts';
import { useAppState } from '../../hooks/use-app-state.ts';
import type { LauncherEvent } from './launcher-events.ts';
import { LauncherStore } from './launcher-store.ts';
import { type LauncherView, viewOf } from './view.ts';

export type Send = (event: LauncherEvent) => void;

interface Launcher {
  /** Null until main's state is here. */
  launcher: LauncherView | null;
  send: Send;
  field: SearchField;
}

export interface SearchField {
  input: RefObject<HTMLInputElement | null>;
  focus: () => void;
  /** A new text that the user typed. */
  onType: (text: string) => void;
}

/** Binds the launcher to React: its state drawn, its events sent, and the focus where it says. */
export function useLauncher(): Launcher {
  const input = useRef<HTMLInputElement>(null);
  /** The text is selected at once, and again once the text of this opening is in the field. */
  const selectDue = useRef(false);
  const [store] = useState(
    () =>
      new LauncherStore({
        main: latchkey,
        after: (ms, run) => {
          const timer = setTimeout(run, ms);
          return () => clearTimeout(timer);
        },
        focusField: (selectAll) => {
          input.current?.focus();
          if (!selectAll) return;
          input.current?.select();
          selectDue.current = true;
        },
      }),
  );

  // Before main's state is asked for: nothing that main announces from then on is lost.
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
    field: {
      input,
      focus: () => input.current?.focus(),
      onType: (text) => {
        // The user was faster than the selection.
        selectDue.current = false;
        store.send({ type: 'typed', text });
      },
    },
  };
}
