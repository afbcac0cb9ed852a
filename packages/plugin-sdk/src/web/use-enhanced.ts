import { useEffect, useState } from 'react';

/** False on the server and on the first render, true once JavaScript runs: the switch of every enhancement. */
export function useEnhanced(): boolean {
  const [isEnhanced, setEnhanced] = useState(false);
  useEffect(() => setEnhanced(true), []);
  return isEnhanced;
}
