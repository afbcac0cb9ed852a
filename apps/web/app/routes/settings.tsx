import { Form, useLoaderData } from '@remix-run/react';
import {
  ButtonLink,
  CheckboxField,
  Columns,
  FormActions,
  LanguageToggle,
  Panel,
  Section,
  Stack,
  SubmitButton,
  Text,
  ThemeToggle,
  useT,
} from '@socle/plugin-sdk/web';
import { readPreference } from '../shell/cookies.server';
import { hostLoader } from '../shell/host-page.server';
import { titled } from '../shell/page-title';
import { SettingsPage } from '../shell/settings-page';

export const handle = { live: [] };

export const meta = titled('shell.settings.title');

const ADMINISTRATION = ['modules', 'fields', 'jobs'];

export const loader = hostLoader({}, async ({ host, state, session, isAdmin, request }) => ({
  theme: session.theme,
  areShortcutsOn: readPreference(request, 'shortcuts', 'on') === 'on',
  pages: isAdmin ? ['keys', ...ADMINISTRATION] : ['keys'],
  modules: host.registry.modules
    .map(({ manifest }) => manifest)
    .filter(({ id, settings }) => isAdmin && settings && state.modulesOn.has(id))
    .map(({ id, name, description }) => ({ id, name, description })),
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
          <Columns>
            {pages.map((page) => (
              <SettingsCard
                key={page}
                to={`/settings/${page}`}
                title={t(`shell.${page}.title`)}
                text={t(`shell.${page}.summary`)}
              />
            ))}
          </Columns>
        </Section>
        {modules.length > 0 && (
          <Section title={t('shell.settings.ofModules')}>
            <Columns>
              {modules.map((module) => (
                <SettingsCard
                  key={module.id}
                  to={`/settings/module/${module.id}`}
                  title={t(module.name)}
                  text={t(module.description)}
                />
              ))}
            </Columns>
          </Section>
        )}
      </Stack>
    </SettingsPage>
  );
}

function SettingsCard({ to, title, text }: { to: string; title: string; text: string }) {
  const t = useT();
  return (
    <Panel title={title}>
      <Text look="soft">{text}</Text>
      <div className="mt-3">
        <ButtonLink to={to} size="small" aria-label={t('shell.settings.openPage', { title })}>
          {t('shell.settings.open')}
        </ButtonLink>
      </div>
    </Panel>
  );
}

function ShortcutsForm({ areOn }: { areOn: boolean }) {
  const t = useT();
  return (
    <Form method="post" action="/preferences" preventScrollReset>
      <input type="hidden" name="redirectTo" value="/settings" />
      <CheckboxField
        name="shortcuts"
        value="on"
        label={t('shell.settings.shortcuts')}
        hint={t('shell.settings.shortcutsHint')}
        defaultChecked={areOn}
      />
      <FormActions>
        <SubmitButton variant="secondary" size="small">
          {t('shell.settings.save')}
        </SubmitButton>
      </FormActions>
    </Form>
  );
}
