import { useLoaderData } from '@remix-run/react';
import {
  ButtonLink,
  Columns,
  EmptyState,
  namedIcon,
  PageBody,
  PageHeader,
  Panel,
  Stack,
  Text,
  TextLink,
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
  { path: 'imports/new', permission: 'core.contact.import', label: 'shell.home.import' },
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
      {recent.length > 0 ? (
        <ul className="pb-2">
          {recent.map(({ id, title, subtitle, to, updatedAt }) => (
            <li key={id} className="flex min-h-9 items-baseline gap-3 px-4 py-1.5">
              <div className="min-w-0 flex-1 wrap-anywhere">
                <TextLink to={to}>{title}</TextLink>
                {subtitle && <Text look="faint"> · {subtitle}</Text>}
              </div>
              <Text look="faint">
                <Time at={updatedAt} />
              </Text>
            </li>
          ))}
        </ul>
      ) : (
        <EmptyState
          isCompact
          icon={namedIcon('users')}
          title={t('shell.home.empty.title')}
          text={t('shell.home.empty.text')}
          actions={firstSteps.map(({ path, label }, index) => (
            <ButtonLink key={path} to={`/${path}`} variant={index === 0 ? 'primary' : 'secondary'}>
              {t(label)}
            </ButtonLink>
          ))}
        />
      )}
    </Panel>
  );
}
