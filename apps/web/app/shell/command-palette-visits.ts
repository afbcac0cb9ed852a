import { useLocation } from '@remix-run/react';
import { useEffect } from 'react';
import { recordIdAt } from './record-path';

const MOST = 8;

/** Where one user's visits in one workspace are kept in this browser: addresses, never names. */
export const visitsKey = (workspaceId: string, userId: string): string =>
  `socle.visits.${workspaceId}.${userId}`;

/** Keeps the address of each record that is opened, the latest first. */
export function useVisits(key: string, recordPaths: readonly string[]): void {
  const { pathname } = useLocation();
  useEffect(() => {
    if (!recordPaths.some((pattern) => recordIdAt(pattern, pathname))) return;
    keep(key, [pathname, ...visitedPaths(key).filter((path) => path !== pathname)]);
  }, [key, recordPaths, pathname]);
}

/** The addresses of records opened before, the latest first. */
export function visitedPaths(key: string): string[] {
  try {
    const kept: unknown = JSON.parse(window.localStorage.getItem(key) ?? '[]');
    if (!Array.isArray(kept)) return [];
    return kept.filter((path): path is string => typeof path === 'string').slice(0, MOST);
  } catch {
    // Storage is closed in some private windows, and anybody may have written into it.
    return [];
  }
}

/** Forgets those of the asked addresses that lead nowhere any more. */
export function forgetAllBut(
  key: string,
  asked: readonly string[],
  visible: ReadonlySet<string>,
): void {
  keep(
    key,
    visitedPaths(key).filter((path) => visible.has(path) || !asked.includes(path)),
  );
}

function keep(key: string, paths: readonly string[]): void {
  try {
    window.localStorage.setItem(key, JSON.stringify(paths.slice(0, MOST)));
  } catch {
    // Full or closed: the list of recent records is a convenience.
  }
}
