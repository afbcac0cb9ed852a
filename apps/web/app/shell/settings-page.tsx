import { useRouteLoaderData } from '@remix-run/react';
import { PageBody, PageHeader, Tabs, useT } from '@socle/plugin-sdk/web';
import type { ReactNode } from 'react';

const EVERYONE = [
  { to: '/settings', label: 'shell.settings.general' },
  { to: '/settings/keys', label: 'shell.keys.title' },
];

const ADMINISTRATORS = [
  { to: '/settings', label: 'shell.settings.general' },
  { to: '/settings/modules', label: 'shell.modules.title' },
  { to: '/settings/fields', label: 'shell.fields.title' },
  { to: '/settings/keys', label: 'shell.keys.title' },
  { to: '/settings/jobs', label: 'shell.jobs.title' },
];

/** The frame of every settings page: the same heading, and a tab for each page the user may open. */
export function SettingsPage({
  width = 'full',
  children,
}: {
  width?: 'full' | 'form';
  children: ReactNode;
}) {
  const t = useT();
  const frame = useRouteLoaderData<{ isAdmin: boolean }>('shell');
  const pages = frame?.isAdmin ? ADMINISTRATORS : EVERYONE;
  return (
    <>
      <PageHeader
        title={t('shell.settings.title')}
        tabs={
          <Tabs
            label={t('shell.settings.title')}
            items={pages.map(({ to, label }) => ({ to, label: t(label) }))}
          />
        }
      />
      <PageBody width={width}>{children}</PageBody>
    </>
  );
}
