import { Form } from '@remix-run/react';
import { Callout, NoticeBar, SubmitButton, Time, useT } from '@socle/plugin-sdk/web';

/** What the shell says of acting in somebody's name: that it is under way, or that somebody asks. */
export interface ImpersonationState {
  /** Set while this session is another one's: in whose name it acts, and until when. */
  actingAs: { name: string; endsAt: Date | null } | null;
  /** What is asked of this user, and what they have granted. */
  requests: readonly {
    id: string;
    requestedByName: string;
    reason: string;
    state: 'asked' | 'granted';
    endsAt: Date;
  }[];
}

/** Always in view while it concerns the user; every button works before JavaScript. */
export function ImpersonationNotice({ actingAs, requests }: ImpersonationState) {
  if (actingAs) return <ActingAs {...actingAs} />;
  if (requests.length === 0) return null;
  return (
    <div className="grid gap-2 px-4 pt-3 lg:px-6" data-print="hidden">
      {requests.map((request) => (
        <Request key={request.id} {...request} />
      ))}
    </div>
  );
}

function ActingAs({ name, endsAt }: NonNullable<ImpersonationState['actingAs']>) {
  const t = useT();
  return (
    <NoticeBar
      tone="warning"
      actions={
        <Form method="post" action="/impersonation" reloadDocument>
          <input type="hidden" name="intent" value="stop" />
          <SubmitButton variant="secondary" size="small">
            {t('shell.impersonation.stop')}
          </SubmitButton>
        </Form>
      }
    >
      <strong>{t('shell.impersonation.actingAs', { name })}.</strong>{' '}
      {t('shell.impersonation.actingText')}{' '}
      {endsAt && (
        <>
          {t('shell.impersonation.until')} <Time at={endsAt} mode="exact" />
        </>
      )}
    </NoticeBar>
  );
}

const ANSWERS = ['hour', 'hours', 'refuse'] as const;

function Request({
  id,
  requestedByName: name,
  reason,
  state,
  endsAt,
}: ImpersonationState['requests'][number]) {
  const t = useT();
  if (state === 'granted')
    return (
      <Callout
        tone="info"
        title={t('shell.impersonation.granted', { name })}
        actions={
          <Form method="post" action="/impersonation">
            <input type="hidden" name="intent" value="end" />
            <SubmitButton variant="secondary" size="small" name="id" value={id}>
              {t('shell.impersonation.takeBack')}
            </SubmitButton>
          </Form>
        }
      >
        {t('shell.impersonation.until')} <Time at={endsAt} mode="exact" />
      </Callout>
    );
  return (
    <Callout
      tone="info"
      title={t('shell.impersonation.asks', { name })}
      actions={
        <Form method="post" action="/impersonation" className="flex flex-wrap gap-2">
          <input type="hidden" name="intent" value="answer" />
          <input type="hidden" name="id" value={id} />
          {ANSWERS.map((answer) => (
            <SubmitButton
              key={answer}
              variant="secondary"
              size="small"
              name="answer"
              value={answer}
            >
              {t(`shell.impersonation.answer.${answer}`)}
            </SubmitButton>
          ))}
        </Form>
      }
    >
      {t('shell.impersonation.asksText', { reason })}
    </Callout>
  );
}
