import { useLoaderData } from '@remix-run/react';
import { idParam, readTimeline } from '@socle/plugin-sdk/server';
import {
  ButtonLink,
  Callout,
  HistoryPanel,
  PageHeader,
  RecordHistoryLink,
  RecordLayout,
  Stack,
  titleMeta,
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

export const meta = titleMeta<typeof loader>(({ profile }) => profile.legalName);

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
          <HistoryPanel title={t('billing.profile.history')} page={history} />
        </Stack>
      </RecordLayout>
    </>
  );
}
