import type { BuiltInRole } from '@socle/plugin-sdk';
import { Avatar, Badge, DataTable, Inline, Tag, Time, useT } from '@socle/plugin-sdk/web';
import type { ReactNode } from 'react';

interface MemberRow {
  userId: string;
  name: string;
  email: string;
  role: BuiltInRole;
  roleName: string | null;
  deactivatedAt: Date | null;
  seenAt: Date | null;
  teams: { id: string; name: string; isManager: boolean }[];
}

/** Who works here, with what right. */
export function MemberTable(props: { members: readonly MemberRow[]; empty: ReactNode }) {
  const t = useT();
  return (
    <DataTable
      caption={t('shell.settings.page.members')}
      rows={props.members}
      rowKey={(member) => member.userId}
      rowHref={(member) => `/settings/members/${member.userId}`}
      empty={props.empty}
      columns={[
        {
          key: 'name',
          header: t('shell.members.name'),
          render: (member) => (
            <>
              <Avatar name={member.name} />
              <span>{member.name}</span>
              {member.deactivatedAt && <Badge>{t('shell.members.state.deactivated')}</Badge>}
            </>
          ),
        },
        { key: 'email', header: t('shell.members.email'), render: (member) => member.email },
        {
          key: 'role',
          header: t('shell.members.role'),
          render: (member) => member.roleName ?? t(`shell.role.${member.role}`),
        },
        {
          key: 'teams',
          header: t('shell.members.teams'),
          render: (member) =>
            member.teams.length > 0 ? (
              <Inline>
                {member.teams.map((team) => (
                  <Tag key={team.id}>
                    {team.isManager ? t('shell.members.manages', { team: team.name }) : team.name}
                  </Tag>
                ))}
              </Inline>
            ) : null,
        },
        {
          key: 'seen',
          header: t('shell.members.seen'),
          render: (member) => (member.seenAt ? <Time at={member.seenAt} /> : null),
        },
      ]}
    />
  );
}
