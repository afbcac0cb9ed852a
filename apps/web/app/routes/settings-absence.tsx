import { redirect } from '@remix-run/node';
import { Form, useLoaderData, useSearchParams } from '@remix-run/react';
import {
  activeMembers,
  delegate,
  endDelegation,
  listDelegations,
  todayIn,
} from '@socle/plugin-sdk/kernel';
import { intents } from '@socle/plugin-sdk/server';
import {
  Badge,
  Callout,
  Columns,
  DataTable,
  DateField,
  FormActions,
  FormErrors,
  Panel,
  Prose,
  SelectField,
  Stack,
  SubmitButton,
  Time,
  useAnswer,
  useT,
} from '@socle/plugin-sdk/web';
import { z } from 'zod';
import { hostAction, hostLoader } from '../shell/host-page.server';
import { titled } from '../shell/page-title';
import { byOf } from '../shell/people.server';
import { SettingsPage } from '../shell/settings-page';
import { useRefusalOf } from '../shell/use-refusal-of';

export const handle = { live: [] };

export const meta = titled('shell.settings.page.absence');

export const loader = hostLoader(
  { isPersonal: true },
  async ({ host, workspaceId, session, isAdmin }) => ({
    me: session.userId,
    isAdmin,
    today: await todayIn(host, workspaceId),
    delegations: await listDelegations(host, workspaceId, isAdmin ? undefined : session.userId),
    members: (await activeMembers(host, workspaceId)).map(({ userId, name }) => ({ userId, name })),
  }),
);

export const action = intents({
  start: hostAction(
    {
      input: z.object({
        fromUser: z.string().default(''),
        toUser: z.string(),
        startsOn: z.string(),
        endsOn: z.string(),
      }),
    },
    async (args) => {
      const { input, host, session } = args;
      const fromUser = input.fromUser || session.userId;
      await delegate(host, byOf(args), { ...input, fromUser });
      return redirect('/settings/absence?saved');
    },
  ),
  end: hostAction({ input: z.object({ id: z.string() }) }, async (args) => {
    await endDelegation(args.host, byOf(args), args.input.id);
    return redirect('/settings/absence?ended');
  }),
});

/** Whose records are in whose hands, and until when. */
export default function Absence() {
  const t = useT();
  const { delegations } = useLoaderData<typeof loader>();
  const answer = useAnswer<typeof action>();
  const [search] = useSearchParams();
  return (
    <SettingsPage>
      <Stack gap="loose">
        {(search.has('saved') || search.has('ended')) && !answer && (
          <Callout tone="success" isLive>
            {t(search.has('ended') ? 'shell.absence.ended' : 'shell.absence.saved')}
          </Callout>
        )}
        <Prose>{t('shell.absence.text')}</Prose>
        {delegations.length > 0 && (
          <Panel isFlush>
            <Delegations />
          </Panel>
        )}
        <Panel title={t('shell.absence.add')}>
          <StartAbsence key={delegations.length} answer={answer} />
        </Panel>
      </Stack>
    </SettingsPage>
  );
}

// A calendar day has no zone: noon in UTC is the same day everywhere it is shown as a date.
const noon = (day: string): Date => new Date(`${day}T12:00:00Z`);

function Delegations() {
  const t = useT();
  const { delegations, me, isAdmin } = useLoaderData<typeof loader>();
  return (
    <DataTable
      caption={t('shell.absence.list')}
      rows={delegations}
      rowKey={(delegation) => delegation.id}
      columns={[
        { key: 'from', header: t('shell.absence.away'), render: ({ fromName }) => fromName },
        { key: 'to', header: t('shell.absence.to'), render: ({ toName }) => toName },
        {
          key: 'starts',
          header: t('shell.absence.startsOn'),
          render: ({ startsOn }) => <Time at={noon(startsOn)} mode="date" />,
        },
        {
          key: 'ends',
          header: t('shell.absence.endsOn'),
          render: ({ endsOn }) => <Time at={noon(endsOn)} mode="date" />,
        },
        {
          key: 'state',
          header: t('shell.members.state'),
          render: ({ isUnderWay }) => (
            <Badge tone={isUnderWay ? 'success' : 'muted'}>
              {t(isUnderWay ? 'shell.absence.underWay' : 'shell.absence.later')}
            </Badge>
          ),
        },
        {
          key: 'act',
          header: t('shell.members.act'),
          align: 'end',
          render: ({ id, fromUser, fromName }) =>
            (isAdmin || fromUser === me) && (
              <Form method="post" preventScrollReset>
                <input type="hidden" name="intent" value="end" />
                <SubmitButton
                  variant="secondary"
                  size="small"
                  name="id"
                  value={id}
                  aria-label={t('shell.absence.endNamed', { name: fromName })}
                >
                  {t('shell.absence.end')}
                </SubmitButton>
              </Form>
            ),
        },
      ]}
    />
  );
}

function StartAbsence({ answer }: { answer: unknown }) {
  const t = useT();
  const { members, me, isAdmin, today } = useLoaderData<typeof loader>();
  const { errors, formErrors, value } = useRefusalOf(answer, 'start');
  const options = members.map(({ userId, name }) => ({ value: userId, label: name }));
  return (
    <Form method="post" preventScrollReset>
      <input type="hidden" name="intent" value="start" />
      <Stack>
        <FormErrors errors={errors} formErrors={formErrors} />
        <Columns min="narrow">
          {isAdmin && (
            <SelectField
              name="fromUser"
              label={t('shell.absence.away')}
              options={options}
              defaultValue={value('fromUser') ?? me}
              error={errors?.fromUser}
            />
          )}
          <SelectField
            name="toUser"
            label={t('shell.absence.to')}
            emptyLabel={t('shell.absence.choose')}
            options={isAdmin ? options : options.filter((one) => one.value !== me)}
            defaultValue={value('toUser')}
            error={errors?.toUser}
            required
          />
          <DateField
            name="startsOn"
            label={t('shell.absence.startsOn')}
            defaultValue={value('startsOn') ?? today}
            error={errors?.startsOn}
            required
          />
          <DateField
            name="endsOn"
            label={t('shell.absence.endsOn')}
            min={today}
            defaultValue={value('endsOn')}
            error={errors?.endsOn}
            required
          />
        </Columns>
      </Stack>
      <FormActions>
        <SubmitButton>{t('shell.absence.submit')}</SubmitButton>
      </FormActions>
    </Form>
  );
}
