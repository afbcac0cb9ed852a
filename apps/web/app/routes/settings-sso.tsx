import { useLoaderData } from '@remix-run/react';
import { ssoProviders } from '@socle/plugin-sdk/kernel';
import {
  Badge,
  ButtonLink,
  DataTable,
  EmptyState,
  Panel,
  Prose,
  Stack,
  TextLink,
  useT,
} from '@socle/plugin-sdk/web';
import { LogIn, Plus } from 'lucide-react';
import { hostLoader } from '../shell/host-page.server';
import { titled } from '../shell/page-title';
import { SettingsPage } from '../shell/settings-page';
import { joiningRoles } from '../shell/sso-form.server';

const NEW = '/settings/sso/new';

export const handle = { live: [] };

export const meta = titled('shell.settings.page.sso');

export const loader = hostLoader({ permission: 'admin' }, async (args) => {
  const { host, workspaceId, session } = args;
  const roles = await joiningRoles(host, workspaceId, session.role === 'owner');
  const providers = await ssoProviders(host, workspaceId);
  return {
    providers: providers.map(({ id, name, issuer, domains, role, roleId, isRequired }) => ({
      id,
      name,
      issuer,
      domains,
      isRequired,
      joinAs: roleId ? (roles.find(({ id: known }) => known === roleId)?.name ?? null) : role,
      isOwnRole: roleId !== null,
    })),
  };
});

export default function SingleSignOn() {
  const t = useT();
  const { providers } = useLoaderData<typeof loader>();
  const add = (
    <ButtonLink to={NEW} variant="primary" icon={Plus}>
      {t('shell.sso.add')}
    </ButtonLink>
  );
  return (
    <SettingsPage actions={providers.length > 0 && add}>
      <Stack gap="loose">
        <Prose>{t('shell.sso.text')}</Prose>
        {providers.length === 0 ? (
          <EmptyState
            icon={LogIn}
            title={t('shell.sso.empty')}
            text={t('shell.sso.emptyText')}
            actions={add}
          />
        ) : (
          <Panel isFlush>
            <ProviderTable providers={providers} />
          </Panel>
        )}
      </Stack>
    </SettingsPage>
  );
}

interface ProviderRow {
  id: string;
  name: string;
  issuer: string;
  domains: string[];
  isRequired: boolean;
  joinAs: string | null;
  isOwnRole: boolean;
}

function ProviderTable({ providers }: { providers: readonly ProviderRow[] }) {
  const t = useT();
  return (
    <DataTable
      caption={t('shell.settings.page.sso')}
      rows={providers}
      rowKey={(provider) => provider.id}
      columns={[
        {
          key: 'name',
          header: t('shell.sso.name'),
          render: ({ id, name }) => <TextLink to={`/settings/sso/${id}`}>{name}</TextLink>,
        },
        { key: 'issuer', header: t('shell.sso.issuer'), render: ({ issuer }) => issuer },
        {
          key: 'domains',
          header: t('shell.sso.domains'),
          render: ({ domains }) => domains.join(', '),
        },
        {
          key: 'join',
          header: t('shell.sso.joinAs'),
          render: (provider) => <Joining provider={provider} />,
        },
        {
          key: 'state',
          header: t('shell.sso.state'),
          render: ({ isRequired }) => isRequired && <Badge>{t('shell.sso.required')}</Badge>,
        },
      ]}
    />
  );
}

function Joining({ provider: { joinAs, isOwnRole } }: { provider: ProviderRow }) {
  const t = useT();
  if (isOwnRole) return joinAs ?? <Badge tone="warning">{t('shell.sso.roleGone')}</Badge>;
  return t(joinAs ? `shell.sso.role.${joinAs}` : 'shell.sso.membersOnly');
}
