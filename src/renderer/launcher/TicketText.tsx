import { isCutTicket, ticketTextOf } from '../../shared/ticket-text.ts';
import { Icon } from '../components/Icon.tsx';
import { firstLineOf } from './state/ticket.ts';
import { sizeOfText } from './ticket-words.ts';
import './ticket-text.css';

const id = 'ticket-text';

/** What the field says of itself while a ticket's text is in it. */
export const ticketField = {
  value: '',
  placeholder: 'Or type a name…',
  'aria-describedby': id,
} as const;

interface TicketTextProps {
  text: string;
  onRemove: () => void;
}

/** A ticket's text in the field: its beginning, and how long it is. */
export function TicketText({ text, onRemove }: TicketTextProps) {
  const size = sizeOfText(text);
  return (
    <button type="button" className="ticket-text" onClick={onRemove}>
      <span className="visually-hidden">Remove the text: </span>
      <span className="ticket-text-line">{firstLineOf(text)}</span>
      <span className="ticket-text-size" id={id}>
        {isCutTicket(text) ? `first ${size}` : size}
      </span>
      <Icon name="cross" />
    </button>
  );
}

/** The ticket's text in what is being pasted; null if the field takes it as it is. */
export const pastedTicket = ({ clipboardData }: React.ClipboardEvent): string | null =>
  ticketTextOf(clipboardData.getData('text/plain'));

/** Whether this key removes a ticket's text from the field, as if it were one letter. */
export const removesTicket = ({ key, nativeEvent }: React.KeyboardEvent): boolean =>
  (key === 'Backspace' || key === 'Delete') && !nativeEvent.isComposing;
