import { useActionData, useLocation } from '@remix-run/react';
import { useRef } from 'react';

/**
 * What the page's action answered, for as long as the page stays: Remix forgets it as soon as the page
 * is read anew, which a colleague's change may bring about at any moment. A link that is shown once, or
 * what is wrong in a form, must not go with it.
 */
export function useAnswer<A>(): ReturnType<typeof useActionData<A>> {
  return useKept(useActionData<A>());
}

/** An answer until the next navigation or the next answer. */
export function useKept<T>(answer: T): T {
  // Every submission and every navigation has a key of its own; reading a page anew keeps it.
  const { key } = useLocation();
  const kept = useRef({ key, answer });
  if ((answer !== undefined && answer !== null) || kept.current.key !== key)
    kept.current = { key, answer };
  return kept.current.answer;
}
