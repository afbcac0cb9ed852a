import { Form } from '@remix-run/react';
import type { BuiltInRole } from '@socle/plugin-sdk';
import { Badge, DataTable, SubmitButton, Time, useLocale, useT } from '@socle/plugin-sdk/web';

interface InvitationRow {
  id: string;
  email: string;
  role: BuiltInRole;
  roleName: string | null;
  teamName: string | null;
  invitedBy: string | null;
  createdAt: Date;
  expiresAt: Date;
}

/** Invitations that wait for an answer. */
export function InvitationTable({ invitations }: { invitations: readonly InvitationRow[] }) {
  const t = useT();
  const { now } = useLocale();
  return (
    <DataTable
      caption={t('shell.invitations.caption')}
      rows={invitations}
      rowKey={(invitation) => invitation.id}
      columns={[
        { key: 'email', header: t('shell.members.email'), render: ({ email }) => email },
        {
          key: 'role',
          header: t('shell.members.role'),
          render: ({ role, roleName, teamName }) =>
            [roleName ?? t(`shell.role.${role}`), teamName].filter(Boolean).join(' · '),
        },
        { key: 'by', header: t('shell.invitations.by'), render: ({ invitedBy }) => invitedBy },
        {
          key: 'ends',
          header: t('shell.invitations.ends'),
          render: ({ expiresAt }) =>
            expiresAt.getTime() <= now ? (
              <Badge tone="warning">{t('shell.invitations.over')}</Badge>
            ) : (
              <Time at={expiresAt} mode="date" />
            ),
        },
        {
          key: 'act',
          header: t('shell.members.act'),
          align: 'end',
          render: (invitation) => <InvitationActs {...invitation} />,
        },
      ]}
    />
  );
}

function InvitationActs({ id, email }: InvitationRow) {
  const t = useT();
  return (
    <div className="flex gap-1 sm:justify-end">
      {(['resend', 'revoke'] as const).map((act) => (
        <Form key={act} method="post" preventScrollReset>
          <input type="hidden" name="intent" value={act} />
          <SubmitButton
            variant="secondary"
            size="small"
            name="id"
            value={id}
            aria-label={t(`shell.invitations.${act}Named`, { email })}
          >
            {t(`shell.invitations.${act}`)}
          </SubmitButton>
        </Form>
      ))}
    </div>
  );
}
