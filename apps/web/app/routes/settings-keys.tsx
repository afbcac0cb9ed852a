import { useLoaderData } from '@remix-run/react';
import { intents, zRequiredText } from '@socle/plugin-sdk/server';
import { Panel, Prose, Stack, TextLink, useAnswer, useT } from '@socle/plugin-sdk/web';
import { z } from 'zod';
import { CreateKeyForm } from '../shell/create-key-form';
import { FreshGate } from '../shell/fresh-gate';
import { hostAction, hostLoader } from '../shell/host-page.server';
import { chosenScopes, scopeChoices } from '../shell/key-scopes.server';
import { KeyTable } from '../shell/key-table';
import { NewKey } from '../shell/new-key';
import { titled } from '../shell/page-title';
import { isFresh, refuseImpersonation, requireFresh } from '../shell/re-authentication.server';
import { SettingsPage } from '../shell/settings-page';

const DAY_MS = 86_400_000;

export const handle = { live: [] };

export const meta = titled('shell.keys.title');

export const loader = hostLoader({}, async (args) => {
  refuseImpersonation(args);
  return {
    keys: await args.host.identity.apiKeys(args.workspaceId, args.session.userId),
    choices: scopeChoices(args),
    email: args.session.email,
    // Asked before anything is typed, so that nothing typed is lost.
    isFresh: isFresh(args),
  };
});

const input = z.object({
  name: zRequiredText(100),
  /** How long the key may live, in days. */
  life: z.enum(['30', '90', '365', 'never']),
  kind: z.enum(['key', 'app']).default('key'),
  scope: z.enum(['all', 'read', 'choose']),
  scopes: z.array(z.string()).default([]),
});

export const action = intents({
  create: hostAction({ input }, async (args) => {
    const { host, workspaceId, session } = args;
    await requireFresh(args);
    const { name, life, kind, scope, scopes } = args.input;
    const days = life === 'never' ? null : Number(life);
    const wanted = {
      userId: session.userId,
      workspaceId,
      name,
      scopes: chosenScopes(args, scope, scopes),
      expiresAt: days === null ? null : new Date(host.clock().getTime() + days * DAY_MS),
    };
    const key =
      kind === 'app'
        ? await host.identity.createAppPassword(wanted)
        : await host.identity.createApiKey(wanted);
    return { key, kind };
  }),
  revoke: hostAction({ input: z.object({ revoke: z.string() }) }, async (args) => {
    refuseImpersonation(args);
    const { host, workspaceId, session } = args;
    await host.identity.revokeApiKey(workspaceId, session.userId, args.input.revoke);
    return { key: null, kind: null };
  }),
});

export default function ApiKeys() {
  const t = useT();
  const { keys, choices, email, isFresh: canCreate } = useLoaderData<typeof loader>();
  const answer = useAnswer<typeof action>();
  const created = answer && 'key' in answer ? answer : null;
  return (
    <SettingsPage>
      <Stack gap="loose">
        <Prose>
          {t('shell.keys.text')} <TextLink to="/api/docs">{t('shell.keys.docs')}</TextLink>
        </Prose>
        {created?.key && (
          <NewKey secret={created.key} email={created.kind === 'app' ? email : null} />
        )}
        {keys.length > 0 && (
          <Panel title={t('shell.keys.yours')} isFlush>
            <KeyTable keys={keys} />
          </Panel>
        )}
        <Panel title={t('shell.keys.create')}>
          <FreshGate isFresh={canCreate}>
            <CreateKeyForm key={created?.key} choices={choices} answer={answer} />
          </FreshGate>
        </Panel>
      </Stack>
    </SettingsPage>
  );
}
