import { classNames } from './class-names';

export type ButtonVariant = 'primary' | 'secondary' | 'ghost' | 'danger';
export type ButtonSize = 'small' | 'medium' | 'large';

const variants: Record<ButtonVariant, string> = {
  primary: 'bg-accent text-on-accent hover:bg-accent-hover active:bg-accent-hover',
  secondary: 'bg-surface text-ink border border-line-strong hover:bg-sunken active:bg-muted-soft',
  ghost: 'text-ink-soft hover:bg-hover hover:text-ink active:bg-pressed',
  danger: 'bg-danger-fill text-white hover:brightness-92 active:brightness-88',
};

const sizes: Record<ButtonSize, string> = {
  small: 'h-7 px-2 gap-1.5 text-small',
  medium: 'h-8 px-3 gap-1.5 text-dense',
  large: 'h-10 px-4 gap-2 text-body',
};

const squares: Record<ButtonSize, string> = {
  small: 'size-7',
  medium: 'size-8',
  large: 'size-10',
};

interface ButtonLook {
  variant: ButtonVariant;
  size: ButtonSize;
  isSquare?: boolean;
  isWide?: boolean;
}

/** The classes of a button; shared by <button> and <a> so that both look the same. */
export function buttonClasses({ variant, size, isSquare, isWide }: ButtonLook): string {
  return classNames(
    'relative inline-flex shrink-0 items-center justify-center rounded-control font-medium whitespace-nowrap select-none transition-colors',
    'disabled:opacity-50 disabled:pointer-events-none aria-disabled:opacity-60',
    variants[variant],
    isSquare ? squares[size] : sizes[size],
    isWide && 'w-full',
  );
}
