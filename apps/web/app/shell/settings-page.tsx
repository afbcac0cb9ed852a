import { useLocation, useRouteLoaderData } from '@remix-run/react';
import { PageBody, PageHeader, SideNav, useT } from '@socle/plugin-sdk/web';
import type { ReactNode } from 'react';
import { settingsGroupsFor, settingsPageAt } from './settings-pages';
import type { FrameData } from './workspace-frame';

interface SettingsPageProps {
  width?: 'full' | 'form';
  /** What the page is about, when it is one thing of many: a role, a member. */
  title?: string;
  badge?: ReactNode;
  count?: ReactNode;
  actions?: ReactNode;
  /** For lists that run to the edges. */
  isFlush?: boolean;
  children: ReactNode;
}

/** The frame of every settings page: its heading, and the other pages the user may open beside it. */
export function SettingsPage({ width = 'full', title, isFlush, ...props }: SettingsPageProps) {
  const t = useT();
  const { pathname } = useLocation();
  const frame = useRouteLoaderData<Pick<FrameData, 'impersonation'> & { isAdmin: boolean }>(
    'shell',
  );
  const groups = settingsGroupsFor({
    isAdmin: frame?.isAdmin ?? false,
    isInTheirName: Boolean(frame?.impersonation.actingAs),
  });
  const page = settingsPageAt(pathname);
  const settings = { to: '/settings', label: t('shell.settings.title') };
  const isIndex = /^\/settings\/?$/.test(pathname);
  const parent = page && title ? [{ to: page.to, label: t(page.title) }] : [];
  return (
    <>
      <PageHeader
        title={title ?? (page ? t(page.title) : settings.label)}
        breadcrumb={page || title ? [settings, ...parent] : []}
        badge={props.badge}
        count={props.count}
        actions={props.actions}
      />
      <SideNav
        label={t('shell.settings.title')}
        index={parent[0] ?? (isIndex ? undefined : { ...settings, label: t('shell.settings.all') })}
        groups={groups.map((group) => ({
          key: group.key,
          label: t(group.title),
          entries: group.pages.map(({ to, title: name, icon }) => ({ to, label: t(name), icon })),
        }))}
      >
        {isFlush ? props.children : <PageBody width={width}>{props.children}</PageBody>}
      </SideNav>
    </>
  );
}
