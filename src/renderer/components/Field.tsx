import {
  createContext,
  type InputHTMLAttributes,
  type ReactNode,
  type TextareaHTMLAttributes,
  use,
  useId,
} from 'react';
import './field.css';

interface FieldIds {
  id: string;
  describedBy: string | undefined;
  invalid: boolean;
}

const FieldContext = createContext<FieldIds | null>(null);

interface FieldProps {
  label: string;
  hint?: ReactNode;
  /** A sentence: what is wrong with the typed text. */
  error?: string | null;
  children: ReactNode;
}

/** Connects one control with its label, hint and error, on screen and for screen readers. */
export function Field({ label, hint, error = null, children }: FieldProps) {
  const id = useId();
  const hintId = `${id}-hint`;
  const errorId = `${id}-error`;
  const describedBy = [hint ? hintId : '', error ? errorId : ''].filter(Boolean).join(' ') || undefined;
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      <FieldContext value={{ id, describedBy, invalid: error !== null }}>{children}</FieldContext>
      {hint && (
        <p className="field-hint" id={hintId}>
          {hint}
        </p>
      )}
      {error && (
        <p className="field-error" id={errorId} role="alert">
          {error}
        </p>
      )}
    </div>
  );
}

/** What a control must have to belong to the `Field` around it, if there is one. */
export const useFieldAttributes = () => {
  const field = use(FieldContext);
  return field
    ? { id: field.id, 'aria-describedby': field.describedBy, 'aria-invalid': field.invalid || undefined }
    : {};
};

interface TextInputProps extends InputHTMLAttributes<HTMLInputElement> {
  ref?: React.Ref<HTMLInputElement>;
}

/** Inside a `Field`, or with an `aria-label`. */
export function TextInput(props: TextInputProps) {
  return (
    <input type="text" spellCheck={false} autoComplete="off" {...useFieldAttributes()} {...props} className="input" />
  );
}

interface TextAreaProps extends TextareaHTMLAttributes<HTMLTextAreaElement> {
  ref?: React.Ref<HTMLTextAreaElement>;
}

export function TextArea(props: TextAreaProps) {
  return <textarea rows={3} {...useFieldAttributes()} {...props} className="input" />;
}
