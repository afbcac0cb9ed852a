import { redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData, useNavigation } from '@remix-run/react';
import { switchModule } from '@socle/plugin-sdk/kernel';
import {
  Badge,
  ButtonLink,
  Callout,
  Columns,
  Inline,
  isRefused,
  namedIcon,
  Panel,
  Prose,
  Stack,
  SubmitButton,
  Text,
  useT,
} from '@socle/plugin-sdk/web';
import { z } from 'zod';
import { actOf, hostAction, hostLoader } from '../shell/host-page.server';
import { titled } from '../shell/page-title';
import { SettingsPage } from '../shell/settings-page';
import { TitledItem } from '../shell/titled-item';

export const handle = { live: [] };

export const meta = titled('shell.modules.title');

export const loader = hostLoader({ permission: 'admin' }, async ({ host, state }) => {
  const manifests = host.registry.modules.map(({ manifest }) => manifest);
  return {
    modules: manifests.map((manifest) => ({
      id: manifest.id,
      name: manifest.name,
      description: manifest.description,
      icon: manifest.icon,
      isOn: state.modulesOn.has(manifest.id),
      isAlwaysOn: manifest.alwaysOn ?? false,
      hasSettings: manifest.settings !== undefined,
      needs: manifests.filter(({ id }) => manifest.dependsOn.includes(id)).map(({ name }) => name),
      neededBy: manifests
        .filter(({ dependsOn }) => dependsOn.includes(manifest.id))
        .map(({ name }) => name),
    })),
  };
});

const input = z.object({ on: z.string().optional(), off: z.string().optional() });

export const action = hostAction(
  { permission: 'admin', input },
  async ({ host, workspaceId, session, input: { on, off } }) => {
    await switchModule(host, workspaceId, on ?? off ?? '', on !== undefined, actOf(session));
    return redirect('/settings/modules');
  },
);

interface ModuleRow {
  id: string;
  name: string;
  description: string;
  icon: string;
  isOn: boolean;
  isAlwaysOn: boolean;
  hasSettings: boolean;
  needs: string[];
  neededBy: string[];
}

export default function Modules() {
  const t = useT();
  const { modules } = useLoaderData<typeof loader>();
  const refusal = useSwitchRefusal(useActionData<typeof action>(), modules);
  return (
    <SettingsPage>
      <Stack>
        <Prose>{t('shell.modules.text')}</Prose>
        <Columns min="wide">
          {modules.map((module) => (
            <Panel key={module.id}>
              <ModuleCard
                module={module}
                refusal={refusal?.moduleId === module.id ? refusal.text : null}
              />
            </Panel>
          ))}
        </Columns>
      </Stack>
    </SettingsPage>
  );
}

function ModuleCard({ module, refusal }: { module: ModuleRow; refusal: string | null }) {
  const t = useT();
  const { isOn, isAlwaysOn } = module;
  const names = (keys: string[]) => keys.map((key) => t(key)).join(', ');
  const state = isAlwaysOn ? 'alwaysOn' : isOn ? 'on' : 'off';
  return (
    <TitledItem
      icon={namedIcon(module.icon)}
      title={t(module.name)}
      text={t(module.description)}
      badge={<Badge tone={isOn ? 'success' : 'muted'}>{t(`shell.modules.${state}`)}</Badge>}
    >
      <Stack gap="tight">
        <div>
          {module.needs.length > 0 && (
            <Text look="faint">
              {t('shell.modules.needs', { modules: names(module.needs) })}
              <br />
            </Text>
          )}
          {module.neededBy.length > 0 && (
            <Text look="faint">
              {t('shell.modules.neededBy', { modules: names(module.neededBy) })}
            </Text>
          )}
        </div>
        {refusal && (
          <Callout tone="danger" isLive>
            {refusal}
          </Callout>
        )}
        <Inline>
          {!isAlwaysOn && <Switch module={module} />}
          {module.hasSettings && isOn && (
            <ButtonLink to={`/settings/module/${module.id}`} variant="ghost" size="small">
              {t('shell.settings.title')}
            </ButtonLink>
          )}
        </Inline>
      </Stack>
    </TitledItem>
  );
}

function Switch({ module: { id, name, isOn } }: { module: ModuleRow }) {
  const t = useT();
  const act = isOn ? 'off' : 'on';
  const isPending = useNavigation().formData?.get(act) === id;
  return (
    <Form method="post" preventScrollReset>
      <input type="hidden" name={act} value={id} />
      <SubmitButton
        variant="secondary"
        size="small"
        isPending={isPending}
        aria-label={t(isOn ? 'shell.modules.switchOffNamed' : 'shell.modules.switchOnNamed', {
          name: t(name),
        })}
      >
        {t(isOn ? 'shell.modules.switchOff' : 'shell.modules.switchOn')}
      </SubmitButton>
    </Form>
  );
}

/** Why a switch was refused, with the modules by their names. */
function useSwitchRefusal(answer: unknown, modules: readonly ModuleRow[]) {
  const t = useT();
  if (!isRefused(answer) || !answer.error) return null;
  const { code, params } = answer.error;
  const named = String(params.modules ?? '')
    .split(', ')
    .map((id) => t(modules.find((module) => module.id === id)?.name ?? id))
    .join(', ');
  return {
    moduleId: String(answer.values.on ?? answer.values.off),
    text: t(code, { ...params, modules: named }),
  };
}
