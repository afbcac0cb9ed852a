import { moduleRoutes } from '@socle/plugin-sdk/server';
import { manifest } from './manifest';

/** Loaders and actions of the pages of billing. */
export const { pageLoader, formAction } = moduleRoutes(manifest);
