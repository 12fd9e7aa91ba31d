import { type ReactNode, useEffect, useRef } from 'react';
import { Button } from '../components/Button.tsx';
import './section.css';

interface SectionProps {
  title: string;
  lead?: ReactNode;
  /** Buttons beside the title. */
  actions?: ReactNode;
  /** For a page below a section: where its back button leads. */
  back?: { name: string; go: () => void };
  /** Shown before the title, e.g. a provider's mark. */
  mark?: ReactNode;
  /** Leaves the focus to something else on the page. */
  keepsFocus?: boolean;
  children: ReactNode;
}

/** A page of the settings window. A page below a section focuses its title when it opens. */
export function Section({ title, lead, actions, back, mark, keepsFocus = false, children }: SectionProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  const isBelow = back !== undefined && !keepsFocus;
  useEffect(() => {
    // Show a new page from its top, however far the last one was scrolled.
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
  /** A note below the box. */
  foot?: ReactNode;
}

/** Rows that belong together, in one box. Lays out `Row`s, `Field`s and `Switch`es alike. */
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
