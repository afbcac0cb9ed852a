import type { Change } from './live-concern';

interface LiveStreamHandlers {
  onChange(change: Change): void;
  /** The stream is back: something may have been missed. */
  onReopen(): void;
  onState(isUp: boolean): void;
}

const FIRST_WAIT_MS = 2000;
const LONGEST_WAIT_MS = 30_000;

/**
 * Listens to the server while the page can be seen; returns how to stop. A hidden tab lets go of its
 * stream: browsers allow six connections to a server, and as many open tabs would leave none for pages.
 */
export function openLiveStream(url: string, handlers: LiveStreamHandlers): () => void {
  let source: EventSource | null = null;
  let retry: number | undefined;
  let wait = FIRST_WAIT_MS;
  let wasOpen = false;

  const open = () => {
    close();
    const opened = new EventSource(url);
    source = opened;
    opened.onopen = () => {
      wait = FIRST_WAIT_MS;
      handlers.onState(true);
      if (wasOpen) handlers.onReopen();
      wasOpen = true;
    };
    opened.onerror = () => {
      handlers.onState(false);
      // The browser comes back by itself after a cut, but not after an answer such as 503.
      if (opened.readyState !== EventSource.CLOSED) return;
      retry = window.setTimeout(open, wait);
      wait = Math.min(wait * 2, LONGEST_WAIT_MS);
    };
    opened.addEventListener('change', (event) => {
      const change = readChange(event.data);
      if (change) handlers.onChange(change);
    });
  };
  const close = () => {
    window.clearTimeout(retry);
    source?.close();
    source = null;
  };
  const follow = () => (document.hidden ? close() : open());

  follow();
  document.addEventListener('visibilitychange', follow);
  window.addEventListener('online', follow);
  return () => {
    document.removeEventListener('visibilitychange', follow);
    window.removeEventListener('online', follow);
    close();
  };
}

function readChange(text: unknown): Change | null {
  const value: unknown = JSON.parse(String(text));
  if (typeof value !== 'object' || value === null || !('recordType' in value)) return null;
  const ids = 'ids' in value && Array.isArray(value.ids) ? value.ids.map(String) : [];
  return { recordType: String(value.recordType), ids };
}
