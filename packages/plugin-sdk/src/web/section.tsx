import { type ReactNode, useId } from 'react';

export interface SectionProps {
  title: string;
  text?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}

/** A titled part of a page or of a long form, without a surface of its own. */
export function Section({ title, text, actions, children }: SectionProps) {
  const headingId = useId();
  return (
    <section aria-labelledby={headingId} className="min-w-0">
      <header className="mb-3 flex items-start gap-3">
        <div className="min-w-0 flex-1">
          <h2 id={headingId} className="m-0 text-title font-semibold">
            {title}
          </h2>
          {text && <p className="m-0 max-w-[75ch] text-dense text-ink-soft">{text}</p>}
        </div>
        {actions && <div className="flex items-center gap-2">{actions}</div>}
      </header>
      {children}
    </section>
  );
}
