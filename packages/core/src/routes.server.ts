import { moduleRoutes } from '@socle/plugin-sdk/server';
import { manifest } from './manifest';

/** Loaders and actions of core's pages. */
export const { pageLoader, formAction, uploadAction } = moduleRoutes(manifest);
