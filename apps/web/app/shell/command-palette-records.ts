import type { SearchStatus } from '@socle/plugin-sdk/web';
import { useEffect, useState } from 'react';
import type { PaletteRecord, PaletteRecords } from './command-palette.server';
import { forgetAllBut, visitedPaths } from './command-palette-visits';

interface Answer {
  groups: PaletteRecords[];
  recent: PaletteRecord[];
}

const TYPING_PAUSE_MS = 120;

/** The records that answer to what is typed. Only the latest question counts; its elders' answers are dropped. */
export function useMatches(query: string): { status: SearchStatus; groups: PaletteRecords[] } {
  const [answer, setAnswer] = useState({
    query: '',
    groups: [] as PaletteRecords[],
    isFailed: false,
  });
  useEffect(() => {
    if (query === '') return undefined;
    const request = new AbortController();
    const timer = window.setTimeout(() => {
      ask(new URLSearchParams({ q: query }), request.signal).then(
        ({ groups }) => setAnswer({ query, groups, isFailed: false }),
        () => !request.signal.aborted && setAnswer({ query, groups: [], isFailed: true }),
      );
    }, TYPING_PAUSE_MS);
    return () => {
      window.clearTimeout(timer);
      request.abort();
    };
  }, [query]);

  if (query === '') return { status: 'idle', groups: [] };
  if (answer.query !== query) return { status: 'loading', groups: answer.groups };
  return { status: answer.isFailed ? 'failed' : 'ready', groups: answer.groups };
}

const known = new Map<string, PaletteRecord[]>();

/**
 * The records opened last. Titles stay in memory only and are read again at each opening: what may no
 * longer be seen is forgotten.
 */
export function useRecent(
  key: string,
  current: string,
): { records: PaletteRecord[]; pending: number } {
  const [paths] = useState(() => visitedPaths(key));
  const [records, setRecords] = useState(known.get(key));
  useEffect(() => {
    if (paths.length === 0) return undefined;
    const request = new AbortController();
    ask(new URLSearchParams(paths.map((path) => ['recent', path])), request.signal).then(
      ({ recent }) => {
        known.set(key, recent);
        setRecords(recent);
        forgetAllBut(key, paths, new Set(recent.map(({ to }) => to)));
      },
      () => !request.signal.aborted && setRecords((before) => before ?? []),
    );
    return () => request.abort();
  }, [key, paths]);
  const isElsewhere = (to: string) => to !== current;
  return {
    records: paths
      .flatMap((path) => records?.find(({ to }) => to === path) ?? [])
      .filter(({ to }) => isElsewhere(to)),
    pending: records ? 0 : paths.filter(isElsewhere).length,
  };
}

async function ask(search: URLSearchParams, signal: AbortSignal): Promise<Answer> {
  const response = await fetch(`/palette?${search}`, {
    signal,
    headers: { accept: 'application/json' },
  });
  if (!response.ok) throw new Error(`The search answered ${response.status}.`);
  return response.json();
}
