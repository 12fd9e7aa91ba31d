import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { AccountRow } from '../../shared/account.ts';
import { TextArea } from '../components/Field.tsx';

interface RowEditorProps {
  field: 'name' | 'note';
  row: AccountRow;
  onSave: (text: string) => void;
  onCancel: () => void;
}

/** Covers the highlighted row (see launcher.css), because an option of a listbox may not contain a field. */
export function RowEditor({ field, row, onSave, onCancel }: RowEditorProps) {
  const [text, setText] = useState(row[field]);
  const input = useRef<HTMLTextAreaElement>(null);
  /** Leaving the field saves. After a key has closed it, leaving must not save again. */
  const closed = useRef(false);
  const close = (then: () => void): void => {
    if (closed.current) return;
    closed.current = true;
    then();
  };
  // When the launcher hides, the field may be gone before it could lose the focus: what was typed must not be lost.
  const leave = useEffectEvent(() => close(() => onSave(text)));
  useEffect(() => {
    input.current?.focus();
    input.current?.select();
    return () => leave();
  }, []);
  return (
    <div className="row-editor" data-field={field}>
      <TextArea
        ref={input}
        rows={1}
        aria-label={field === 'name' ? `New name for ${row.name}` : `Note on ${row.name}`}
        placeholder={field === 'name' ? 'Empty: the name from the provider' : 'Note'}
        maxLength={field === 'name' ? 200 : 2_000}
        spellCheck={field === 'note'}
        value={text}
        onChange={(event) => setText(field === 'name' ? event.target.value.replaceAll('\n', ' ') : event.target.value)}
        onBlur={() => close(() => onSave(text))}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !(field === 'note' && event.shiftKey)) {
            event.preventDefault();
            close(() => onSave(text));
          } else if (event.key === 'Escape') {
            event.preventDefault();
            close(onCancel);
          }
        }}
      />
    </div>
  );
}
