import { Link } from '@remix-run/react';
import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { useT } from './i18n';
import { Icon } from './icon';

export interface PageHeaderProps {
  title: ReactNode;
  /** Beside the title: an avatar before it, a badge after it. */
  lead?: ReactNode;
  badge?: ReactNode;
  /** How many records the page is about, already formatted. */
  count?: ReactNode;
  subtitle?: ReactNode;
  breadcrumb?: readonly { to: string; label: string }[];
  /** `Tabs`: under the title. */
  tabs?: ReactNode;
  /** Secondary acts, then at most one primary one, which ends the row. */
  actions?: ReactNode;
}

/** What this page is, its state, and what to do next: 52 px that stay in view. */
export function PageHeader(props: PageHeaderProps) {
  const { title, lead, badge, count, subtitle, breadcrumb = [], tabs, actions } = props;
  return (
    <header className="z-10 border-b border-line bg-canvas px-(--page-inset) sm:sticky sm:top-0">
      <div className="flex min-h-13 flex-wrap items-center gap-x-3 gap-y-2 py-2">
        <div className="flex min-w-0 flex-1 basis-48 items-center gap-2.5">
          {lead}
          <div className="min-w-0">
            <div className="flex min-w-0 items-center gap-2">
              <Breadcrumb items={breadcrumb} />
              <h1 className="m-0 truncate text-title font-semibold">{title}</h1>
              {count !== undefined && (
                <span className="numeric text-dense text-ink-faint">{count}</span>
              )}
              {badge}
            </div>
            {subtitle && <p className="m-0 truncate text-small text-ink-faint">{subtitle}</p>}
          </div>
        </div>
        {actions && (
          <div data-print="hidden" className="flex flex-wrap items-center gap-2">
            {actions}
          </div>
        )}
      </div>
      {tabs}
    </header>
  );
}

function Breadcrumb({ items }: { items: readonly { to: string; label: string }[] }) {
  const t = useT();
  if (items.length === 0) return null;
  return (
    <nav aria-label={t('ui.page.breadcrumb')} className="hidden sm:block">
      <ol className="flex items-center gap-1 text-dense text-ink-faint">
        {items.map((item) => (
          <li key={item.to} className="flex items-center gap-1">
            <Link to={item.to} className="rounded-tag py-0.5 hover:text-ink hover:underline">
              {item.label}
            </Link>
            <Icon of={ChevronRight} size={12} />
          </li>
        ))}
      </ol>
    </nav>
  );
}
