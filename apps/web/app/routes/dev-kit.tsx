import { notFound } from '@socle/plugin-sdk/primitives';
import { KitPage } from '@socle/plugin-sdk/web';
import { publicHostLoader } from '../shell/host-page.server';
import { titled } from '../shell/page-title';

export const meta = titled('shell.kit.title');

export const loader = publicHostLoader(async ({ host }) => {
  if (!host.config.isDevelopment) throw notFound();
  return null;
});

export default function DevKit() {
  return (
    <main id="main" tabIndex={-1}>
      <KitPage comboboxUrl="/lookup?type=core.contact" />
    </main>
  );
}
