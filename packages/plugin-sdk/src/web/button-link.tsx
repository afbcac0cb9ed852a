import { Link, type LinkProps } from '@remix-run/react';
import type { ReactNode } from 'react';
import { type ButtonSize, type ButtonVariant, buttonClasses } from './button-style';
import { Icon, type IconType } from './icon';

export interface ButtonLinkProps extends Omit<LinkProps, 'className' | 'style'> {
  variant?: ButtonVariant;
  size?: ButtonSize;
  icon?: IconType;
  isWide?: boolean;
  children: ReactNode;
}

/** A link that looks like a button: it goes somewhere, a `Button` does something. */
export function ButtonLink({
  variant = 'secondary',
  size = 'medium',
  icon,
  isWide,
  children,
  ...rest
}: ButtonLinkProps) {
  return (
    <Link {...rest} className={buttonClasses({ variant, size, isWide })}>
      {icon && <Icon of={icon} />}
      {children}
    </Link>
  );
}
