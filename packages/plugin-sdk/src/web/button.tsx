import { LoaderCircle } from 'lucide-react';
import type { ButtonHTMLAttributes, MouseEvent, ReactNode } from 'react';
import { type ButtonSize, type ButtonVariant, buttonClasses } from './button-style';
import { Icon, type IconType } from './icon';

export interface ButtonProps
  extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'className' | 'style'> {
  /** One `primary` per view at most. */
  variant?: ButtonVariant;
  size?: ButtonSize;
  icon?: IconType;
  /** Takes the full width of its container (sign-in pages, cards on a phone). */
  isWide?: boolean;
  /** The act is under way: the label stays, the icon turns, a second press does nothing. */
  isPending?: boolean;
  children: ReactNode;
}

/** A native button. `type` is `button` unless said otherwise; use `SubmitButton` in forms. */
export function Button({
  variant = 'secondary',
  size = 'medium',
  icon,
  isWide,
  isPending = false,
  type = 'button',
  onClick,
  children,
  ...rest
}: ButtonProps) {
  // aria-disabled rather than disabled: a disabled button would drop the keyboard focus it holds.
  const ignoreWhilePending = (event: MouseEvent<HTMLButtonElement>) => {
    if (isPending) event.preventDefault();
    else onClick?.(event);
  };
  return (
    <button
      {...rest}
      type={type}
      aria-disabled={isPending || undefined}
      aria-busy={isPending || undefined}
      onClick={ignoreWhilePending}
      className={buttonClasses({ variant, size, isWide })}
    >
      {isPending ? (
        <span className="animate-spin">
          <Icon of={LoaderCircle} />
        </span>
      ) : (
        icon && <Icon of={icon} />
      )}
      {children}
    </button>
  );
}
