import { Form } from '@remix-run/react';
import {
  Badge,
  ButtonLink,
  Callout,
  DescriptionList,
  Inline,
  Panel,
  Prose,
  Stack,
  SubmitButton,
  Time,
  useT,
} from '@socle/plugin-sdk/web';

interface TwoStepSectionProps {
  secondFactor: { isOn: boolean; since: Date | null; recoveryCodesLeft: number };
}

/** The second factor: whether it is on, and what can be done about it. */
export function TwoStepSection({ secondFactor }: TwoStepSectionProps) {
  const t = useT();
  const { isOn, since, recoveryCodesLeft } = secondFactor;
  return (
    <Panel
      title={t('shell.twoStep.section')}
      meta={
        <Badge tone={isOn ? 'success' : 'muted'}>
          {t(isOn ? 'shell.twoStep.on' : 'shell.twoStep.off')}
        </Badge>
      }
    >
      <Stack>
        <Prose>{t('shell.twoStep.text')}</Prose>
        {isOn ? (
          <>
            {recoveryCodesLeft < 3 && <Callout tone="warning">{t('shell.recovery.few')}</Callout>}
            <DescriptionList
              facts={[
                {
                  key: 'since',
                  label: t('shell.twoStep.since'),
                  value: since && <Time at={since} mode="date" />,
                },
                { key: 'left', label: t('shell.recovery.left'), value: recoveryCodesLeft },
              ]}
            />
            <Inline>
              <Act intent="renewCodes" label={t('shell.recovery.renew')} />
              <Act intent="removeSecondFactor" label={t('shell.twoStep.remove')} isDangerous />
            </Inline>
          </>
        ) : (
          <div>
            <ButtonLink to="/two-step">{t('shell.twoStep.setUp')}</ButtonLink>
          </div>
        )}
      </Stack>
    </Panel>
  );
}

function Act(props: { intent: string; label: string; isDangerous?: boolean }) {
  return (
    <Form method="post" preventScrollReset>
      <SubmitButton
        variant={props.isDangerous ? 'danger' : 'secondary'}
        size="small"
        name="intent"
        value={props.intent}
      >
        {props.label}
      </SubmitButton>
    </Form>
  );
}
