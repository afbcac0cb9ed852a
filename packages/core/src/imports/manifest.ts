import type { RouteDefinition } from '@socle/plugin-sdk';

export const importRoutes: readonly RouteDefinition[] = [];
