import '@fontsource-variable/inter/wght.css';
import './tailwind.css';
import webModules from 'virtual:socle/web';
import type { LinksFunction, LoaderFunctionArgs } from '@remix-run/node';
import {
  Links,
  Meta,
  Outlet,
  Scripts,
  ScrollRestoration,
  useRouteError,
  useRouteLoaderData,
} from '@remix-run/react';
import { I18nProvider, SlotProvider, ToastProvider } from '@socle/plugin-sdk/web';
import { type ReactNode, useContext, useEffect, useState } from 'react';
import { loadMessages, messagesOf } from './messages';
import { NonceContext } from './nonce';
import { readPreference } from './shell/cookies.server';
import { ErrorPage } from './shell/error-page';
import { publicHostLoader } from './shell/host-page.server';

export const links: LinksFunction = () => [
  { rel: 'icon', href: '/favicon.svg', type: 'image/svg+xml' },
];

export const loader = publicHostLoader(async ({ request, context }: LoaderFunctionArgs) => {
  const { socle } = context;
  const session = await socle.session(request).catch(() => null);
  return {
    locale: await socle.locale(request),
    timeZone: session?.timeZone ?? 'Europe/Paris',
    theme: session?.theme ?? readPreference(request, 'theme', 'system'),
    now: socle.host.clock().getTime(),
  };
});

const slots = new Map(
  webModules.flatMap((module) => module.slots ?? []).map((slot) => [slot.id, slot]),
);

// A language chosen on the page is spoken once its messages are there; nothing typed is lost meanwhile.
function useSpokenLanguage(wanted: 'fr' | 'en'): 'fr' | 'en' {
  const [spoken, setSpoken] = useState(wanted);
  useEffect(() => {
    void loadMessages(wanted).then(() => setSpoken(wanted));
  }, [wanted]);
  return messagesOf(wanted) ? wanted : spoken;
}

export function Layout({ children }: { children: ReactNode }) {
  const data = useRouteLoaderData<typeof loader>('root');
  const nonce = useContext(NonceContext);
  const locale = useSpokenLanguage(data?.locale ?? 'en');
  return (
    <html lang={locale} data-theme={data?.theme ?? 'system'} data-density="normal">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <Meta />
        <Links />
      </head>
      <body>
        <I18nProvider
          locale={locale}
          timeZone={data?.timeZone ?? 'UTC'}
          now={data?.now ?? 0}
          messages={messagesOf(locale) ?? {}}
        >
          <SlotProvider components={slots}>
            <ToastProvider>{children}</ToastProvider>
          </SlotProvider>
        </I18nProvider>
        <ScrollRestoration nonce={nonce} />
        <Scripts nonce={nonce} />
      </body>
    </html>
  );
}

export default function Root() {
  return <Outlet />;
}

export function ErrorBoundary() {
  return <ErrorPage error={useRouteError()} />;
}
