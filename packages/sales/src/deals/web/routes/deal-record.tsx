import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { assignableMembers, idParam, intents, readTimeline } from '@socle/plugin-sdk/server';
import {
  Badge,
  Callout,
  DescriptionList,
  FieldsOf,
  HistoryPanel,
  Inline,
  MemberField,
  Money,
  PageHeader,
  Panel,
  RecordHistoryLink,
  RecordLayout,
  SelectField,
  Stack,
  SubmitButton,
  TextField,
  TextLink,
  Time,
  titleMeta,
  useRefusal,
  useT,
} from '@socle/plugin-sdk/web';
import { z } from 'zod';
import { formAction, pageLoader } from '../../../routes.server';
import { DEAL, DEAL_STAGES } from '../../contract';
import { dealPatch, lossInput } from '../../domain/deal';
import { dealPage } from '../../server/queries/deal-pages';
import { loseDeal, moveDeal, reopenDeal, winDeal } from '../../server/use-cases/move-deal';
import { updateDeal } from '../../server/use-cases/update-deal';
import { statusTone } from '../components/deal-status';

export const loader = pageLoader('sales.deal.read', async ({ ctx, params, url }) => {
  const id = idParam(params);
  const deal = await dealPage(ctx, id);
  return {
    deal,
    history: await readTimeline(
      ctx,
      { type: DEAL, id },
      { cursor: url.searchParams.get('before') },
    ),
    members: deal.canUpdate ? await assignableMembers(ctx) : [],
  };
});

const update = { permission: 'sales.deal.update' } as const;
const nothing = z.object({});
const done = { ok: true as const };

export const action = intents({
  move: formAction(
    { ...update, input: z.object({ stage: z.enum(DEAL_STAGES) }) },
    async ({ ctx, params, input }) => {
      await moveDeal(ctx, idParam(params), input.stage);
      return done;
    },
  ),
  owner: formAction(
    { ...update, input: dealPatch.pick({ ownerId: true }).strip(), record: DEAL },
    async ({ ctx, params, input }) => {
      await updateDeal(ctx, idParam(params), input, null);
      return done;
    },
  ),
  win: formAction({ ...update, input: nothing }, async ({ ctx, params }) => {
    await winDeal(ctx, idParam(params));
    return done;
  }),
  lose: formAction({ ...update, input: lossInput }, async ({ ctx, params, input }) => {
    await loseDeal(ctx, idParam(params), input.reason);
    return done;
  }),
  reopen: formAction({ ...update, input: nothing }, async ({ ctx, params }) => {
    await reopenDeal(ctx, idParam(params));
    return done;
  }),
});

export const meta = titleMeta<typeof loader>(({ deal }) => deal.name);

/** A deal: what it is worth, where it stands, and what to do next. */
export default function DealRecord() {
  const t = useT();
  const { deal, history, members } = useLoaderData<typeof loader>();
  const { canUpdate } = deal;
  const refusal = useRefusal(useActionData());
  return (
    <>
      <PageHeader
        title={deal.name}
        badge={<Badge tone={statusTone(deal.status)}>{t(`sales.status.${deal.status}`)}</Badge>}
        breadcrumb={[{ to: '/deals', label: t('sales.deal.many') }]}
        actions={
          <>
            <RecordHistoryLink type={DEAL} id={deal.id} />
            {canUpdate && (
              <Form method="post">
                <SubmitButton
                  name="intent"
                  value={deal.status === 'open' ? 'win' : 'reopen'}
                  variant={deal.status === 'open' ? 'primary' : 'secondary'}
                >
                  {t(deal.status === 'open' ? 'sales.deal.win' : 'sales.deal.reopen')}
                </SubmitButton>
              </Form>
            )}
          </>
        }
      />
      <RecordLayout
        facts={
          <Panel title={t('sales.deal.facts')}>
            <DescriptionList
              recordType={DEAL}
              facts={[
                {
                  key: 'contact',
                  field: 'contactId',
                  label: t('sales.deal.contact'),
                  value: <TextLink to={`/contacts/${deal.contactId}`}>{deal.contactName}</TextLink>,
                },
                {
                  key: 'amount',
                  label: t('sales.deal.amount'),
                  value: <Money amount={deal.amount} currency={deal.currency} />,
                },
                {
                  key: 'stage',
                  label: t('sales.deal.stage'),
                  value: t(`sales.stage.${deal.stage}`),
                },
                {
                  key: 'owner',
                  field: 'ownerId',
                  label: t('sales.deal.owner'),
                  value: deal.ownerName ?? t('sales.deal.nobody'),
                },
                ...(deal.expectedCloseOn
                  ? [
                      {
                        key: 'close',
                        field: 'expectedCloseOn',
                        label: t('sales.deal.expectedCloseOn'),
                        value: <Time at={`${deal.expectedCloseOn}T12:00:00Z`} mode="date" />,
                      },
                    ]
                  : []),
                ...(deal.lossReason
                  ? [
                      {
                        key: 'loss',
                        field: 'lossReason',
                        label: t('sales.deal.lossReason'),
                        value: deal.lossReason,
                      },
                    ]
                  : []),
              ]}
            />
          </Panel>
        }
      >
        <Stack>
          {refusal.formErrors.map((message) => (
            <Callout key={message} tone="danger">
              {message}
            </Callout>
          ))}
          {canUpdate && deal.status === 'open' && (
            <Panel title={t('sales.deal.next')}>
              <Stack>
                <Form method="post">
                  <input type="hidden" name="intent" value="move" />
                  <Inline>
                    <SelectField
                      name="stage"
                      label={t('sales.deal.stage')}
                      isLabelHidden
                      defaultValue={deal.stage}
                      options={DEAL_STAGES.map((value) => ({
                        value,
                        label: t(`sales.stage.${value}`),
                      }))}
                    />
                    <SubmitButton variant="secondary">{t('sales.deal.move')}</SubmitButton>
                  </Inline>
                </Form>
                <FieldsOf type={DEAL}>
                  <Form method="post">
                    <input type="hidden" name="intent" value="owner" />
                    <Inline>
                      <MemberField
                        key={deal.ownerId}
                        name="ownerId"
                        label={t('sales.deal.owner')}
                        isLabelHidden
                        emptyLabel={t('sales.deal.nobody')}
                        defaultValue={deal.ownerId ?? ''}
                        members={members}
                      />
                      <SubmitButton variant="secondary">{t('sales.deal.assign')}</SubmitButton>
                    </Inline>
                  </Form>
                </FieldsOf>
                <Form method="post">
                  <input type="hidden" name="intent" value="lose" />
                  <Inline>
                    <TextField
                      name="reason"
                      label={t('sales.deal.lossReason')}
                      isLabelHidden
                      placeholder={t('sales.deal.lossReason')}
                      autoComplete="off"
                    />
                    <SubmitButton variant="secondary">{t('sales.deal.lose')}</SubmitButton>
                  </Inline>
                </Form>
              </Stack>
            </Panel>
          )}
          <HistoryPanel title={t('sales.deal.history')} page={history} />
        </Stack>
      </RecordLayout>
    </>
  );
}
