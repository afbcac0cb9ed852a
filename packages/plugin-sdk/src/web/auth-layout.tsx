import type { ReactNode } from 'react';
import { SkipLink } from './skip-link';

export interface AuthLayoutProps {
  /** The product's or the workspace's mark. */
  brand: ReactNode;
  title: string;
  text?: ReactNode;
  children: ReactNode;
  /** Below the card: "No account yet? Create one". */
  footer?: ReactNode;
  /** Language and theme. */
  preferences?: ReactNode;
}

/** Sign-in, sign-up, password and invitation pages: one question on a calm page. */
export function AuthLayout({ brand, title, text, children, footer, preferences }: AuthLayoutProps) {
  return (
    <div className="auth-layout flex min-h-dvh flex-col bg-sidebar">
      <SkipLink />
      <main
        id="main"
        tabIndex={-1}
        className="flex flex-1 flex-col items-center justify-center px-4 py-10 outline-none"
      >
        <div className="mb-6 flex items-center">{brand}</div>
        <div className="w-full max-w-[400px] rounded-float border border-line bg-surface px-6 py-7 sm:px-8">
          <h1 className="m-0 text-heading font-semibold text-balance">{title}</h1>
          {text && <p className="m-0 mt-1 text-body text-pretty text-ink-soft">{text}</p>}
          <div className="mt-6">{children}</div>
        </div>
        {footer && <div className="mt-5 text-center text-dense text-ink-soft">{footer}</div>}
      </main>
      {preferences && (
        <footer className="flex flex-wrap justify-center gap-x-6 gap-y-2 px-4 pb-6">
          {preferences}
        </footer>
      )}
    </div>
  );
}
