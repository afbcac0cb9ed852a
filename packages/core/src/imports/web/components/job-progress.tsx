import type { JobProgress as Progression } from '@socle/plugin-sdk/server';
import { ButtonLink, Inline, Panel, Progress, Prose, Stack, useT } from '@socle/plugin-sdk/web';
import { ActForm } from './act-form';
import { Counts } from './counts';

interface JobProgressProps {
  label: string;
  job: { progress: Progression | null; isCancelRequested: boolean } | null;
  /** Rows of the file, when they are known before the job says so. */
  total?: number | null;
  /** What is counted: rows of the file, or contacts. */
  unit: 'rows' | 'contacts';
  /** Nothing is lost by leaving the page. */
  text?: string;
  canStop: boolean;
}

/** A job at work: how far it is, what it has done so far, and how to stop it. */
export function JobProgress({
  label,
  job,
  total: rows = null,
  unit,
  text,
  canStop,
}: JobProgressProps) {
  const t = useT();
  const { done = 0, counts } = job?.progress ?? {};
  const total = job?.progress?.total ?? rows;
  const detail =
    unit === 'contacts'
      ? t('core.import.screen.undo.progress', { done })
      : total
        ? t('core.import.screen.run.detail', { done, total })
        : t('core.import.screen.run.rows', { done });
  return (
    <Panel>
      <Stack>
        <Progress
          label={job?.isCancelRequested ? t('core.import.screen.run.cancelling') : label}
          value={total ? done : 0}
          max={total ?? 1}
          detail={detail}
        />
        {unit === 'rows' && counts && <Counts counts={counts} />}
        {text && <Prose>{text}</Prose>}
        <Inline>
          {canStop && !job?.isCancelRequested && (
            <ActForm intent="cancel">{t('core.import.screen.run.cancel')}</ActForm>
          )}
          <noscript>
            <ButtonLink to="" reloadDocument>
              {t('core.import.screen.run.refresh')}
            </ButtonLink>
          </noscript>
        </Inline>
      </Stack>
    </Panel>
  );
}
