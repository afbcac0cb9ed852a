import { useRouteLoaderData } from '@remix-run/react';
import { LanguageToggle, type Theme, ThemeToggle } from '@socle/plugin-sdk/web';

const ACTION = '/preferences';

/** Language and theme on pages without the user's menu. */
export function VisitorPreferences() {
  const root = useRouteLoaderData<{ theme: Theme }>('root');
  return (
    <>
      <LanguageToggle action={ACTION} />
      <ThemeToggle theme={root?.theme ?? 'system'} action={ACTION} />
    </>
  );
}
