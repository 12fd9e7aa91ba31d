import { Icon } from '../components/Icon.tsx';
import { keyNamesOf } from '../components/key-names.ts';
import { ProblemBanner } from '../components/ProblemBanner.tsx';
import { Spinner } from '../components/Spinner.tsx';
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
import type { EditKind } from './state/typing-history.ts';
import { useHand } from './state/use-hand.ts';
import { type SearchField, type Send, useLauncher } from './state/use-launcher.ts';
import { useListKeys, useModKey } from './state/use-list-keys.ts';
import { useListPainted } from './state/use-list-painted.ts';
import type { LauncherView } from './state/view.ts';
import './launcher.css';

export function Launcher() {
  const { launcher, send, field } = useLauncher();
  return launcher && <LauncherWindow launcher={launcher} send={send} field={field} />;
}

interface LauncherWindowProps {
  launcher: LauncherView;
  send: Send;
  field: SearchField;
}

function LauncherWindow({ launcher, send, field }: LauncherWindowProps) {
  const { app, visible, search, index, row, naming, palette, editing } = launcher;
  const now = useNow(30_000, visible);
  const second = useNow(1_000, visible && launcher.link !== null);
  const modHeld = useModKey(app.platform, visible);
  useListKeys(launcher, send, field);
  useHand(visible, send);
  useListPainted(launcher, send);
  usePageReady(!search.waiting);

  return (
    // A click must not move the focus away from the text field: the next letter belongs there.
    <main
      className="launcher"
      data-mod-held={modHeld || undefined}
      onMouseDown={keepFocus}
      onInput={({ target }) => target !== field.input.current && send({ type: 'typed-elsewhere' })}
    >
      <h1 className="visually-hidden">Latchkey</h1>
      <div className="search">
        <Icon name={naming === null ? 'search' : 'pencil'} />
        {naming !== null && <span className="search-naming">Give the name “{naming}” to</span>}
        <input
          className="search-input"
          ref={field.input}
          type="text"
          role="combobox"
          aria-label={naming === null ? 'Customer' : `The account to be named ${naming}`}
          aria-expanded={launcher.items.length > 0}
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={index < 0 ? undefined : optionId(index)}
          placeholder={naming === null ? 'Log in as…' : 'id, email or domain'}
          spellCheck={false}
          autoComplete="off"
          autoCapitalize="off"
          maxLength={200}
          value={search.text}
          onChange={(event) => field.onType(event.target.value, editOf(event.nativeEvent))}
          onCompositionStart={() => send({ type: 'composition-started' })}
        />
        {search.waiting && <Spinner />}
      </div>
      <div className="body" data-details={launcher.detailsOpen || undefined}>
        <div className="list" data-editing={editing !== null || undefined}>
          <EmptyState launcher={launcher} />
          <ResultList launcher={launcher} send={send} now={now} />
          {editing && (
            <RowEditor
              key={`${editing.row.accountId} ${editing.field}`}
              field={editing.field}
              row={editing.row}
              onSave={(text) => send({ type: 'edit-saved', ...editing, text })}
              onCancel={() => send({ type: 'edit-cancelled' })}
            />
          )}
        </div>
        {launcher.detailsOpen && <Details launcher={launcher} send={send} />}
      </div>
      <div className="prompt-place">
        <PromptBar launcher={launcher} send={send} />
      </div>
      {search.problem && (
        <div className="connection-lines">
          <ProblemBanner problem={search.problem} onStep={() => send({ type: 'search-retried' })} />
        </div>
      )}
      <ConnectionLines app={app} send={send} />
      <StatusBar launcher={launcher} send={send} now={second} />
      {palette && (
        <CommandPalette
          title={palette === 'targets' && row ? `Where to land in ${row.name}` : 'Actions'}
          choices={
            palette === 'targets' && row ? landingChoices(row, app) : actionChoices(launcher, keyNamesOf(app.platform))
          }
          platform={app.platform}
          onChoose={(command) => send({ type: 'palette-chosen', command })}
          onClose={() => send({ type: 'palette-closed' })}
        />
      )}
      <LiveRegion launcher={launcher} />
    </main>
  );
}

const keysInField: ReadonlySet<string> = new Set(['insertText', 'deleteContentBackward', 'deleteContentForward']);

function editOf(event: Event): EditKind {
  if (!(event instanceof InputEvent)) return 'whole';
  if (event.isComposing) return 'composition';
  return keysInField.has(event.inputType) ? 'keys' : 'whole';
}

function keepFocus(event: React.MouseEvent): void {
  const { target } = event;
  if (target instanceof Element && !target.closest('input, textarea, .selectable')) event.preventDefault();
}
