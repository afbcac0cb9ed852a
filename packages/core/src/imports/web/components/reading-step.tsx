import { Form } from '@remix-run/react';
import {
  ButtonLink,
  Callout,
  FormActions,
  Panel,
  Section,
  Stack,
  SubmitButton,
  useT,
} from '@socle/plugin-sdk/web';
import type { ImportPage } from '../../server/queries/import-page';
import { DetectionFields } from './detection-fields';
import { JobProgress } from './job-progress';
import { PreviewTable } from './preview-table';

/** The file as it is read: what was detected, and its first rows to judge by. */
export function ReadingStep({ page }: { page: ImportPage }) {
  const t = useT();
  const { import: row, isBusy, job } = page;
  if (isBusy && !row.detection) {
    return (
      <JobProgress label={t('core.import.screen.reading.busy')} job={job} unit="rows" canStop />
    );
  }
  return (
    <Stack gap="loose">
      {row.error && (
        <Callout tone="danger" title={t('core.import.screen.reading.refused')} isLive>
          {t(row.error.code, row.error.params)}
        </Callout>
      )}
      <Section
        title={t('core.import.screen.reading.title')}
        text={
          row.error ? undefined : t('core.import.screen.reading.text', { count: row.rowCount ?? 0 })
        }
      >
        <DetectionChoices page={page} />
      </Section>
      {!row.error && (
        <Panel title={t('core.import.screen.reading.preview')} isFlush>
          <PreviewTable headers={row.headers} rows={row.preview} isBusy={isBusy} />
        </Panel>
      )}
      <FormActions>
        {!row.error && !isBusy && (
          <ButtonLink to="?step=mapping" variant="primary">
            {t('core.import.screen.reading.next')}
          </ButtonLink>
        )}
        <ButtonLink to="/imports/new">{t('core.import.screen.reading.other')}</ButtonLink>
      </FormActions>
    </Stack>
  );
}

function DetectionChoices({ page }: { page: ImportPage }) {
  const t = useT();
  const { import: row, reading, isBusy } = page;
  return (
    <Form method="post" preventScrollReset replace>
      <input type="hidden" name="intent" value="detection" />
      <Stack>
        <DetectionFields
          {...reading}
          isText={row.detection?.format === undefined || row.detection.format === 'csv'}
          sheetNames={row.detection?.sheetNames ?? []}
        />
        <div>
          <SubmitButton variant="secondary" isPending={isBusy}>
            {t('core.import.screen.reading.again')}
          </SubmitButton>
        </div>
      </Stack>
    </Form>
  );
}
