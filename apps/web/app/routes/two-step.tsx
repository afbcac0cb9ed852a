import { Form, useLoaderData } from '@remix-run/react';
import { type QrPath, qrPath } from '@socle/plugin-sdk/kernel';
import { zRequiredText } from '@socle/plugin-sdk/server';
import {
  AuthLayout,
  ButtonLink,
  Callout,
  FormActions,
  FormErrors,
  Prose,
  Stack,
  SubmitButton,
  TextLink,
  useAnswer,
  useRefusal,
  useT,
} from '@socle/plugin-sdk/web';
import { z } from 'zod';
import { type AccountArgs, accountAction, accountLoader } from '../shell/account-page.server';
import { Brand } from '../shell/brand';
import { CodeField } from '../shell/code-field';
import { titled } from '../shell/page-title';

import { requireFresh } from '../shell/re-authentication.server';
import { RecoveryCodes } from '../shell/recovery-codes';

export const meta = titled('shell.twoStep.title');

// Somebody the workspace sends here has just signed in, or proves it now.
async function enrolmentOf(args: AccountArgs) {
  const { host, session } = args;
  await requireFresh(args);
  const { secret, uri } = await host.identity.enrolment(session.userId, session.email);
  return { secret: (secret.match(/.{4}/g) ?? []).join(' '), qr: qrPath(uri), uri };
}

export const loader = accountLoader(async (args) => {
  const { host, session } = args;
  const { mustEnrol } = session;
  const { isOn } = await host.identity.secondFactor(session.userId);
  // No redirect: without scripts, the codes just made are shown over this same answer.
  return { mustEnrol, enrolment: isOn ? null : await enrolmentOf(args) };
});

const input = z.object({ code: zRequiredText(40) });

export const action = accountAction(input, async (args) => {
  const { host, session } = args;
  await requireFresh(args);
  const codes = await host.identity.confirmEnrolment(session.userId, args.input.code);
  await host.identity.forgetUser(session.userId);
  return { codes };
});

/** The codes just shown must stay on screen: the page is not asked for again. */
export const shouldRevalidate = () => false;

export default function TwoStep() {
  const { mustEnrol, enrolment } = useLoaderData<typeof loader>();
  const answer = useAnswer<typeof action>();
  if (answer && 'codes' in answer) return <Done codes={answer.codes} />;
  if (!enrolment) return <Done codes={[]} />;
  return <Enrol {...enrolment} mustEnrol={mustEnrol} answer={answer} />;
}

interface EnrolProps {
  secret: string;
  qr: QrPath;
  uri: string;
  mustEnrol: boolean;
  answer: unknown;
}

function Enrol({ secret, qr, uri, mustEnrol, answer }: EnrolProps) {
  const t = useT();
  const { errors, formErrors } = useRefusal(answer);
  return (
    <AuthLayout
      brand={<Brand />}
      title={t('shell.twoStep.title')}
      text={t('shell.twoStep.text')}
      footer={
        mustEnrol ? (
          <SignOut />
        ) : (
          <TextLink to="/settings/security">{t('shell.confirm.back')}</TextLink>
        )
      }
    >
      <Stack>
        {mustEnrol && (
          <Callout tone="info" title={t('shell.twoStep.asked')}>
            {t('shell.twoStep.askedText')}
          </Callout>
        )}
        <Prose>{t('shell.twoStep.scan')}</Prose>
        <QrCode qr={qr} />
        <Prose>
          {t('shell.twoStep.typed')}
          <br />
          <code className="text-small wrap-anywhere">{secret}</code>
          <br />
          <a href={uri} className="text-accent-text underline">
            {t('shell.twoStep.open')}
          </a>
        </Prose>
        <Form method="post" replace>
          <Stack>
            <FormErrors errors={errors} formErrors={formErrors} />
            <CodeField hint={t('shell.twoStep.codeHint')} error={errors?.code} />
          </Stack>
          <FormActions>
            <SubmitButton size="large" isWide>
              {t('shell.twoStep.submit')}
            </SubmitButton>
          </FormActions>
        </Form>
      </Stack>
    </AuthLayout>
  );
}

// Dark on white in every theme: cameras expect it.
function QrCode({ qr }: { qr: QrPath }) {
  const t = useT();
  return (
    <svg
      viewBox={`0 0 ${qr.size} ${qr.size}`}
      role="img"
      aria-label={t('shell.twoStep.qr')}
      shapeRendering="crispEdges"
      className="mx-auto w-full max-w-56 rounded-card"
    >
      <path d={`M0 0h${qr.size}v${qr.size}H0z`} fill="#fff" />
      <path d={qr.path} fill="#000" />
    </svg>
  );
}

function Done({ codes }: { codes: readonly string[] }) {
  const t = useT();
  return (
    <AuthLayout brand={<Brand />} title={t('shell.twoStep.done')}>
      <Stack>
        {codes.length > 0 && <RecoveryCodes codes={codes} />}
        <ButtonLink to="/settings/security" variant="primary" size="large" isWide reloadDocument>
          {t(codes.length > 0 ? 'shell.twoStep.goOn' : 'shell.twoStep.next')}
        </ButtonLink>
      </Stack>
    </AuthLayout>
  );
}

function SignOut() {
  const t = useT();
  return (
    <Form method="post" action="/sign-out" reloadDocument>
      <SubmitButton variant="ghost" size="small">
        {t('ui.user.signOut')}
      </SubmitButton>
    </Form>
  );
}
