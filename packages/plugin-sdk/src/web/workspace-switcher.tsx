import { Form, Link } from '@remix-run/react';
import { Check, ChevronsUpDown } from 'lucide-react';
import { Avatar } from './avatar';
import { useT } from './i18n';
import { Icon } from './icon';
import { Text } from './text';
import { useLightDismiss } from './use-light-dismiss';

export interface WorkspaceSwitcherProps {
  name: string;
  /** The workspaces of the user; with one alone there is nothing to open. */
  workspaces: readonly { id: string; name: string }[];
  current: string;
  /** Takes POST `workspace=<id>`. */
  action: string;
}

/** The workspace's name, and the way to the user's others. A native disclosure: works before JavaScript. */
export function WorkspaceSwitcher({ name, workspaces, current, action }: WorkspaceSwitcherProps) {
  const t = useT();
  const details = useLightDismiss();
  const mark = (
    <>
      <Avatar name={name} kind="company" size="medium" />
      <span className="truncate in-data-[sidebar=collapsed]:sr-only">
        <Text look="strong">{name}</Text>
      </span>
    </>
  );
  if (workspaces.length < 2)
    return (
      <Link to="/" className="flex min-w-0 items-center gap-2">
        {mark}
      </Link>
    );
  return (
    <details ref={details} className="relative min-w-0">
      <summary
        aria-label={t('ui.workspaces.open', { name })}
        className="flex h-9 min-w-0 list-none items-center gap-2 rounded-control px-1.5 hover:bg-hover"
      >
        {mark}
        <span className="ml-auto text-ink-faint in-data-[sidebar=collapsed]:hidden">
          <Icon of={ChevronsUpDown} size={14} />
        </span>
      </summary>
      <div className="absolute top-full left-0 z-40 mt-1 w-64 animate-appear rounded-float bg-float p-1 shadow-float">
        <p className="m-0 px-2.5 pt-2 pb-1 text-small text-ink-faint">{t('ui.workspaces.title')}</p>
        {/* A whole new page: nothing of the other workspace stays behind. */}
        <Form method="post" action={action} reloadDocument>
          <ul className="m-0 max-h-80 list-none overflow-y-auto p-0">
            {workspaces.map((workspace) => (
              <li key={workspace.id}>
                <button
                  type="submit"
                  name="workspace"
                  value={workspace.id}
                  aria-current={workspace.id === current || undefined}
                  className="flex h-9 w-full items-center gap-2.5 rounded-control px-2.5 text-left text-dense text-ink-soft hover:bg-hover hover:text-ink"
                >
                  <Avatar name={workspace.name} kind="company" size="small" />
                  <span className="min-w-0 flex-1 truncate">{workspace.name}</span>
                  {workspace.id === current && <Icon of={Check} size={14} />}
                </button>
              </li>
            ))}
          </ul>
        </Form>
      </div>
    </details>
  );
}
