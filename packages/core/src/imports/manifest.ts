import type { RouteDefinition } from '@socle/plugin-sdk';

const page = (id: string, path: string, file: string): RouteDefinition => ({
  id: `core.imports.${id}`,
  path,
  file: `./src/imports/web/routes/${file}.tsx`,
});

export const importRoutes: readonly RouteDefinition[] = [
  page('list', 'imports', 'import-list'),
  page('new', 'imports/new', 'import-new'),
  page('page', 'imports/:id', 'import-page'),
];
