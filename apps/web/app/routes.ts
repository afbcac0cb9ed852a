import path from 'node:path';
import { index, layout, type RouteConfig, route } from '@remix-run/route-config';
import { composedRoutes, readModules } from '@socle/plugin-sdk/vite';
import { modules } from '../socle.config';

const app = import.meta.dirname;
const composed = composedRoutes(await readModules(modules, path.join(app, 'routes.ts')));

// Paths must be relative to `app/`: with an absolute one, loaders are not removed from the browser's code.
const routesOf = (wanted: 'workspace' | 'public' | 'bare') =>
  composed
    .filter((r) => (r.layout ?? 'workspace') === wanted)
    .map((r) => route(r.path, path.relative(app, r.absoluteFile), { id: r.id }));

export default [
  layout('shell/workspace-layout.tsx', { id: 'shell' }, [
    index('routes/home.tsx', { id: 'shell.home' }),
    route('search', 'routes/search.tsx', { id: 'shell.search' }),
    route('settings', 'routes/settings.tsx', { id: 'shell.settings' }),
    route('settings/preferences', 'routes/settings-preferences.tsx', {
      id: 'shell.settings.preferences',
    }),
    route('settings/absence', 'routes/settings-absence.tsx', { id: 'shell.settings.absence' }),
    route('settings/members', 'routes/settings-members.tsx', { id: 'shell.settings.members' }),
    route('settings/members/:userId', 'routes/settings-member.tsx', {
      id: 'shell.settings.member',
    }),
    route('settings/teams', 'routes/settings-teams.tsx', { id: 'shell.settings.teams' }),
    route('settings/roles', 'routes/settings-roles.tsx', { id: 'shell.settings.roles' }),
    route('settings/roles/:roleId', 'routes/settings-role.tsx', { id: 'shell.settings.role' }),
    route('settings/sso', 'routes/settings-sso.tsx', { id: 'shell.settings.sso' }),
    route('settings/sso/:providerId', 'routes/settings-sso-provider.tsx', {
      id: 'shell.settings.ssoProvider',
    }),
    route('settings/modules', 'routes/settings-modules.tsx', { id: 'shell.settings.modules' }),
    route('settings/fields', 'routes/settings-fields.tsx', { id: 'shell.settings.fields' }),
    route('settings/profile', 'routes/settings-profile.tsx', { id: 'shell.settings.profile' }),
    route('settings/security', 'routes/settings-security.tsx', { id: 'shell.settings.security' }),
    route('settings/keys', 'routes/settings-keys.tsx', { id: 'shell.settings.keys' }),
    route('settings/jobs', 'routes/settings-jobs.tsx', { id: 'shell.settings.jobs' }),
    route('settings/audit', 'routes/settings-audit.tsx', { id: 'shell.settings.audit' }),
    route('history/:type/:id', 'routes/history.tsx', { id: 'shell.history' }),
    route('settings/module/:moduleId', 'routes/settings-module.tsx', {
      id: 'shell.settings.module',
    }),
    ...routesOf('workspace'),
    route('*', 'routes/not-found.tsx', { id: 'shell.notFound' }),
  ]),
  route('sign-in', 'routes/sign-in.tsx', { id: 'shell.signIn' }),
  route('join/:token', 'routes/join.tsx', { id: 'shell.join' }),
  route('impersonation', 'routes/impersonation.tsx', { id: 'shell.impersonation' }),
  route('sign-in/code', 'routes/sign-in-code.tsx', { id: 'shell.signIn.code' }),
  route('forgot-password', 'routes/forgot-password.tsx', { id: 'shell.forgotPassword' }),
  route('reset-password/:token', 'routes/reset-password.tsx', { id: 'shell.resetPassword' }),
  route('confirm-email/:token', 'routes/confirm-email.tsx', { id: 'shell.confirmEmail' }),
  route('confirm-identity', 'routes/confirm-identity.tsx', { id: 'shell.confirmIdentity' }),
  route('two-step', 'routes/two-step.tsx', { id: 'shell.twoStep' }),
  route('workspaces', 'routes/workspaces.tsx', { id: 'shell.workspaces' }),
  route('sign-in/oidc/callback', 'routes/sign-in-oidc-callback.tsx', {
    id: 'shell.signIn.oidcCallback',
  }),
  route('sign-in/oidc/:providerId', 'routes/sign-in-oidc.tsx', { id: 'shell.signIn.oidc' }),
  route('passkeys', 'routes/passkeys.tsx', { id: 'shell.passkeys' }),
  route('sign-out', 'routes/sign-out.tsx', { id: 'shell.signOut' }),
  route('preferences', 'routes/preferences.tsx', { id: 'shell.preferences' }),
  route('setup', 'routes/setup.tsx', { id: 'shell.setup' }),
  route('settings/audit/export', 'routes/settings-audit-export.tsx', {
    id: 'shell.settings.auditExport',
  }),
  route('export/:type', 'routes/export.tsx', { id: 'shell.export' }),
  route('palette', 'routes/palette.tsx', { id: 'shell.palette' }),
  route('lookup', 'routes/lookup.tsx', { id: 'shell.lookup' }),
  route('api/docs', 'routes/api-docs.tsx', { id: 'shell.apiDocs' }),
  route('dev/kit', 'routes/dev-kit.tsx', { id: 'shell.kit' }),
  ...routesOf('bare'),
  ...routesOf('public'),
] satisfies RouteConfig;
