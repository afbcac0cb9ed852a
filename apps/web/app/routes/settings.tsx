import { useFetcher, useLoaderData } from '@remix-run/react';
import {
  CheckboxField,
  Columns,
  FormActions,
  LanguageToggle,
  namedIcon,
  Panel,
  Section,
  Stack,
  SubmitButton,
  ThemeToggle,
  useT,
} from '@socle/plugin-sdk/web';
import { Clock, KeyRound, LayoutGrid, ListChecks } from 'lucide-react';
import { readPreference } from '../shell/cookies.server';
import { hostLoader } from '../shell/host-page.server';
import { titled } from '../shell/page-title';
import { SettingsPage } from '../shell/settings-page';
import { TitledItem } from '../shell/titled-item';

export const handle = { live: [] };

export const meta = titled('shell.settings.title');

const ADMINISTRATION = ['modules', 'fields', 'jobs'] as const;

const ICONS = { keys: KeyRound, modules: LayoutGrid, fields: ListChecks, jobs: Clock };

export const loader = hostLoader({}, async ({ host, state, session, isAdmin, request }) => ({
  theme: session.theme,
  areShortcutsOn: readPreference(request, 'shortcuts', 'on') === 'on',
  pages: isAdmin ? [...ADMINISTRATION, 'keys' as const] : ['keys' as const],
  modules: host.registry.modules
    .map(({ manifest }) => manifest)
    .filter(({ id, settings }) => isAdmin && settings && state.modulesOn.has(id))
    .map(({ id, name, description, icon }) => ({ id, name, description, icon })),
}));

export default function Settings() {
  const t = useT();
  const { theme, areShortcutsOn, pages, modules } = useLoaderData<typeof loader>();
  return (
    <SettingsPage>
      <Stack gap="loose">
        <Section title={t('shell.settings.preferences')}>
          <Columns>
            <Panel title={t('shell.settings.appearance')}>
              <Stack>
                <ThemeToggle theme={theme} action="/preferences" />
                <LanguageToggle action="/preferences" />
              </Stack>
            </Panel>
            <Panel title={t('shell.settings.keyboard')}>
              <ShortcutsForm areOn={areShortcutsOn} />
            </Panel>
          </Columns>
        </Section>
        <Section title={t('shell.settings.workspace')}>
          <Panel>
            <Columns>
              {pages.map((page) => (
                <TitledItem
                  key={page}
                  icon={ICONS[page]}
                  to={`/settings/${page}`}
                  title={t(`shell.${page}.title`)}
                  text={t(`shell.${page}.summary`)}
                />
              ))}
            </Columns>
          </Panel>
        </Section>
        {modules.length > 0 && (
          <Section title={t('shell.settings.ofModules')}>
            <Panel>
              <Columns>
                {modules.map((module) => (
                  <TitledItem
                    key={module.id}
                    icon={namedIcon(module.icon)}
                    to={`/settings/module/${module.id}`}
                    title={t(module.name)}
                    text={t(module.description)}
                  />
                ))}
              </Columns>
            </Panel>
          </Section>
        )}
      </Stack>
    </SettingsPage>
  );
}

function ShortcutsForm({ areOn }: { areOn: boolean }) {
  const t = useT();
  const fetcher = useFetcher();
  return (
    <fetcher.Form method="post" action="/preferences">
      <input type="hidden" name="redirectTo" value="/settings" />
      <input type="hidden" name="shortcuts" value="off" />
      <CheckboxField
        name="shortcuts"
        value="on"
        label={t('shell.settings.shortcuts')}
        hint={t('shell.settings.shortcutsHint')}
        defaultChecked={areOn}
      />
      <FormActions>
        <SubmitButton variant="secondary" size="small" isPending={fetcher.state !== 'idle'}>
          {t('shell.settings.save')}
        </SubmitButton>
      </FormActions>
    </fetcher.Form>
  );
}
