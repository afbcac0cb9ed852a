import { useLoaderData } from '@remix-run/react';
import { idParam, readTimeline } from '@socle/plugin-sdk/server';
import {
  ButtonLink,
  Callout,
  namedIcon,
  PageHeader,
  Panel,
  RecordHistoryLink,
  RecordLayout,
  Stack,
  Timeline,
  useT,
} from '@socle/plugin-sdk/web';
import { Pencil } from 'lucide-react';
import { pageLoader } from '../../../routes.server';
import { PROFILE } from '../../contract';
import { profilePage } from '../../server/queries/profile-pages';
import { IdentityPanel, TermsPanel } from '../components/profile-facts';
import { ReadinessBadge, useMentions } from '../components/readiness';

export const handle = { live: [PROFILE] };

export const loader = pageLoader('billing.profile.read', async ({ ctx, params, url }) => {
  const id = idParam(params);
  return {
    profile: await profilePage(ctx, id),
    history: await readTimeline(
      ctx,
      { type: PROFILE, id },
      { cursor: url.searchParams.get('before') },
    ),
  };
});

export const meta = ({ data }: { data?: { profile: { legalName: string } } }) => [
  { title: `${data?.profile.legalName ?? ''} – Socle` },
];

/** How a contact is billed, and whether it can be. */
export default function ProfileRecord() {
  const t = useT();
  const mentions = useMentions();
  const { profile, history } = useLoaderData<typeof loader>();
  const isReady = profile.missing.length === 0;
  return (
    <>
      <PageHeader
        title={profile.legalName}
        badge={<ReadinessBadge missing={profile.missing} />}
        breadcrumb={[{ to: '/billing/profiles', label: t('billing.profile.list') }]}
        actions={
          <>
            <RecordHistoryLink type={PROFILE} id={profile.id} />
            {profile.canUpdate && (
              <ButtonLink to="edit" variant="primary" icon={Pencil}>
                {t(isReady ? 'billing.profile.edit' : 'billing.profile.complete')}
              </ButtonLink>
            )}
          </>
        }
      />
      <RecordLayout
        facts={<IdentityPanel profile={profile} />}
        related={<TermsPanel profile={profile} />}
      >
        <Stack>
          <Callout tone={isReady ? 'success' : 'warning'}>
            {isReady
              ? t('billing.profile.readyNotice')
              : t('billing.profile.incompleteNotice', { mentions: mentions(profile.missing) })}
          </Callout>
          <Panel title={t('billing.profile.history')}>
            <Stack>
              <Timeline
                label={t('billing.profile.history')}
                entries={history.entries.map((entry) => ({
                  key: entry.id,
                  icon: namedIcon(entry.icon),
                  actor: entry.userName ?? undefined,
                  title: entry.text,
                  at: entry.occurredAt,
                }))}
              />
              {history.nextCursor && (
                <div>
                  <ButtonLink
                    to={`?before=${history.nextCursor}`}
                    variant="ghost"
                    size="small"
                    preventScrollReset
                  >
                    {t('billing.profile.older')}
                  </ButtonLink>
                </div>
              )}
            </Stack>
          </Panel>
        </Stack>
      </RecordLayout>
    </>
  );
}
