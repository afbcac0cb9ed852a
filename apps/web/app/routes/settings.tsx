import { useLoaderData, useSearchParams } from '@remix-run/react';
import {
  Columns,
  EmptyState,
  namedIcon,
  Panel,
  SearchField,
  Section,
  Stack,
  TextLink,
  useT,
} from '@socle/plugin-sdk/web';
import { Search } from 'lucide-react';
import { hostLoader } from '../shell/host-page.server';
import { titled } from '../shell/page-title';
import { SettingsPage } from '../shell/settings-page';
import { type SettingsEntry, settingsGroupsFor } from '../shell/settings-pages';
import { TitledItem } from '../shell/titled-item';

export const handle = { live: [] };

export const meta = titled('shell.settings.title');

export const loader = hostLoader({}, async ({ host, state, session, isAdmin }) => ({
  reader: { isAdmin, isInTheirName: session.impersonatorId !== null },
  modules: host.registry.modules
    .map(({ manifest }) => manifest)
    .filter(
      ({ id, settings }) =>
        isAdmin && !session.impersonatorId && settings && state.modulesOn.has(id),
    )
    .map(({ id, name, description, icon }) => ({ id, name, description, icon })),
}));

/** Every page of the settings, with what it is for; narrowed while typing. */
export default function Settings() {
  const t = useT();
  const [search] = useSearchParams();
  const q = search.get('q') ?? '';
  const groups = useGroups(q);
  return (
    <SettingsPage>
      <Stack gap="loose">
        <SearchField label={t('shell.settings.search')} defaultValue={q} />
        {groups.map(({ key, title, pages }) => (
          <Section key={key} title={title}>
            <Panel>
              <Columns>
                {pages.map(({ to, icon, title: name, text }) => (
                  <TitledItem key={to} icon={icon} to={to} title={name} text={text} />
                ))}
              </Columns>
            </Panel>
          </Section>
        ))}
        {groups.length === 0 && (
          <EmptyState
            icon={Search}
            title={t('shell.settings.none')}
            text={t('shell.settings.noneText', { q })}
            actions={<TextLink to="/settings">{t('shell.settings.all')}</TextLink>}
          />
        )}
      </Stack>
    </SettingsPage>
  );
}

type Words = Pick<SettingsEntry, 'to' | 'icon' | 'title' | 'text'>;

/** The groups in the reader's words; with a search, only the pages that hold all of its words. */
function useGroups(q: string): { key: string; title: string; pages: Words[] }[] {
  const t = useT();
  const { reader, modules } = useLoaderData<typeof loader>();
  const said = settingsGroupsFor(reader).map(({ key, title, pages }) => ({
    key,
    title: t(title),
    pages: pages.map((page) => ({ ...page, title: t(page.title), text: t(page.text) })),
  }));
  const ofModules = modules.map(({ id, name, description, icon }) => ({
    to: `/settings/module/${id}`,
    icon: namedIcon(icon),
    title: t(name),
    text: t(description),
  }));
  const all = [
    ...said,
    { key: 'ofModules', title: t('shell.settings.ofModules'), pages: ofModules },
  ];
  const words = folded(q).split(/\s+/).filter(Boolean);
  return all
    .map((group) => ({
      ...group,
      pages: group.pages.filter(({ title, text }) => {
        const hay = folded(`${group.title} ${title} ${text}`);
        return words.every((word) => hay.includes(word));
      }),
    }))
    .filter(({ pages }) => pages.length > 0);
}

const folded = (text: string): string => text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '');
