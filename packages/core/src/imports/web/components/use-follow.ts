import { useRevalidator } from '@remix-run/react';
import { useEffect, useRef } from 'react';

const FIRST_MS = 500;
const NEXT_MS = 2000;

/**
 * Reads the page again while a job is at work. The live stream does so sooner; this is for when it is
 * cut, and for a job that ended before the page listened.
 */
export function useFollow(isBusy: boolean): void {
  const { revalidate, state } = useRevalidator();
  const latest = useRef({ revalidate, state });
  useEffect(() => {
    latest.current = { revalidate, state };
  }, [revalidate, state]);
  useEffect(() => {
    if (!isBusy) return undefined;
    const look = () => {
      if (!document.hidden && latest.current.state === 'idle') latest.current.revalidate();
    };
    const first = window.setTimeout(look, FIRST_MS);
    const next = window.setInterval(look, NEXT_MS);
    return () => {
      window.clearTimeout(first);
      window.clearInterval(next);
    };
  }, [isBusy]);
}
