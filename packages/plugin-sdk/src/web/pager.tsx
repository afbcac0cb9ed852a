import { Link } from '@remix-run/react';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import { buttonClasses } from './button-style';
import { useT } from './i18n';
import { Icon, type IconType } from './icon';
import { useCursorHref } from './use-cursor-href';

export interface PagerProps {
  /** Keyset cursors; none at the first or last page. */
  previousCursor?: string | null;
  nextCursor?: string | null;
  /** The query parameter that holds the cursor. */
  parameter?: string;
  /** The number of rows on this page, and of all rows when it is known. */
  shown: number;
  total?: number;
}

/** Previous and next page, as links that keep the rest of the address. */
export function Pager(props: PagerProps) {
  const { previousCursor, nextCursor, parameter = 'cursor', shown, total } = props;
  const t = useT();
  const href = useCursorHref(parameter);
  return (
    <nav
      aria-label={t('ui.pager.label')}
      className="flex min-h-11 items-center justify-between gap-3 px-(--page-inset)"
    >
      <p className="numeric text-small text-ink-faint">
        {total === undefined
          ? t('ui.pager.shown', { shown })
          : t('ui.pager.shownOf', { shown, total })}
      </p>
      <div className="flex gap-1">
        <PageLink
          href={href(previousCursor)}
          label={t('ui.pager.previous')}
          icon={ChevronLeft}
          rel="prev"
        />
        <PageLink
          href={href(nextCursor)}
          label={t('ui.pager.next')}
          icon={ChevronRight}
          rel="next"
        />
      </div>
    </nav>
  );
}

function PageLink(props: { href?: string; label: string; icon: IconType; rel: string }) {
  const look = buttonClasses({ variant: 'secondary', size: 'small' });
  const content = (
    <>
      {props.rel === 'prev' && <Icon of={props.icon} size={14} />}
      {props.label}
      {props.rel === 'next' && <Icon of={props.icon} size={14} />}
    </>
  );
  // No link at the ends; nothing jumps, because the place of the missing one stays taken.
  if (props.href === undefined) return <span className={`${look} invisible`}>{content}</span>;
  return (
    <Link to={props.href} rel={props.rel} className={look}>
      {content}
    </Link>
  );
}
