import { Link } from '@remix-run/react';
import { Search } from 'lucide-react';
import type { MouseEvent } from 'react';
import { Icon } from './icon';
import { Kbd } from './kbd';

export interface SearchButtonProps {
  label: string;
  /** The search page, where the link leads before JavaScript. */
  to: string;
  /** Opens the command palette instead. */
  onOpen?: () => void;
  keys?: readonly string[];
}

/** The way to everything: looks like a field, opens the command palette. Only an icon where there is no room. */
export function SearchButton({ label, to, onOpen, keys = [] }: SearchButtonProps) {
  const open = (event: MouseEvent) => {
    const isPlain = !event.metaKey && !event.ctrlKey && !event.shiftKey;
    if (!onOpen || !isPlain) return;
    event.preventDefault();
    onOpen();
  };
  return (
    <Link
      to={to}
      onClick={open}
      aria-label={label}
      className="search-button flex h-8 min-w-8 items-center gap-2 rounded-control border border-line-strong bg-surface px-2 text-dense text-ink-faint transition-colors hover:border-line-control hover:text-ink"
    >
      <Icon of={Search} size={14} />
      <span className="search-words flex min-w-0 flex-1 items-center justify-between gap-2">
        <span className="truncate">{label}</span>
        {keys.length > 0 && <Kbd keys={keys} />}
      </span>
    </Link>
  );
}
