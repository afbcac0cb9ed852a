import { Form, Link, useLocation } from '@remix-run/react';
import { LogOut } from 'lucide-react';
import { Avatar } from './avatar';
import { useT } from './i18n';
import { Icon, type IconType } from './icon';
import { LanguageToggle } from './language-toggle';
import { type Theme, ThemeToggle } from './theme-toggle';
import { useLightDismiss } from './use-light-dismiss';

export interface UserMenuProps {
  name: string;
  email: string;
  imageUrl?: string;
  links: readonly { to: string; label: string; icon?: IconType }[];
  theme: Theme;
  /** Takes POST `theme=light|dark|system` or `language=fr|en`, and `redirectTo`. */
  preferencesAction: string;
  /** Takes POST. */
  signOutAction: string;
}

/** Who is signed in, their preferences, and the way out. A native disclosure: works before JavaScript. */
export function UserMenu(props: UserMenuProps) {
  const t = useT();
  const details = useLightDismiss();
  const location = useLocation();
  return (
    <details ref={details} className="relative">
      <summary
        aria-label={t('ui.user.menu', { name: props.name })}
        className="user-summary flex h-9 min-w-0 list-none items-center gap-2 rounded-control px-1.5 hover:bg-hover"
      >
        <Avatar name={props.name} imageUrl={props.imageUrl} size="medium" />
        <span className="user-name min-w-0 flex-1 truncate text-dense">{props.name}</span>
      </summary>
      <div className="user-panel absolute z-40 w-64 animate-appear rounded-float bg-float p-1 shadow-float">
        <div className="px-2.5 pt-2 pb-2.5">
          <p className="m-0 truncate text-dense font-medium">{props.name}</p>
          <p className="m-0 truncate text-small text-ink-faint">{props.email}</p>
        </div>
        <div className="grid gap-2 border-y border-line px-2.5 py-3">
          <ThemeToggle theme={props.theme} action={props.preferencesAction} />
          <LanguageToggle action={props.preferencesAction} />
        </div>
        <ul className="py-1">
          {props.links.map((link) => (
            <li key={link.to}>
              <Link to={link.to} className={rowClass}>
                {link.icon && <Icon of={link.icon} />}
                {link.label}
              </Link>
            </li>
          ))}
        </ul>
        <Form method="post" action={props.signOutAction} className="border-t border-line pt-1">
          <input type="hidden" name="redirectTo" value={location.pathname + location.search} />
          <button type="submit" className={`${rowClass} w-full`}>
            <Icon of={LogOut} />
            {t('ui.user.signOut')}
          </button>
        </Form>
      </div>
    </details>
  );
}

const rowClass =
  'flex h-8 items-center gap-2.5 rounded-control px-2.5 text-dense text-ink-soft hover:bg-hover hover:text-ink';
