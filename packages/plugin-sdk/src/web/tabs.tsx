import { Link, useLocation, useResolvedPath } from '@remix-run/react';
import type { ReactNode } from 'react';
import { useLocale } from './i18n';
import { numberFormat } from './intl-formats';

export interface TabItem {
  /** A path, or a path with a query; a query must match exactly for the tab to be the current one. */
  to: string;
  label: string;
  count?: number;
  /** Says which tab is shown when the address alone does not. */
  isCurrent?: boolean;
  /** A mark after the label, e.g. a dot for unsaved changes (with its own hidden text). */
  mark?: ReactNode;
}

/** Views of a page as links: the open tab is in the URL, so it can be shared and reloaded. */
export function Tabs({ label, items }: { label: string; items: readonly TabItem[] }) {
  return (
    <nav aria-label={label} className="-mb-px min-w-0 overflow-x-auto [scrollbar-width:none]">
      <ul className="flex gap-4">
        {items.map((item) => (
          <li key={item.to}>
            <TabLink {...item} />
          </li>
        ))}
      </ul>
    </nav>
  );
}

function TabLink({ to, label, count, isCurrent, mark }: TabItem) {
  const location = useLocation();
  const { locale } = useLocale();
  const path = useResolvedPath(to);
  const isHere =
    isCurrent ??
    (path.pathname === location.pathname && (path.search === location.search || !/[?]/.test(to)));
  return (
    <Link
      to={to}
      preventScrollReset
      aria-current={isHere ? 'page' : undefined}
      className={`flex h-10 items-center gap-1.5 border-b-2 text-dense whitespace-nowrap outline-offset-[-2px] transition-colors ${
        isHere
          ? 'border-accent font-medium text-ink'
          : 'border-transparent text-ink-soft hover:border-line-strong hover:text-ink'
      }`}
    >
      {label}
      {count !== undefined && (
        <span className="numeric text-small text-ink-faint">
          {numberFormat(locale).format(count)}
        </span>
      )}
      {mark}
    </Link>
  );
}
