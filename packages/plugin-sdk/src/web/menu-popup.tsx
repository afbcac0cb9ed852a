import { useNavigate } from '@remix-run/react';
import type { RefObject } from 'react';
import {
  Menu as AriaMenu,
  I18nProvider,
  MenuItem,
  Popover,
  RouterProvider,
  Separator,
} from 'react-aria-components';
import { ariaLocale } from './aria-locale';
import { useLocale } from './i18n';
import { Icon } from './icon';
import { Kbd } from './kbd';
import type { MenuAction, MenuItems } from './menu';

interface MenuPopupProps {
  label: string;
  items: MenuItems;
  triggerRef: RefObject<HTMLButtonElement>;
  placement: 'bottom start' | 'bottom end';
  isByKeyboard: boolean;
  onClose: () => void;
}

/** The floating list of a `Menu`; in a file of its own so that it is only fetched when opened. */
export function MenuPopup(props: MenuPopupProps) {
  const navigate = useNavigate();
  const { locale } = useLocale();
  return (
    <I18nProvider locale={ariaLocale(locale)}>
      <RouterProvider navigate={navigate}>
        <Popover
          isOpen
          aria-label={props.label}
          triggerRef={props.triggerRef}
          placement={props.placement}
          offset={4}
          onOpenChange={(isOpen) => !isOpen && props.onClose()}
          className="min-w-44 animate-appear overflow-auto rounded-float bg-float p-1 shadow-float outline-none"
        >
          <AriaMenu
            aria-label={props.label}
            autoFocus={props.isByKeyboard ? 'first' : true}
            onClose={props.onClose}
            className="outline-none"
          >
            {props.items.map((item, index) =>
              item === 'separator' ? (
                // Separators have no identity but their place.
                <Separator key={`separator-${String(index)}`} className="mx-1 my-1 h-px bg-line" />
              ) : (
                <Item key={item.key} item={item} />
              ),
            )}
          </AriaMenu>
        </Popover>
      </RouterProvider>
    </I18nProvider>
  );
}

function Item({ item }: { item: MenuAction }) {
  return (
    <MenuItem
      id={item.key}
      textValue={item.label}
      href={item.to}
      isDisabled={item.isDisabled}
      onAction={item.onSelect}
      className={`flex h-8 cursor-pointer items-center gap-2.5 rounded-control px-2 text-dense outline-none focus:bg-hover pressed:bg-pressed disabled:opacity-50 ${
        item.tone === 'danger' ? 'text-danger' : 'text-ink'
      }`}
    >
      {item.icon && (
        <span className={item.tone === 'danger' ? '' : 'text-ink-faint'}>
          <Icon of={item.icon} />
        </span>
      )}
      <span className="min-w-0 flex-1 truncate">{item.label}</span>
      {item.shortcut && <Kbd keys={[item.shortcut]} />}
    </MenuItem>
  );
}
