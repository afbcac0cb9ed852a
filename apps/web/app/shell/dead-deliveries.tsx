import { Form } from '@remix-run/react';
import type { DeadDelivery } from '@socle/plugin-sdk/kernel';
import { Button, DataTable, Panel, Stack, Text, Time, useT } from '@socle/plugin-sdk/web';

type Row = DeadDelivery & { module: string | null };

/** Events that were given up for a module, with the way to send them again. */
export function DeadDeliveries({ deliveries }: { deliveries: readonly Row[] }) {
  const t = useT();
  return (
    <Panel
      isFlush
      title={t('shell.jobs.dead.title')}
      actions={
        <Form method="post" preventScrollReset>
          <input type="hidden" name="intent" value="send" />
          <Button type="submit" size="small">
            {t('shell.jobs.dead.retryAll')}
          </Button>
        </Form>
      }
    >
      <Stack gap="tight">
        <div className="px-4">
          <Text look="soft">{t('shell.jobs.dead.text')}</Text>
        </div>
        <DataTable
          caption={t('shell.jobs.dead.title')}
          rows={deliveries}
          rowKey={(row) => `${row.eventId} ${row.subscriber}`}
          columns={[
            { key: 'event', header: t('shell.jobs.dead.event'), render: (row) => row.event },
            {
              key: 'to',
              header: t('shell.jobs.dead.to'),
              render: (row) => (row.module ? t(row.module) : row.subscriber),
            },
            {
              key: 'at',
              header: t('shell.jobs.dead.at'),
              render: (row) => <Time at={row.occurredAt} />,
            },
            {
              key: 'error',
              header: t('shell.jobs.dead.error'),
              render: (row) => <span className="whitespace-normal">{row.lastError}</span>,
            },
            {
              key: 'act',
              header: t('shell.jobs.act'),
              align: 'end',
              render: (row) => <SendAgain row={row} />,
            },
          ]}
        />
      </Stack>
    </Panel>
  );
}

function SendAgain({ row }: { row: Row }) {
  const t = useT();
  return (
    <Form method="post" preventScrollReset>
      <input type="hidden" name="intent" value="send" />
      <input type="hidden" name="event" value={row.eventId} />
      <input type="hidden" name="subscriber" value={row.subscriber} />
      <Button
        type="submit"
        size="small"
        aria-label={t('shell.jobs.dead.retryNamed', { name: row.event })}
      >
        {t('shell.jobs.dead.retry')}
      </Button>
    </Form>
  );
}
