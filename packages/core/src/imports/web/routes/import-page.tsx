import { useActionData, useLoaderData, useSearchParams } from '@remix-run/react';
import { idParam, intents, redirect } from '@socle/plugin-sdk/server';
import {
  ButtonLink,
  Callout,
  PageBody,
  PageHeader,
  type Refusal,
  Stack,
  titleMeta,
  useRefusal,
  useT,
} from '@socle/plugin-sdk/web';
import { z } from 'zod';
import { formAction, pageLoader } from '../../../routes.server';
import { detectionForm } from '../../domain/detection-form';
import { importOptions } from '../../domain/import-options';
import { type ImportPage, importPage } from '../../server/queries/import-page';
import { saveMapping } from '../../server/use-cases/save-mapping';
import {
  cancelImport,
  resumeImport,
  startDryRun,
  startImport,
  undoImport,
} from '../../server/use-cases/start-import';
import { changeDetection } from '../../server/use-cases/upload-import';
import { CheckStep } from '../components/check-step';
import { ImportStatusBadge } from '../components/import-status';
import { ImportSteps } from '../components/import-steps';
import { JobProgress } from '../components/job-progress';
import { MappingStep } from '../components/mapping-step';
import { ReadingStep } from '../components/reading-step';
import { ResultStep } from '../components/result-step';
import { useFollow } from '../components/use-follow';
import { type ImportStep, isOpen, stepOf } from '../import-step';

export const loader = pageLoader('core.contact.import', ({ ctx, params }) =>
  importPage(ctx, idParam(params)),
);

const may = { permission: 'core.contact.import' } as const;
const nothing = { ...may, input: z.object({}) };
const plan = importOptions.extend({
  columns: z.record(z.string().regex(/^\d{1,4}$/), z.string().max(100)).default({}),
});

export const action = intents({
  detection: formAction({ ...may, input: detectionForm }, async ({ ctx, params, input }) => {
    const id = idParam(params);
    await changeDetection(ctx, id, input);
    return redirect(`/imports/${id}?step=reading`);
  }),
  plan: formAction({ ...may, input: plan }, async ({ ctx, params, input }) => {
    const id = idParam(params);
    const { columns, ...options } = input;
    await saveMapping(ctx, id, { columns, options });
    await startDryRun(ctx, id);
    return redirect(`/imports/${id}?step=check`);
  }),
  check: formAction(nothing, async ({ ctx, params }) => {
    await startDryRun(ctx, idParam(params));
    return redirect(`/imports/${idParam(params)}?step=check`);
  }),
  start: formAction(nothing, async ({ ctx, params }) => {
    await startImport(ctx, idParam(params));
    return redirect(`/imports/${idParam(params)}`);
  }),
  cancel: formAction(nothing, async ({ ctx, params }) => {
    await cancelImport(ctx, idParam(params));
    return redirect(`/imports/${idParam(params)}`);
  }),
  resume: formAction(nothing, async ({ ctx, params }) => {
    await resumeImport(ctx, idParam(params));
    return redirect(`/imports/${idParam(params)}`);
  }),
  undo: formAction(nothing, async ({ ctx, params }) => {
    await undoImport(ctx, idParam(params));
    return redirect(`/imports/${idParam(params)}`);
  }),
});

export const meta = titleMeta<typeof loader>((page) => page.import.fileName);

/** The page follows its own job, not every contact that the import writes. */
export const handle = { live: [] as string[] };

/** One import, from its preview to its result. */
export default function ImportOne() {
  const t = useT();
  const page = useLoaderData<typeof loader>();
  const [search] = useSearchParams();
  const refusal = useRefusal(useActionData());
  const { status, fileName } = page.import;
  const step = stepOf(status, search.get('step'));
  useFollow(page.isBusy);
  return (
    <>
      <PageHeader
        title={fileName}
        badge={<ImportStatusBadge status={status} />}
        breadcrumb={[{ to: '/imports', label: t('core.import.screen.title') }]}
        actions={<ButtonLink to="/imports">{t('core.import.screen.history')}</ButtonLink>}
      />
      <PageBody>
        <Stack gap="loose">
          <ImportSteps current={step} isOpen={isOpen(status)} />
          {step !== 'mapping' && refusal.formErrors.length > 0 && (
            <Callout tone="danger" isLive>
              {refusal.formErrors.join(' ')}
            </Callout>
          )}
          {isOpen(status) && page.job?.status === 'failed' && page.job.error && (
            <Callout tone="danger" isLive>
              {t(page.job.error.code, page.job.error.params)}
            </Callout>
          )}
          <StepContent page={page} step={step} refusal={refusal} search={search} />
        </Stack>
      </PageBody>
    </>
  );
}

interface StepContentProps {
  page: ImportPage;
  step: ImportStep;
  refusal: Refusal;
  search: URLSearchParams;
}

function StepContent({ page, step, refusal, search }: StepContentProps) {
  const t = useT();
  const { status } = page.import;
  return (
    <>
      {step === 'reading' && <ReadingStep page={page} />}
      {step === 'mapping' && <MappingStep page={page} refusal={refusal} />}
      {step === 'check' && <CheckStep page={page} />}
      {status === 'running' && (
        <JobProgress
          label={t('core.import.screen.run.busy')}
          job={page.job}
          total={page.import.rowCount}
          unit="rows"
          text={t('core.import.screen.run.leave')}
          canStop
        />
      )}
      {status === 'undoing' && (
        <JobProgress
          label={t('core.import.screen.undo.busy')}
          job={page.job}
          unit="contacts"
          text={t('core.import.screen.run.leave')}
          canStop={false}
        />
      )}
      {step === 'run' && !page.isBusy && (
        <ResultStep page={page} isAsking={search.get('confirm') === 'undo'} />
      )}
    </>
  );
}
