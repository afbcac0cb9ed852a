import type { ButtonHTMLAttributes } from 'react';
import { type ButtonSize, type ButtonVariant, buttonClasses } from './button-style';
import { Icon, type IconType } from './icon';
import { Tooltip } from './tooltip';

export interface IconButtonProps
  extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'className' | 'style' | 'children'> {
  icon: IconType;
  /** The name a screen reader says; also shown as a tooltip. */
  label: string;
  variant?: ButtonVariant;
  size?: ButtonSize;
}

/** A square button with only an icon. */
export function IconButton({
  icon,
  label,
  variant = 'ghost',
  size = 'medium',
  type = 'button',
  ...rest
}: IconButtonProps) {
  return (
    <Tooltip text={label} isLabel>
      <button
        {...rest}
        type={type}
        aria-label={label}
        className={buttonClasses({ variant, size, isSquare: true })}
      >
        <Icon of={icon} />
      </button>
    </Tooltip>
  );
}
