import { Form } from '@remix-run/react';
import {
  ButtonLink,
  FormActions,
  FormErrors,
  Panel,
  type Refusal,
  Section,
  Stack,
  SubmitButton,
  useT,
} from '@socle/plugin-sdk/web';
import type { ImportPage } from '../../server/queries/import-page';
import { MappingTable } from './mapping-table';
import { OptionFields } from './option-fields';

/** What each column is, and what to do with contacts that exist already. */
export function MappingStep({ page, refusal }: { page: ImportPage; refusal: Refusal }) {
  const t = useT();
  const { import: row } = page;
  const mapped = row.mapping.filter((entry) => entry.fieldKey !== null).length;
  return (
    <Form method="post">
      <input type="hidden" name="intent" value="plan" />
      <Stack gap="loose">
        <FormErrors errors={refusal.errors} formErrors={refusal.formErrors} />
        <Section
          title={t('core.import.screen.mapping.title')}
          text={t('core.import.screen.mapping.text', { mapped, total: row.mapping.length })}
        >
          <Panel isFlush>
            <MappingTable
              mapping={row.mapping}
              preview={row.preview}
              groups={page.groups}
              refusal={refusal}
            />
          </Panel>
        </Section>
        <OptionFields
          options={row.options}
          countries={page.countries}
          tags={page.tags}
          refusal={refusal}
        />
      </Stack>
      <FormActions>
        <SubmitButton>{t('core.import.screen.mapping.next')}</SubmitButton>
        <ButtonLink to="?step=reading">{t('core.import.screen.reading.title')}</ButtonLink>
      </FormActions>
    </Form>
  );
}
