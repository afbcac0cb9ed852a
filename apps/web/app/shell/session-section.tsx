import { Form } from '@remix-run/react';
import {
  Badge,
  DataTable,
  FormActions,
  Inline,
  Panel,
  Stack,
  SubmitButton,
  Time,
  useT,
} from '@socle/plugin-sdk/web';

interface SessionRow {
  id: string;
  browser: string | null;
  system: string | null;
  address: string | null;
  createdAt: Date;
  seenAt: Date;
  isThis: boolean;
  isImpersonated: boolean;
}

/** Where the user is signed in, and how to end it. */
export function SessionSection({ sessions }: { sessions: readonly SessionRow[] }) {
  const t = useT();
  const nameOf = useDeviceName();
  return (
    <Panel title={t('shell.sessions.title')} isFlush>
      <Stack>
        <DataTable
          caption={t('shell.sessions.title')}
          rows={sessions}
          rowKey={(row) => row.id}
          columns={[
            {
              key: 'device',
              header: t('shell.sessions.device'),
              render: (row) => (
                <Inline>
                  {nameOf(row)}
                  {row.isThis && <Badge tone="success">{t('shell.sessions.this')}</Badge>}
                  {row.isImpersonated && (
                    <Badge tone="warning">{t('shell.sessions.impersonated')}</Badge>
                  )}
                </Inline>
              ),
            },
            {
              key: 'address',
              header: t('shell.sessions.address'),
              render: (row) => row.address,
            },
            {
              key: 'opened',
              header: t('shell.sessions.opened'),
              render: (row) => <Time at={row.createdAt} />,
            },
            {
              key: 'seen',
              header: t('shell.sessions.seen'),
              render: (row) => <Time at={row.seenAt} />,
            },
            {
              key: 'act',
              header: t('shell.keys.act'),
              align: 'end',
              render: (row) => !row.isThis && <EndSession id={row.id} name={nameOf(row)} />,
            },
          ]}
        />
        {sessions.length > 1 && (
          <div className="px-4 pb-4">
            <Form method="post" preventScrollReset>
              <input type="hidden" name="intent" value="endOthers" />
              <FormActions>
                <SubmitButton variant="danger">{t('shell.sessions.endOthers')}</SubmitButton>
              </FormActions>
            </Form>
          </div>
        )}
      </Stack>
    </Panel>
  );
}

function EndSession({ id, name }: { id: string; name: string }) {
  const t = useT();
  return (
    <Form method="post" preventScrollReset>
      <input type="hidden" name="intent" value="endSession" />
      <SubmitButton
        variant="secondary"
        size="small"
        name="session"
        value={id}
        aria-label={t('shell.sessions.endNamed', { name })}
      >
        {t('shell.sessions.end')}
      </SubmitButton>
    </Form>
  );
}

function useDeviceName() {
  const t = useT();
  return ({ browser, system }: SessionRow): string => {
    if (browser && system) return t('shell.sessions.browserOn', { browser, system });
    return browser ?? system ?? t('shell.sessions.unknown');
  };
}
