import { RemixBrowser } from '@remix-run/react';
import { StrictMode, startTransition } from 'react';
import { hydrateRoot } from 'react-dom/client';
import { loadMessages } from './messages';

/**
 * Waits for the state the server sent. RemixBrowser throws that promise on its first render; were it left
 * to suspend at the root, a click meanwhile would end hydration for good (React error 345).
 */
async function decodeState(): Promise<void> {
  try {
    RemixBrowser({});
  } catch (pending) {
    await pending;
  }
}

const language = document.documentElement.lang === 'fr' ? 'fr' : 'en';

void Promise.all([loadMessages(language), decodeState()]).then(() => {
  startTransition(() => {
    hydrateRoot(
      document,
      <StrictMode>
        <RemixBrowser />
      </StrictMode>,
    );
  });
});
