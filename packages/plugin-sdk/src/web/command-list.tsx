import { Check } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { classNames } from './class-names';
import type { CommandGroup, CommandItem } from './command-dialog';
import { useT } from './i18n';
import { Icon } from './icon';
import { Kbd } from './kbd';

interface CommandListProps {
  /** The lines derive their ids from it. */
  id: string;
  label: string;
  groups: readonly CommandGroup[];
  /** The id of the item Enter runs. */
  active: string | undefined;
  onActivate: (id: string) => void;
}

/** The lines under the field of a `CommandDialog`, in groups. */
export function CommandList({ id, label, groups, active, onActivate }: CommandListProps) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const line = active && document.getElementById(`${id}-${active}`);
    if (!line) return;
    // The heading of the first line is part of what one wants to see of it.
    const isFirst = line === list.current?.querySelector('[role="option"]');
    if (isFirst) list.current?.scrollTo({ top: 0 });
    else line.scrollIntoView({ block: 'nearest' });
  }, [id, active]);
  return (
    <div
      ref={list}
      id={`${id}-list`}
      role="listbox"
      aria-label={label}
      className="min-h-0 flex-1 scroll-py-2 overflow-y-auto overscroll-contain px-2 pb-2"
    >
      {groups.map((group) => (
        <Group key={group.id} id={id} group={group} active={active} onActivate={onActivate} />
      ))}
    </div>
  );
}

// A set of options, not of fields as <fieldset> would have it.
const groupNamed = (headingId: string) => ({ role: 'group', 'aria-labelledby': headingId });

type GroupProps = Omit<CommandListProps, 'label' | 'groups'> & { group: CommandGroup };

function Group({ id, group, active, onActivate }: GroupProps) {
  const headingId = `${id}-heading-${group.id}`;
  const { items, pending = 0 } = group;
  const isPending = items.length === 0;
  return (
    <div {...groupNamed(headingId)} aria-hidden={isPending || undefined} className="pt-2">
      <div
        id={headingId}
        role="presentation"
        className="px-2 py-1 text-small font-medium text-ink-faint"
      >
        {group.label}
      </div>
      {items.map((item) => (
        <Line
          key={item.id}
          id={`${id}-${item.id}`}
          item={item}
          isActive={item.id === active}
          onActivate={() => onActivate(item.id)}
        />
      ))}
      {items.length === 0 &&
        Array.from({ length: pending }, (_, index) => (
          // Outlines have no identity but their place.
          <div key={`pending-${String(index)}`} className="flex h-10 items-center px-2 sm:h-9">
            <div className="h-3 w-2/5 rounded-tag bg-muted-soft" />
          </div>
        ))}
    </div>
  );
}

interface LineProps {
  id: string;
  item: CommandItem;
  isActive: boolean;
  onActivate: () => void;
}

function Line({ id, item, isActive, onActivate }: LineProps) {
  const t = useT();
  return (
    <button
      type="button"
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={isActive}
      // The field keeps the focus.
      onMouseDown={(event) => event.preventDefault()}
      // Not on entering: lines that move under a pointer at rest must not take the choice.
      onMouseMove={isActive ? undefined : onActivate}
      onClick={item.onRun}
      className={classNames(
        'flex h-10 w-full items-center gap-2.5 rounded-control px-2 text-start text-dense text-ink sm:h-9',
        isActive && 'bg-accent-soft',
      )}
    >
      {item.icon && (
        <span className={isActive ? 'text-accent-text' : 'text-ink-faint'}>
          <Icon of={item.icon} />
        </span>
      )}
      <span className="min-w-0 shrink truncate">{item.label}</span>
      {item.detail && (
        <span className="min-w-0 flex-1 truncate text-small text-ink-faint">{item.detail}</span>
      )}
      <span className="ml-auto flex shrink-0 items-center gap-2">
        {item.isCurrent && (
          <>
            <span className="sr-only">{t('ui.command.current')}</span>
            <Icon of={Check} size={14} />
          </>
        )}
        {item.keys && (
          <span className="max-sm:hidden">
            <Kbd keys={item.keys} />
          </span>
        )}
      </span>
    </button>
  );
}
