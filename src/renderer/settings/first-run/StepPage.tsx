import { type ReactNode, useEffect, useRef } from 'react';
import { Icon } from '../../components/Icon.tsx';

interface StepPageProps {
  /** 1, 2 or 3. */
  number: number;
  title: string;
  lead?: ReactNode;
  /** Leaves the focus to something else on the page. */
  keepsFocus?: boolean;
  children: ReactNode;
}

const stepCount = 3;

/** One page of the first run. Focuses its title, so that a screen reader continues there. */
export function StepPage({ number, title, lead, keepsFocus = false, children }: StepPageProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (!keepsFocus) heading.current?.focus();
  }, [keepsFocus]);
  return (
    <main className="first-run">
      <div className="first-run-page">
        <header className="first-run-head">
          <span className="first-run-sign">
            <Icon name="key" />
          </span>
          <h1 ref={heading} tabIndex={-1}>
            {title}
          </h1>
          {lead && <p className="muted">{lead}</p>}
        </header>
        {children}
      </div>
      <ol className="first-run-steps" aria-label="Steps">
        {Array.from({ length: stepCount }, (_, at) => at + 1).map((step) => (
          <li key={step} aria-current={step === number ? 'step' : undefined}>
            <span className="visually-hidden">
              Step {step} of {stepCount}
            </span>
          </li>
        ))}
      </ol>
    </main>
  );
}
