import { moduleRoutes } from '@socle/plugin-sdk/server';
import { manifest } from './manifest';

/** Loaders and actions of the plugin's pages; their permissions are checked by the compiler. */
export const { pageLoader, formAction } = moduleRoutes(manifest);
