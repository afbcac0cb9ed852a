import { ButtonLink, Callout, Inline, Panel, Stack, useT } from '@socle/plugin-sdk/web';
import type { ImportCounts } from '../../domain/import-counts';
import type { ImportPage } from '../../server/queries/import-page';
import { ActForm } from './act-form';
import { Counts } from './counts';
import { JobProgress } from './job-progress';
import { ProblemList } from './problem-list';

/** The dry run: what the import would do, and the rows it would refuse. */
export function CheckStep({ page }: { page: ImportPage }) {
  const t = useT();
  const { import: row, isBusy, job } = page;
  if (isBusy) {
    return (
      <JobProgress
        label={t('core.import.screen.check.busy')}
        job={job}
        total={row.rowCount}
        unit="rows"
        text={t('core.import.screen.check.text')}
        canStop
      />
    );
  }
  if (!row.check) return <NotChecked />;
  return <Checked check={row.check} />;
}

function NotChecked() {
  const t = useT();
  return (
    <Callout
      title={t('core.import.screen.check.missing')}
      actions={
        <>
          <ActForm intent="check" variant="primary">
            {t('core.import.screen.check.again')}
          </ActForm>
          <ButtonLink to="?step=mapping">{t('core.import.screen.check.back')}</ButtonLink>
        </>
      }
    />
  );
}

function Checked({ check }: { check: NonNullable<ImportPage['import']['check']> }) {
  const t = useT();
  const { counts, problems } = check;
  const written = counts.created + counts.updated;
  return (
    <Stack gap="loose">
      <Panel title={t('core.import.screen.check.title')} meta={t('core.import.screen.check.text')}>
        <Stack>
          <Counts counts={counts} />
          <Verdict counts={counts} />
          <Inline>
            {written > 0 && (
              <ActForm intent="start" variant="primary">
                {t('core.import.screen.check.start', { count: written })}
              </ActForm>
            )}
            <ButtonLink to="?step=mapping">{t('core.import.screen.check.back')}</ButtonLink>
          </Inline>
        </Stack>
      </Panel>
      <ProblemList problems={problems} counts={counts} />
    </Stack>
  );
}

function Verdict({ counts }: { counts: ImportCounts }) {
  const t = useT();
  if (counts.created + counts.updated + counts.unchanged + counts.skipped === 0) {
    return (
      <Callout tone="danger" title={t('core.import.screen.check.none')} isLive>
        {t('core.import.screen.check.none.text')}
      </Callout>
    );
  }
  if (counts.rejected === 0)
    return (
      <Callout tone="success" isLive>
        {t('core.import.screen.check.clean')}
      </Callout>
    );
  return (
    <Callout
      tone="warning"
      title={t('core.import.screen.check.rejected', { count: counts.rejected })}
      isLive
    >
      {t('core.import.screen.check.rejected.text')}
    </Callout>
  );
}
