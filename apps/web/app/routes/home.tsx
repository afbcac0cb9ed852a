import { useLoaderData } from '@remix-run/react';
import {
  ButtonLink,
  Columns,
  DataTable,
  EmptyState,
  namedIcon,
  PageBody,
  PageHeader,
  Panel,
  Stack,
  Time,
  useT,
} from '@socle/plugin-sdk/web';
import type { FoundRecord } from '../shell/found-records.server';
import { findRecords } from '../shell/found-records.server';
import { hostLoader } from '../shell/host-page.server';
import { titled } from '../shell/page-title';
import { TitledItem } from '../shell/titled-item';

const CONTACT = 'core.contact';
const RECENT = 5;

/** What to do in a workspace without contacts; each is offered when its page is there. */
const FIRST_STEPS = [
  { path: 'contacts/import', permission: 'core.contact.import', label: 'shell.home.import' },
  { path: 'contacts/new', permission: 'core.contact.create', label: 'shell.home.newContact' },
];

export const handle = { live: [CONTACT] };

export const meta = titled('shell.nav.home');

export const loader = hostLoader(
  {},
  async ({ host, session, state, permissions, isAdmin, read }) => {
    const modules = host.registry.modules
      .map(({ manifest }) => manifest)
      .filter(({ id }) => state.modulesOn.has(id));
    const paths = new Set(modules.flatMap(({ routes }) => (routes ?? []).map(({ path }) => path)));
    const contact = host.registry.records.get(CONTACT);
    const canRead = contact !== undefined && permissions.has(contact.permissions.read);
    return {
      name: session.name,
      isAdmin,
      recent: canRead
        ? await read((ctx) => findRecords(ctx, contact, { sort: '-updatedAt', limit: RECENT }))
        : null,
      firstSteps: FIRST_STEPS.filter(
        ({ path, permission }) => paths.has(path) && permissions.has(permission),
      ),
      modules: modules.map(({ id, name, description, icon, navigation }) => {
        const page = navigation?.find((entry) => permissions.has(entry.permission));
        return { id, name, description, icon, to: page?.to ?? null };
      }),
    };
  },
);

export default function Home() {
  const t = useT();
  const { name, isAdmin, recent, firstSteps, modules } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeader title={t('shell.home.greeting', { name })} />
      <PageBody>
        <Columns min="wide">
          {recent && <RecentContacts recent={recent} firstSteps={firstSteps} />}
          <Panel
            title={t('shell.home.modules')}
            actions={
              isAdmin && (
                <ButtonLink to="/settings/modules" variant="ghost" size="small">
                  {t('shell.home.chooseModules')}
                </ButtonLink>
              )
            }
          >
            <Stack>
              {modules.map((module) => (
                <TitledItem
                  key={module.id}
                  icon={namedIcon(module.icon)}
                  title={t(module.name)}
                  text={t(module.description)}
                  to={module.to}
                />
              ))}
            </Stack>
          </Panel>
        </Columns>
      </PageBody>
    </>
  );
}

interface RecentContactsProps {
  recent: readonly FoundRecord[];
  firstSteps: readonly { path: string; label: string }[];
}

function RecentContacts({ recent, firstSteps }: RecentContactsProps) {
  const t = useT();
  return (
    <Panel
      title={t('shell.home.recent')}
      isFlush
      actions={
        recent.length > 0 && (
          <ButtonLink to="/contacts" variant="ghost" size="small">
            {t('shell.home.allContacts')}
          </ButtonLink>
        )
      }
    >
      <DataTable
        caption={t('shell.home.recent')}
        rows={recent}
        rowKey={(contact) => contact.id}
        rowHref={(contact) => contact.to}
        columns={[
          { key: 'name', header: t('shell.home.name'), render: ({ title }) => title },
          {
            key: 'detail',
            header: t('shell.home.detail'),
            render: ({ subtitle }) => subtitle ?? null,
          },
          {
            key: 'changed',
            header: t('shell.home.changed'),
            align: 'end',
            render: ({ updatedAt }) => <Time at={updatedAt} />,
          },
        ]}
        empty={
          <EmptyState
            isCompact
            icon={namedIcon('users')}
            title={t('shell.home.empty.title')}
            text={t('shell.home.empty.text')}
            actions={firstSteps.map(({ path, label }, index) => (
              <ButtonLink
                key={path}
                to={`/${path}`}
                variant={index === 0 ? 'primary' : 'secondary'}
              >
                {t(label)}
              </ButtonLink>
            ))}
          />
        }
      />
    </Panel>
  );
}
