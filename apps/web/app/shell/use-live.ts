import { useMatches, useRevalidator } from '@remix-run/react';
import { useEffect, useRef, useState } from 'react';
import { concerns, liveTypes } from './live-concern';
import { openLiveStream } from './live-stream';

const PAUSE_MS = 300;

/** A stream that comes back within this time was not worth a notice. */
const GRACE_MS = 5000;

/**
 * Keeps the open page up to date with what others change, and says whether the server can be reached.
 * A page names what it lists: `export const handle = { live: ['core.contact'] }`; without that, any
 * change of a record counts.
 */
export function useLive(): { isCutOff: boolean } {
  const refresh = useRefresh();
  const matches = useMatches();
  const page = useRef(matches);
  const [isUp, setUp] = useState(true);
  useEffect(() => {
    page.current = matches;
  }, [matches]);
  useEffect(
    () =>
      openLiveStream('/events', {
        onChange(change) {
          const data = page.current.map((match) => match.data);
          const types = liveTypes(page.current.map((match) => match.handle));
          if (concerns(change, { data, types })) refresh();
        },
        onReopen: refresh,
        onState: setUp,
      }),
    [refresh],
  );
  return { isCutOff: useCutOff(isUp) };
}

/** Reads the page again, once for a burst of changes and never while it is still being read. */
function useRefresh(): () => void {
  const { revalidate, state } = useRevalidator();
  const latest = useRef({ revalidate, isBusy: false });
  const timer = useRef<number>();
  const refresh = useRef(() => {
    const run = () => {
      timer.current = latest.current.isBusy ? window.setTimeout(run, PAUSE_MS) : undefined;
      if (timer.current === undefined) latest.current.revalidate();
    };
    timer.current ??= window.setTimeout(run, PAUSE_MS);
  });
  useEffect(() => {
    latest.current = { revalidate, isBusy: state !== 'idle' };
  }, [revalidate, state]);
  useEffect(
    () => () => {
      window.clearTimeout(timer.current);
      timer.current = undefined;
    },
    [],
  );
  return refresh.current;
}

function useCutOff(isUp: boolean): boolean {
  const [isOffline, setOffline] = useState(false);
  const [isLongDown, setLongDown] = useState(false);
  useEffect(() => {
    const look = () => setOffline(!navigator.onLine);
    look();
    window.addEventListener('online', look);
    window.addEventListener('offline', look);
    return () => {
      window.removeEventListener('online', look);
      window.removeEventListener('offline', look);
    };
  }, []);
  useEffect(() => {
    if (isUp) {
      setLongDown(false);
      return undefined;
    }
    const timer = window.setTimeout(() => setLongDown(true), GRACE_MS);
    return () => window.clearTimeout(timer);
  }, [isUp]);
  return isOffline || isLongDown;
}
