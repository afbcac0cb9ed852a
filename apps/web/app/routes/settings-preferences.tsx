import { useFetcher, useLoaderData } from '@remix-run/react';
import {
  CheckboxField,
  FormActions,
  LanguageToggle,
  Panel,
  Stack,
  SubmitButton,
  ThemeToggle,
  useT,
} from '@socle/plugin-sdk/web';
import { readPreference } from '../shell/cookies.server';
import { hostLoader } from '../shell/host-page.server';
import { titled } from '../shell/page-title';
import { SettingsPage } from '../shell/settings-page';

export const handle = { live: [] };

export const meta = titled('shell.settings.page.preferences');

export const loader = hostLoader({}, async ({ session, request }) => ({
  theme: session.theme,
  areShortcutsOn: readPreference(request, 'shortcuts', 'on') === 'on',
}));

export default function Preferences() {
  const t = useT();
  const { theme, areShortcutsOn } = useLoaderData<typeof loader>();
  return (
    <SettingsPage width="form">
      <Stack gap="loose">
        <Panel title={t('shell.settings.appearance')}>
          <Stack>
            <ThemeToggle theme={theme} action="/preferences" />
            <LanguageToggle action="/preferences" />
          </Stack>
        </Panel>
        <Panel title={t('shell.settings.keyboard')}>
          <ShortcutsForm areOn={areShortcutsOn} />
        </Panel>
      </Stack>
    </SettingsPage>
  );
}

function ShortcutsForm({ areOn }: { areOn: boolean }) {
  const t = useT();
  const fetcher = useFetcher();
  return (
    <fetcher.Form method="post" action="/preferences">
      <input type="hidden" name="redirectTo" value="/settings/preferences" />
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
