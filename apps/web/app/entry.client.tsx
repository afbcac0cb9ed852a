import { RemixBrowser } from '@remix-run/react';
import { StrictMode, startTransition } from 'react';
import { hydrateRoot } from 'react-dom/client';
import { setClientMessages } from './messages';

// The language of the page decides which messages are fetched: never both.
const load =
  document.documentElement.lang === 'fr'
    ? import('virtual:socle/messages/fr')
    : import('virtual:socle/messages/en');

void load.then(({ default: messages }) => {
  setClientMessages(document.documentElement.lang === 'fr' ? 'fr' : 'en', messages);
  startTransition(() => {
    hydrateRoot(
      document,
      <StrictMode>
        <RemixBrowser />
      </StrictMode>,
    );
  });
});
