import { Form } from '@remix-run/react';
import {
  FormActions,
  FormErrors,
  Panel,
  Prose,
  SelectField,
  Stack,
  SubmitButton,
  Time,
  useLocale,
  useT,
} from '@socle/plugin-sdk/web';
import { useRefusalOf } from './use-refusal-of';

interface HandOverProps {
  member: { name: string };
  owned: readonly { recordType: string; label: string; count: number }[];
  others: readonly { userId: string; name: string; email: string }[];
  handovers: readonly { id: string; toName: string; records: number; createdAt: Date }[];
  answer: unknown;
}

/** Puts somebody else in charge of all that is a member's, and takes it back. */
export function HandOverPanel({ member, owned, others, handovers, answer }: HandOverProps) {
  const t = useT();
  const { locale } = useLocale();
  const { errors, formErrors, value } = useRefusalOf(answer, 'handOver');
  const counts = owned.map(({ label, count }) =>
    t('shell.handOver.count', { records: t(label), count }),
  );
  return (
    <Panel title={t('shell.handOver.title')}>
      <Stack>
        {owned.length === 0 ? (
          <Prose>{t('shell.handOver.nothing', { name: member.name })}</Prose>
        ) : (
          <Form method="post" preventScrollReset>
            <input type="hidden" name="intent" value="handOver" />
            <Stack>
              <FormErrors errors={errors} formErrors={formErrors} />
              <Prose>
                {t('shell.handOver.text', {
                  name: member.name,
                  counts: new Intl.ListFormat(locale).format(counts),
                })}
              </Prose>
              <SelectField
                name="toUser"
                label={t('shell.handOver.to')}
                emptyLabel={t('shell.absence.choose')}
                options={others.map(({ userId, name, email }) => ({
                  value: userId,
                  label: `${name} (${email})`,
                }))}
                defaultValue={value('toUser')}
                error={errors?.toUser}
                required
              />
            </Stack>
            <FormActions>
              <SubmitButton variant="secondary" size="small">
                {t('shell.handOver.submit')}
              </SubmitButton>
            </FormActions>
          </Form>
        )}
        {handovers.map((handover) => (
          <Undo key={handover.id} {...handover} answer={answer} />
        ))}
      </Stack>
    </Panel>
  );
}

type UndoProps = HandOverProps['handovers'][number] & { answer: unknown };

function Undo({ id, toName, records, createdAt, answer }: UndoProps) {
  const t = useT();
  const { errors, formErrors } = useRefusalOf(answer, 'undo', { name: 'id', value: id });
  return (
    <Form method="post" preventScrollReset>
      <input type="hidden" name="intent" value="undo" />
      <Stack gap="tight">
        <FormErrors errors={errors} formErrors={formErrors} />
        <Prose>
          {t('shell.handOver.done', { name: toName, count: records })} (
          <Time at={createdAt} />)
        </Prose>
        <div>
          <SubmitButton variant="secondary" size="small" name="id" value={id}>
            {t('shell.handOver.undo')}
          </SubmitButton>
        </div>
      </Stack>
    </Form>
  );
}
