import { type ReactNode, useEffect, useRef } from 'react';
import { Button } from '../components/Button.tsx';
import './section.css';

interface SectionProps {
  title: string;
  lead?: ReactNode;
  /** Buttons beside the title. */
  actions?: ReactNode;
  /** A page below the section: where the way back leads. */
  back?: { name: string; go: () => void };
  /** Says what stands before the title, e.g. a provider's mark. */
  mark?: ReactNode;
  /** Something else on the page takes the focus. */
  keepsFocus?: boolean;
  children: ReactNode;
}

/** A page of the settings window. A page below a section takes the focus to its title when it opens. */
export function Section({ title, lead, actions, back, mark, keepsFocus = false, children }: SectionProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  const isBelow = back !== undefined && !keepsFocus;
  useEffect(() => {
    // A page begins at its top, wherever the one before was left.
    heading.current?.closest('main')?.scrollTo(0, 0);
    if (isBelow) heading.current?.focus();
  }, [isBelow]);

  return (
    <div className="section">
      {back && (
        <div className="section-back">
          <Button variant="quiet" icon="back" onClick={back.go}>
            {back.name}
          </Button>
        </div>
      )}
      <header className="section-head">
        {mark}
        <div className="section-words">
          <h1 ref={heading} tabIndex={-1}>
            {title}
          </h1>
          {lead && <p className="muted">{lead}</p>}
        </div>
        {actions && <div className="section-actions">{actions}</div>}
      </header>
      {children}
    </div>
  );
}

interface GroupProps {
  title?: string;
  children: ReactNode;
  /** Said below the box. */
  foot?: ReactNode;
}

/** Rows that belong together, in one box. Takes `Row`s, `Field`s and `Switch`es, which it lays out alike. */
export function Group({ title, children, foot }: GroupProps) {
  return (
    <section className="group">
      {title && <h2>{title}</h2>}
      <div className="group-rows">{children}</div>
      {foot && <p className="group-foot">{foot}</p>}
    </section>
  );
}

interface RowProps {
  label: ReactNode;
  hint?: ReactNode;
  children?: ReactNode;
}

/** Words at the left, a control that names itself at the right. */
export function Row({ label, hint, children }: RowProps) {
  return (
    <div className="row">
      <div className="row-words">
        <p>{label}</p>
        {hint && <p className="field-hint">{hint}</p>}
      </div>
      {children && <div className="row-control">{children}</div>}
    </div>
  );
}
