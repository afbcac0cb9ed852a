import { ChevronDown, Ellipsis } from 'lucide-react';
import { type KeyboardEvent, lazy, Suspense, useRef, useState } from 'react';
import { type ButtonSize, type ButtonVariant, buttonClasses } from './button-style';
import { Icon, type IconType } from './icon';

export interface MenuAction {
  key: string;
  label: string;
  icon?: IconType;
  /** An address to go to… */
  to?: string;
  /** …or something to do. */
  onSelect?: () => void;
  tone?: 'danger';
  isDisabled?: boolean;
  /** The keyboard shortcut that does the same. */
  shortcut?: string;
}

export type MenuItems = readonly (MenuAction | 'separator')[];

export interface MenuProps {
  /** The button's text, or its accessible name when `isIconOnly`. */
  label: string;
  items: MenuItems;
  icon?: IconType;
  isIconOnly?: boolean;
  variant?: ButtonVariant;
  size?: ButtonSize;
  /** The edge of the button the menu lines up with. */
  align?: 'start' | 'end';
}

// The list itself is fetched when a pointer or the focus comes near: no page pays for it before.
const loadPopup = () => import('./menu-popup');
const MenuPopup = lazy(() => loadPopup().then((module) => ({ default: module.MenuPopup })));

/** A button that opens a list of acts and links. */
export function Menu(props: MenuProps) {
  const { label, items, icon, isIconOnly = false, variant = 'secondary', size = 'medium' } = props;
  const trigger = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState<'closed' | 'pointer' | 'keyboard'>('closed');

  const openByArrow = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    setOpen('keyboard');
  };
  return (
    <>
      <button
        ref={trigger}
        type="button"
        aria-label={isIconOnly ? label : undefined}
        title={isIconOnly ? label : undefined}
        aria-haspopup="menu"
        aria-expanded={open !== 'closed'}
        onPointerEnter={loadPopup}
        onFocus={loadPopup}
        onKeyDown={openByArrow}
        // A click without a pointer (detail 0) is Enter or Space: the first item takes the focus.
        onClick={(event) => setOpen(event.detail === 0 ? 'keyboard' : 'pointer')}
        className={buttonClasses({ variant, size, isSquare: isIconOnly })}
      >
        {isIconOnly ? (
          <Icon of={icon ?? Ellipsis} />
        ) : (
          <>
            {icon && <Icon of={icon} />}
            {label}
            <Icon of={ChevronDown} size={14} />
          </>
        )}
      </button>
      {open !== 'closed' && (
        <Suspense fallback={null}>
          <MenuPopup
            label={label}
            items={items}
            triggerRef={trigger}
            placement={props.align === 'end' ? 'bottom end' : 'bottom start'}
            isByKeyboard={open === 'keyboard'}
            onClose={() => setOpen('closed')}
          />
        </Suspense>
      )}
    </>
  );
}
