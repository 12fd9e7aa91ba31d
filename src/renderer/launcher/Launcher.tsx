import type { RefObject } from 'react';
import { pastedLink } from '../../shared/pasted-text.ts';
import { isTicketText } from '../../shared/ticket-text.ts';
import { Icon } from '../components/Icon.tsx';
import { keyNamesOf } from '../components/key-names.ts';
import { ProblemBanner } from '../components/ProblemBanner.tsx';
import { LateSpinner } from '../components/Spinner.tsx';
import { useNow } from '../hooks/use-now.ts';
import { usePageReady } from '../hooks/use-page-ready.ts';
import { CommandPalette } from './CommandPalette.tsx';
import { ConnectionLines } from './ConnectionLines.tsx';
import { actionChoices, landingChoices, searchChoices } from './commands.ts';
import { EmptyState } from './EmptyState.tsx';
import { Filters, textAfterBackspace, textWithLanding } from './Filters.tsx';
import { LiveRegion } from './LiveRegion.tsx';
import { PreviewPane, StateInBackground } from './PreviewPane.tsx';
import { PromptBar } from './PromptBar.tsx';
import { listId, ResultList } from './ResultList.tsx';
import { optionId } from './ResultRow.tsx';
import { RowEditor } from './RowEditor.tsx';
import { StatusBar } from './StatusBar.tsx';
import { customerParts, plainWords } from './sentence-parts.ts';
import type { EditKind } from './state/typing-history.ts';
import { useButtons } from './state/use-buttons.ts';
import { useHand } from './state/use-hand.ts';
import { type SearchField, type Send, useLauncher } from './state/use-launcher.ts';
import { useListKeys, useModKey } from './state/use-list-keys.ts';
import { useListPainted } from './state/use-list-painted.ts';
import { useRoom } from './state/use-room.ts';
import type { LauncherView } from './state/view.ts';
import { pastedTicket, removesTicket, TicketText, ticketField } from './TicketText.tsx';
import './launcher.css';

export function Launcher() {
  const { launcher, ...rest } = useLauncher();
  return launcher && <LauncherWindow launcher={launcher} {...rest} />;
}

interface LauncherWindowProps {
  launcher: LauncherView;
  send: Send;
  field: SearchField;
  list: RefObject<HTMLDivElement | null>;
}

function LauncherWindow({ launcher, send, field, list }: LauncherWindowProps) {
  const { app, visible, search, typed, index, naming, palette, editing } = launcher;
  const now = useNow(30_000, visible);
  const second = useNow(1_000, visible && launcher.link !== null);
  const modHeld = useModKey(app.platform, visible);
  const hasTicket = isTicketText(search.text);
  const setText = (text: string): void => {
    field.onType(text, 'whole');
    field.focus();
  };
  useListKeys(launcher, send, field);
  useHand(visible, send);
  useButtons(send);
  useListPainted(launcher, send);
  useRoom(send);
  usePageReady(!search.waiting);

  return (
    // A click must not move the focus away from the text field: the next letter belongs there.
    <main
      className="launcher"
      onMouseDown={keepFocus}
      onInput={({ target }) => target !== field.input.current && send({ type: 'typed-elsewhere' })}
    >
      <h1 className="visually-hidden">Latchkey</h1>
      <div className="search" data-waiting={search.waiting || undefined}>
        <Icon name={naming === null ? 'search' : 'pencil'} />
        {naming !== null && <span className="search-naming">Give the name “{naming}” to</span>}
        {hasTicket && <TicketText text={search.text} onRemove={() => setText('')} />}
        <Filters text={search.text} typed={typed} onChange={setText} />
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
          {...(hasTicket ? ticketField : {})}
          onPaste={(event) => {
            const link = pastedLink(event.clipboardData.getData('text/plain'));
            const text = link === null ? (textWithLanding(event, app) ?? pastedTicket(event)) : null;
            if (link !== null || text !== null) event.preventDefault();
            if (link !== null) send({ type: 'link-pasted', link });
            if (text !== null) field.onType(text, 'whole');
          }}
          onChange={(event) => field.onType(event.target.value, editOf(event.nativeEvent))}
          onKeyDown={(event) => {
            const text = hasTicket && removesTicket(event) ? '' : textAfterBackspace(event, typed);
            if (text === null) return;
            event.preventDefault();
            field.onType(text, 'whole');
          }}
          onCompositionStart={() => send({ type: 'composition-started' })}
        />
        {search.waiting && <LateSpinner />}
      </div>
      <div className="body" data-preview={launcher.previewOpen || undefined}>
        <div className="list" data-editing={editing !== null || undefined}>
          <EmptyState launcher={launcher} />
          <ResultList
            launcher={launcher}
            answers={launcher.search.answer?.text}
            send={send}
            list={list}
            now={now}
            numbered={modHeld}
          />
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
        {launcher.previewOpen ? (
          <PreviewPane launcher={launcher} send={send} now={now} />
        ) : (
          <StateInBackground launcher={launcher} />
        )}
      </div>
      <div className="prompt-place">
        <PromptBar launcher={launcher} send={send} />
      </div>
      {search.problem && (
        <div className="connection-lines">
          <ProblemBanner problem={search.problem} onStep={() => send({ type: 'search-retried' })} />
        </div>
      )}
      <ConnectionLines launcher={launcher} send={send} />
      <StatusBar launcher={launcher} send={send} now={second} />
      {palette && (
        <CommandPalette
          key={palette}
          {...paletteOf(launcher, palette)}
          platform={app.platform}
          onChoose={(command) => send({ type: 'palette-chosen', command })}
          onClose={() => send({ type: 'palette-closed' })}
        />
      )}
      <LiveRegion launcher={launcher} />
    </main>
  );
}

function paletteOf(launcher: LauncherView, palette: NonNullable<LauncherView['palette']>) {
  const { app, earlier, row } = launcher;
  if (palette === 'searches') return { title: 'Earlier searches', choices: searchChoices(earlier) };
  if (palette === 'targets' && row) {
    const customer = plainWords(customerParts(row, app.connections));
    return { title: `Where to land in ${customer}`, choices: landingChoices(row, app) };
  }
  return { title: 'Actions', choices: actionChoices(launcher, keyNamesOf(app.platform)) };
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
