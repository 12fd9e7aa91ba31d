import { useState } from 'react';
import type { Announcements, AppState } from '../../shared/contract.ts';
import { Icon } from '../components/Icon.tsx';
import { keyNamesOf } from '../components/key-names.ts';
import { ProblemBanner } from '../components/ProblemBanner.tsx';
import { Spinner } from '../components/Spinner.tsx';
import { useAnnouncement } from '../hooks/use-announcement.ts';
import { useAppState } from '../hooks/use-app-state.ts';
import { useNow } from '../hooks/use-now.ts';
import { usePageReady } from '../hooks/use-page-ready.ts';
import { CommandPalette } from './CommandPalette.tsx';
import { ConnectionLines } from './ConnectionLines.tsx';
import { actionChoices, landingChoices } from './commands.ts';
import { Details } from './Details.tsx';
import { EmptyState } from './EmptyState.tsx';
import { LiveRegion } from './LiveRegion.tsx';
import { PromptBar } from './PromptBar.tsx';
import { listId, ResultList } from './ResultList.tsx';
import { optionId } from './ResultRow.tsx';
import { RowEditor } from './RowEditor.tsx';
import { StatusBar } from './StatusBar.tsx';
import { useLauncher } from './state/use-launcher.ts';
import { useListKeys, useModKey } from './state/use-list-keys.ts';
import { type Opening, useOpening } from './state/use-opening.ts';
import './launcher.css';

/** The listeners stand before the first answer of main is here: nothing announced meanwhile is lost. */
export function Launcher() {
  const opening = useOpening();
  const [link, setLink] = useState<Announcements['linkOnClipboard']>(null);
  useAnnouncement('linkOnClipboard', setLink);
  const state = useAppState();
  return state && <LauncherWindow state={state} opening={opening} link={link} />;
}

interface LauncherWindowProps {
  state: AppState;
  opening: Opening;
  link: Announcements['linkOnClipboard'];
}

function LauncherWindow({ state, opening, link }: LauncherWindowProps) {
  const launcher = useLauncher(state, opening);
  const { search, selection, naming, panel, editing, row } = launcher;
  const now = useNow(30_000, opening.visible);
  const second = useNow(1_000, opening.visible && link !== null);
  const modHeld = useModKey(state.platform, opening.visible);
  useListKeys(launcher, state.platform, opening.visible);
  usePageReady(!search.waiting);

  const active = selection.index < 0 ? undefined : optionId(selection.index);
  return (
    // A press with the mouse must not take the focus out of the text field: the next letter belongs there.
    <main className="launcher" data-mod-held={modHeld || undefined} onMouseDown={keepFocus}>
      <h1 className="visually-hidden">Latchkey</h1>
      <div className="search">
        <Icon name={naming === null ? 'search' : 'pencil'} />
        {naming !== null && <span className="search-naming">Give the name “{naming}” to</span>}
        <input
          className="search-input"
          ref={launcher.input}
          type="text"
          role="combobox"
          aria-label={naming === null ? 'Customer' : `The account to be named ${naming}`}
          aria-expanded={launcher.items.length > 0}
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={active}
          placeholder={naming === null ? 'Log in as…' : 'id, email or domain'}
          spellCheck={false}
          autoComplete="off"
          autoCapitalize="off"
          maxLength={200}
          value={search.text}
          onChange={(event) => launcher.type(event.target.value)}
        />
        {search.waiting && <Spinner />}
      </div>
      <div className="body" data-details={launcher.detailsOpen || undefined}>
        <div className="list" data-editing={editing !== null || undefined}>
          <EmptyState launcher={launcher} state={state} />
          <ResultList launcher={launcher} state={state} now={now} />
          {editing && (
            <RowEditor
              key={`${editing.row.accountId} ${editing.field}`}
              field={editing.field}
              row={editing.row}
              onSave={(text) => launcher.save(editing.field, editing.row, text)}
              onCancel={launcher.stopEditing}
            />
          )}
        </div>
        {launcher.detailsOpen && (
          <Details row={row} state={state} visible={opening.visible} onClose={() => launcher.run({ do: 'details' })} />
        )}
      </div>
      {search.problem && (
        <div className="connection-lines">
          <ProblemBanner problem={search.problem} onStep={() => search.ask(search.text)} />
        </div>
      )}
      <ConnectionLines state={state} />
      <PromptBar launcher={launcher} state={state} />
      <StatusBar launcher={launcher} state={state} link={link} now={second} />
      {panel && (
        <CommandPalette
          title={panel === 'targets' && row ? `Where to land in ${row.name}` : 'Actions'}
          choices={
            panel === 'targets' && row
              ? landingChoices(row, state)
              : actionChoices(row, state, keyNamesOf(state.platform), launcher.detailsOpen)
          }
          platform={state.platform}
          onChoose={launcher.act}
          onClose={launcher.closePanel}
        />
      )}
      <LiveRegion launcher={launcher} state={state} link={link} />
    </main>
  );
}

function keepFocus(event: React.MouseEvent): void {
  const { target } = event;
  if (target instanceof Element && !target.closest('input, textarea, .selectable')) event.preventDefault();
}
