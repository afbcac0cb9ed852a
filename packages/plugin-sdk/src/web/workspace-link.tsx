import { Link } from '@remix-run/react';
import { Avatar } from './avatar';

export interface WorkspaceLinkProps {
  name: string;
  to: string;
  imageUrl?: string;
}

/** The workspace one is in; leads to its home page. Only its mark when the sidebar is collapsed. */
export function WorkspaceLink({ name, to, imageUrl }: WorkspaceLinkProps) {
  return (
    <Link
      to={to}
      className="flex h-9 min-w-0 items-center gap-2 rounded-control px-1 text-dense font-semibold"
    >
      <Avatar name={name} kind="company" size="medium" imageUrl={imageUrl} />
      <span className="workspace-name truncate">{name}</span>
    </Link>
  );
}
