import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { intents, zRequiredText } from '@socle/plugin-sdk/server';
import {
  Badge,
  Button,
  Callout,
  Columns,
  DataTable,
  FormActions,
  FormErrors,
  Panel,
  Prose,
  SelectField,
  Stack,
  SubmitButton,
  TextField,
  TextLink,
  Time,
  useLocale,
  useRefusal,
  useT,
} from '@socle/plugin-sdk/web';
import { Copy } from 'lucide-react';
import { useState } from 'react';
import { z } from 'zod';
import { hostAction, hostLoader } from '../shell/host-page.server';
import { titled } from '../shell/page-title';
import { SettingsPage } from '../shell/settings-page';

const DAY_MS = 86_400_000;

/** How long a key may live, in days. */
const LIVES = ['30', '90', '365', 'never'] as const;
const SCOPES = ['all', 'read'] as const;

export const handle = { live: [] };

export const meta = titled('shell.keys.title');

export const loader = hostLoader({}, async ({ host, workspaceId, session }) => ({
  keys: await host.identity.apiKeys(workspaceId, session.userId),
}));

export const action = intents({
  create: hostAction(
    {
      input: z.object({
        name: zRequiredText(100),
        life: z.enum(LIVES),
        scope: z.enum(SCOPES),
      }),
    },
    async ({ host, workspaceId, session, permissions, input: { name, life, scope } }) => {
      const reading = [...host.registry.records.values()].map((record) => record.permissions.read);
      const days = life === 'never' ? null : Number(life);
      const key = await host.identity.createApiKey({
        userId: session.userId,
        workspaceId,
        name,
        scopes: scope === 'all' ? null : [...new Set(reading)].filter((id) => permissions.has(id)),
        expiresAt: days === null ? null : new Date(host.clock().getTime() + days * DAY_MS),
      });
      return { key };
    },
  ),
  revoke: hostAction(
    { input: z.object({ revoke: z.string() }) },
    async ({ host, workspaceId, session, input }) => {
      await host.identity.revokeApiKey(workspaceId, session.userId, input.revoke);
      return { key: null };
    },
  ),
});

export default function ApiKeys() {
  const t = useT();
  const { keys } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const created = answer && 'key' in answer ? answer.key : null;
  return (
    <SettingsPage>
      <Stack gap="loose">
        <Prose>
          {t('shell.keys.text')} <TextLink to="/api/docs">{t('shell.keys.docs')}</TextLink>
        </Prose>
        {created && <NewKey secret={created} />}
        {keys.length > 0 && (
          <Panel title={t('shell.keys.yours')} isFlush>
            <KeyTable keys={keys} />
          </Panel>
        )}
        <Panel title={t('shell.keys.create')}>
          <CreateKey key={created} answer={answer} />
        </Panel>
      </Stack>
    </SettingsPage>
  );
}

interface KeyRow {
  id: string;
  name: string;
  createdAt: Date;
  expiresAt: Date | null;
  lastUsedAt: Date | null;
}

function KeyTable({ keys }: { keys: readonly KeyRow[] }) {
  const t = useT();
  return (
    <DataTable
      caption={t('shell.keys.title')}
      rows={keys}
      rowKey={(key) => key.id}
      columns={[
        { key: 'name', header: t('shell.keys.name'), render: (key) => key.name },
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

/** The only time the key can be read. */
function NewKey({ secret }: { secret: string }) {
  const t = useT();
  const [isCopied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard?.writeText(secret);
    setCopied(navigator.clipboard !== undefined);
  };
  return (
    <Callout tone="success" isLive title={t('shell.keys.created')}>
      <Stack gap="tight">
        {t('shell.keys.onlyOnce')}
        <TextField
          name="key"
          label={t('shell.keys.newKey')}
          value={secret}
          readOnly
          spellCheck={false}
          onFocus={(event) => event.currentTarget.select()}
        />
        <div className="needs-script">
          <Button size="small" icon={Copy} onClick={copy}>
            {t(isCopied ? 'shell.keys.copied' : 'shell.keys.copy')}
          </Button>
        </div>
      </Stack>
    </Callout>
  );
}

function CreateKey({ answer }: { answer: unknown }) {
  const t = useT();
  const { errors, formErrors, value } = useRefusal(answer);
  return (
    <Form method="post" preventScrollReset>
      <input type="hidden" name="intent" value="create" />
      <Stack>
        <FormErrors errors={errors} formErrors={formErrors} />
        <Columns min="narrow">
          <TextField
            name="name"
            label={t('shell.keys.name')}
            hint={t('shell.keys.nameHint')}
            maxLength={100}
            autoComplete="off"
            defaultValue={value('name')}
            error={errors?.name}
            required
          />
          <SelectField
            name="scope"
            label={t('shell.keys.scope')}
            options={SCOPES.map((scope) => ({
              value: scope,
              label: t(`shell.keys.scope.${scope}`),
            }))}
            defaultValue={value('scope')}
          />
          <SelectField
            name="life"
            label={t('shell.keys.life')}
            options={LIVES.map((life) => ({ value: life, label: t(`shell.keys.life.${life}`) }))}
            defaultValue={value('life') ?? '90'}
          />
        </Columns>
      </Stack>
      <FormActions>
        <SubmitButton>{t('shell.keys.submit')}</SubmitButton>
      </FormActions>
    </Form>
  );
}
