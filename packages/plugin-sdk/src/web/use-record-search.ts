import { useEffect, useState } from 'react';
import type { ComboboxItem } from './combobox';

export type SearchStatus = 'idle' | 'loading' | 'ready' | 'failed';

const TYPING_PAUSE_MS = 180;

/** The records that answer to what is being typed; only the latest question counts. */
export function useRecordSearch(loadUrl: string, query: string, isActive: boolean) {
  const [items, setItems] = useState<readonly ComboboxItem[]>([]);
  const [status, setStatus] = useState<SearchStatus>('idle');

  useEffect(() => {
    if (!isActive) return undefined;
    const request = new AbortController();
    setStatus('loading');
    const timer = window.setTimeout(async () => {
      try {
        const found = await fetchItems(loadUrl, query, request.signal);
        setItems(found);
        setStatus('ready');
      } catch {
        if (request.signal.aborted) return;
        setItems([]);
        setStatus('failed');
      }
    }, TYPING_PAUSE_MS);
    return () => {
      window.clearTimeout(timer);
      request.abort();
    };
  }, [loadUrl, query, isActive]);

  return { items, status };
}

async function fetchItems(
  loadUrl: string,
  query: string,
  signal: AbortSignal,
): Promise<readonly ComboboxItem[]> {
  const url = new URL(loadUrl, window.location.href);
  url.searchParams.set('q', query);
  const response = await fetch(url, { signal, headers: { accept: 'application/json' } });
  if (!response.ok) throw new Error(`The search answered ${response.status}.`);
  const body: { items: readonly ComboboxItem[] } = await response.json();
  return body.items;
}
