import type { MetaFunction, ShouldRevalidateFunction } from '@remix-run/react';
import { Outlet, useLoaderData, useRouteError, useRouteLoaderData } from '@remix-run/react';
import { clientAccess } from '@socle/plugin-sdk/kernel';
import { AccessProvider, pageTitle } from '@socle/plugin-sdk/web';
import { paletteData } from './command-palette.server';
import { readPreference } from './cookies.server';
import { ErrorContent, ErrorPage, errorTitleKey } from './error-page';
import { hostLoader } from './host-page.server';
import { impersonationState } from './impersonation.server';
import { translate } from './page-title';
import { WorkspaceFrame } from './workspace-frame';

export const loader = hostLoader(
  {},
  async ({ host, state, session, permissions, request, ...args }) => ({
    workspace: state.info.name,
    workspaceId: state.info.id,
    // Whoever acts in another's name stays in the workspace that allowed it.
    workspaces: session.impersonatorId ? [] : await host.identity.workspacesOf(session.userId),
    user: { name: session.name, email: session.email },
    access: clientAccess(args.access),
    impersonation: await impersonationState(host, state.info.id, session),
    theme: session.theme,
    isAdmin: args.isAdmin,
    palette: paletteData({ host, state, session, permissions, isAdmin: args.isAdmin }),
    sidebar: readPreference(request, 'sidebar', 'expanded'),
    areShortcutsOn: readPreference(request, 'shortcuts', 'on') === 'on',
    navigation: host.registry.modules
      .filter(({ manifest }) => state.modulesOn.has(manifest.id))
      .flatMap(({ manifest }) => manifest.navigation ?? [])
      .filter((entry) => permissions.has(entry.permission))
      .sort((a, b) => a.order - b.order)
      .map(({ label, icon, to }) => ({ label, icon, to })),
  }),
);

/** Moving between pages changes nothing here; an act, a live change or a reload may. */
export const shouldRevalidate: ShouldRevalidateFunction = (args) => {
  const isAct = args.formMethod !== undefined && args.formMethod.toUpperCase() !== 'GET';
  const isReload = args.currentUrl.href === args.nextUrl.href;
  return (isAct || isReload) && args.defaultShouldRevalidate;
};

export const meta: MetaFunction = ({ error, matches }) => [
  { title: pageTitle(error ? translate(matches, errorTitleKey(error)) : undefined) },
];

export default function WorkspaceLayout() {
  const frame = useLoaderData<typeof loader>();
  return (
    <AccessProvider access={frame.access}>
      <WorkspaceFrame frame={frame}>
        <Outlet />
      </WorkspaceFrame>
    </AccessProvider>
  );
}

/** A page that fails leaves the navigation in place. */
export function ErrorBoundary() {
  const error = useRouteError();
  const frame = useRouteLoaderData<typeof loader>('shell');
  if (!frame) return <ErrorPage error={error} />;
  return (
    <WorkspaceFrame frame={frame}>
      <ErrorContent error={error} />
    </WorkspaceFrame>
  );
}
