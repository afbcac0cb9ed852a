import { Form } from '@remix-run/react';
import { Badge, DataTable, SubmitButton, Time, useLocale, useT } from '@socle/plugin-sdk/web';

/** A key in its owner's list; what it looks like is kept nowhere. */
export interface KeyRow {
  id: string;
  kind: 'key' | 'app';
  name: string;
  scopes: string[] | null;
  createdAt: Date;
  expiresAt: Date | null;
  lastUsedAt: Date | null;
}

/** The user's keys, what each may do and when it was last used. */
export function KeyTable({ keys }: { keys: readonly KeyRow[] }) {
  const t = useT();
  return (
    <DataTable
      caption={t('shell.keys.yours')}
      rows={keys}
      rowKey={(key) => key.id}
      columns={[
        { key: 'name', header: t('shell.keys.name'), render: (key) => key.name },
        {
          key: 'kind',
          header: t('shell.keys.kind'),
          render: (key) => t(`shell.keys.kind.${key.kind}`),
        },
        {
          key: 'rights',
          header: t('shell.keys.rights'),
          render: ({ scopes }) =>
            scopes
              ? t('shell.keys.rights.some', { count: scopes.length })
              : t('shell.keys.rights.all'),
        },
        {
          key: 'created',
          header: t('shell.keys.createdAt'),
          render: (key) => <Time at={key.createdAt} mode="date" />,
        },
        {
          key: 'used',
          header: t('shell.keys.lastUsedAt'),
          render: (key) => (key.lastUsedAt ? <Time at={key.lastUsedAt} /> : null),
        },
        {
          key: 'expires',
          header: t('shell.keys.expiresAt'),
          render: (key) => <KeyEnd expiresAt={key.expiresAt} />,
        },
        {
          key: 'act',
          header: t('shell.keys.act'),
          align: 'end',
          render: (key) => <RevokeKey apiKey={key} />,
        },
      ]}
    />
  );
}

function KeyEnd({ expiresAt }: { expiresAt: Date | null }) {
  const t = useT();
  const { now } = useLocale();
  if (!expiresAt) return t('shell.keys.life.never');
  if (expiresAt.getTime() <= now) return <Badge tone="warning">{t('shell.keys.expired')}</Badge>;
  return <Time at={expiresAt} mode="date" />;
}

function RevokeKey({ apiKey: { id, name } }: { apiKey: KeyRow }) {
  const t = useT();
  return (
    <Form method="post" preventScrollReset>
      <input type="hidden" name="intent" value="revoke" />
      <SubmitButton
        variant="secondary"
        size="small"
        name="revoke"
        value={id}
        aria-label={t('shell.keys.revokeNamed', { name })}
      >
        {t('shell.keys.revoke')}
      </SubmitButton>
    </Form>
  );
}
