import {
  ButtonLink,
  Callout,
  type CalloutTone,
  Inline,
  Panel,
  Stack,
  TextLink,
  useT,
} from '@socle/plugin-sdk/web';
import { Download, Undo2, Users } from 'lucide-react';
import type { ImportPage } from '../../server/queries/import-page';
import { ActForm } from './act-form';
import { Counts } from './counts';
import { ProblemList } from './problem-list';

type Ended = 'done' | 'failed' | 'cancelled' | 'undone';

const tones: Record<Ended, CalloutTone> = {
  done: 'success',
  failed: 'danger',
  cancelled: 'warning',
  undone: 'info',
};

/** An import that is over: what it did, what it refused, and the way back. */
export function ResultStep({ page, isAsking }: { page: ImportPage; isAsking: boolean }) {
  const t = useT();
  const { import: row } = page;
  return (
    <Stack gap="loose">
      <Outcome page={page} />
      {isAsking && row.status !== 'undone' && <UndoQuestion />}
      <Panel title={t('core.import.screen.count.title')}>
        <Stack>
          <Counts counts={row.counts} />
          {row.rejectedFileId && (
            <Callout
              tone="warning"
              actions={
                <ButtonLink to={`/files/${row.rejectedFileId}`} reloadDocument icon={Download}>
                  {t('core.import.screen.result.download')}
                </ButtonLink>
              }
            >
              {t('core.import.screen.result.download.text', { count: row.counts.rejected })}
            </Callout>
          )}
          {row.status !== 'undone' && <NextActs page={page} isAsking={isAsking} />}
        </Stack>
      </Panel>
      <Kept page={page} />
      {row.status !== 'undone' && <ProblemList problems={row.problems} counts={row.counts} />}
    </Stack>
  );
}

function NextActs({ page, isAsking }: { page: ImportPage; isAsking: boolean }) {
  const t = useT();
  const { import: row } = page;
  return (
    <Inline>
      {row.counts.created + row.counts.companies > 0 && (
        <ButtonLink to={`/contacts?importId=${row.id}`} variant="primary" icon={Users}>
          {t('core.import.screen.result.contacts')}
        </ButtonLink>
      )}
      {page.canResume && <ActForm intent="resume">{t('core.import.screen.result.resume')}</ActForm>}
      {!isAsking && (
        <ButtonLink to="?confirm=undo" icon={Undo2} preventScrollReset>
          {t('core.import.screen.undo.act')}
        </ButtonLink>
      )}
    </Inline>
  );
}

function Outcome({ page }: { page: ImportPage }) {
  const t = useT();
  const { import: row, job } = page;
  const status = row.status as Ended;
  const error = row.error ?? job?.error;
  if (status === 'failed' && row.undo) {
    return (
      <Callout tone="danger" title={t('core.import.screen.undo.failed')} isLive>
        {t('core.import.screen.undo.failed.text')}
      </Callout>
    );
  }
  return (
    <Callout tone={tones[status]} title={t(`core.import.screen.result.${status}`)} isLive>
      {status === 'failed' && error && <p>{t(error.code, error.params)}</p>}
      {status === 'failed' && t('core.import.screen.result.failed.text')}
      {status === 'cancelled' && t('core.import.screen.result.cancelled.text')}
      {status === 'undone' && row.undo && (
        <>
          {t('core.import.screen.result.removed', { count: row.undo.removed })}{' '}
          {t('core.import.screen.result.restored', { count: row.undo.restored })}
        </>
      )}
    </Callout>
  );
}

function UndoQuestion() {
  const t = useT();
  return (
    <Callout
      tone="danger"
      isLive
      title={t('core.import.screen.undo.question')}
      actions={
        <>
          <ButtonLink to="?" preventScrollReset>
            {t('core.import.screen.undo.keep')}
          </ButtonLink>
          <ActForm intent="undo" variant="danger">
            {t('core.import.screen.undo.confirm')}
          </ActForm>
        </>
      }
    >
      {t('core.import.screen.undo.text')}
    </Callout>
  );
}

function Kept({ page }: { page: ImportPage }) {
  const t = useT();
  const { kept, import: row } = page;
  if (kept.length === 0) return null;
  return (
    <Panel title={t('core.import.screen.result.kept', { count: row.undo?.kept ?? kept.length })}>
      <ul>
        {kept.map((contact) => (
          <li key={contact.id}>
            <TextLink to={`/contacts/${contact.id}`}>{contact.name}</TextLink>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
