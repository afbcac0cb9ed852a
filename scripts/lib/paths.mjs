import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** Root of the repository. */
export const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..');

export const WEB_DIR = path.join(ROOT, 'apps', 'web');
export const SERVER_MAIN = path.join(WEB_DIR, 'server', 'main.mjs');
export const SERVER_CLI = path.join(WEB_DIR, 'server', 'cli.mjs');

/** What the scripts remember between runs; safe to delete. */
export const CACHE_DIR = path.join(ROOT, '.cache');
