import { Link, type LinkProps } from '@remix-run/react';
import type { ReactNode } from 'react';

const looks = {
  normal: 'text-ink',
  soft: 'text-ink-soft',
  faint: 'text-small text-ink-faint',
  strong: 'font-medium text-ink',
};

/** A run of text; `numeric` aligns figures that stack. */
export function Text(props: {
  look?: keyof typeof looks;
  isNumeric?: boolean;
  children: ReactNode;
}) {
  return (
    <span className={`${looks[props.look ?? 'normal']} ${props.isNumeric ? 'numeric' : ''}`}>
      {props.children}
    </span>
  );
}

/** A paragraph of prose, 75 characters wide at most. */
export function Prose({ children }: { children: ReactNode }) {
  return <p className="m-0 max-w-[75ch] text-body text-pretty text-ink-soft">{children}</p>;
}

/** A link in a text or a cell. */
export function TextLink(props: Omit<LinkProps, 'className' | 'style'>) {
  return (
    <Link
      {...props}
      className="rounded-tag py-0.5 text-accent-text underline decoration-current/30 underline-offset-2 hover:decoration-current"
    />
  );
}
