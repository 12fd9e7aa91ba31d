import type { AppState } from '../../shared/contract.ts';
import { pastedSearchText } from '../../shared/pasted-text.ts';
import {
  type Filter,
  finishedBefore,
  type SearchText,
  type Suggestion,
  withoutFilter,
} from '../../shared/search-filters.ts';
import { isTicketText, longestSearchText } from '../../shared/ticket-text.ts';
import { Icon } from '../components/Icon.tsx';
import { KeyCap } from '../components/KeyCap.tsx';
import { filterWords } from './filter-words.ts';
import './filters.css';

/** The others are found by typing on. */
const mostSuggestions = 3;

interface FiltersProps {
  text: string;
  typed: SearchText;
  /** A new text for the field, which gets the focus. */
  onChange: (text: string) => void;
}

/** The filters in the search text as chips, and what the one that is being typed may become. */
export function Filters({ text, typed, onChange }: FiltersProps) {
  const { filters, suggestions } = typed;
  if (filters.length === 0 && suggestions.length === 0) return null;
  return (
    <div className="filters">
      {filters.length > 0 && (
        <ul className="filters-part" aria-label="Filters">
          {filters.map((filter) => (
            <li key={filter.from} data-kind={filter.kind}>
              <Chip filter={filter} onRemove={() => onChange(withoutFilter(text, filter))} />
            </li>
          ))}
        </ul>
      )}
      {suggestions.length > 0 && (
        <ul className="filters-part" aria-label="Suggested filters">
          {suggestions.slice(0, mostSuggestions).map((suggestion, at) => (
            <li key={suggestion.text}>
              {at === 0 && <KeyCap keys={['Tab']} />}
              <SuggestionButton suggestion={suggestion} onChoose={onChange} />
            </li>
          ))}
          {suggestions.length > mostSuggestions && (
            <li className="filters-more">
              +{suggestions.length - mostSuggestions}
              <span className="visually-hidden"> more: type on</span>
            </li>
          )}
        </ul>
      )}
    </div>
  );
}

function Chip({ filter, onRemove }: { filter: Filter; onRemove: () => void }) {
  const words = filterWords(filter);
  const colour = filter.kind === 'connection' && filter.connections.length === 1 ? filter.connections[0]?.colour : null;
  return (
    <button
      type="button"
      className="filter-chip"
      data-tone={colour ?? undefined}
      aria-label={`Remove the filter ${words}`}
      title={words}
      onClick={onRemove}
    >
      <span className="filter-words">{words}</span>
      <Icon name="cross" />
    </button>
  );
}

function SuggestionButton({ suggestion, onChoose }: { suggestion: Suggestion; onChoose: (text: string) => void }) {
  return (
    <button
      type="button"
      className="filter-suggestion"
      data-tone={suggestion.colour ?? undefined}
      title={suggestion.label}
      onClick={() => onChoose(suggestion.text)}
    >
      <span className="filter-words">{suggestion.label}</span>
    </button>
  );
}

/** The text after Backspace, if it removes the filter before the caret as a whole; null if it deletes a letter. */
export function textAfterBackspace(event: React.KeyboardEvent<HTMLInputElement>, typed: SearchText): string | null {
  const { key, ctrlKey, metaKey, altKey, nativeEvent, currentTarget } = event;
  if (key !== 'Backspace' || ctrlKey || metaKey || altKey || nativeEvent.isComposing) return null;
  const { selectionStart, selectionEnd, value } = currentTarget;
  if (selectionStart === null || selectionStart !== selectionEnd) return null;
  const filter = finishedBefore(value, selectionStart, typed);
  return filter && withoutFilter(value, filter);
}

/**
 * The field's text with what is being pasted, if that says where a log-in leads; null if it does not. If there is no room, only
 * what is pasted.
 */
export function textWithLanding(event: React.ClipboardEvent<HTMLInputElement>, app: AppState): string | null {
  const pasted = pastedSearchText(event.clipboardData.getData('text/plain'), app);
  if (pasted === null) return null;
  const { selectionStart, selectionEnd, value } = event.currentTarget;
  const shown = isTicketText(value) ? '' : value;
  const before = shown.slice(0, selectionStart ?? 0).trimEnd();
  const after = shown.slice(selectionEnd ?? shown.length).trimStart();
  const text = `${before === '' ? '' : `${before} `}${pasted} ${after}`;
  return text.length <= longestSearchText ? text : `${pasted} `;
}
