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
    route('settings/modules', 'routes/settings-modules.tsx', { id: 'shell.settings.modules' }),
    route('settings/fields', 'routes/settings-fields.tsx', { id: 'shell.settings.fields' }),
    route('settings/keys', 'routes/settings-keys.tsx', { id: 'shell.settings.keys' }),
    route('settings/jobs', 'routes/settings-jobs.tsx', { id: 'shell.settings.jobs' }),
    route('settings/module/:moduleId', 'routes/settings-module.tsx', {
      id: 'shell.settings.module',
    }),
    ...routesOf('workspace'),
    route('*', 'routes/not-found.tsx', { id: 'shell.notFound' }),
  ]),
  route('sign-in', 'routes/sign-in.tsx', { id: 'shell.signIn' }),
  route('sign-out', 'routes/sign-out.tsx', { id: 'shell.signOut' }),
  route('preferences', 'routes/preferences.tsx', { id: 'shell.preferences' }),
  route('setup', 'routes/setup.tsx', { id: 'shell.setup' }),
  route('lookup', 'routes/lookup.tsx', { id: 'shell.lookup' }),
  route('api/docs', 'routes/api-docs.tsx', { id: 'shell.apiDocs' }),
  route('dev/kit', 'routes/dev-kit.tsx', { id: 'shell.kit' }),
  ...routesOf('bare'),
  ...routesOf('public'),
] satisfies RouteConfig;
