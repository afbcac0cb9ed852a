import { type Ctx, defineJob, type JobRun } from '@socle/plugin-sdk/server';
import { afterAct } from '../../domain/import-status';
import { Import, type UndoCounts } from '../entities';
import { readTouched, undoBatch } from '../undo-batch';
import { UNDO_CONTACTS } from './chunk-rows';
import { endImport, type ImportJobInput, openImport } from './import-state';

/** Companies this import created go last: by then only links that must stay point at them. */
type UndoState = { phase: 'contacts' | 'companies'; after: string; counts: UndoCounts };

const START: UndoState = {
  phase: 'contacts',
  after: '00000000-0000-0000-0000-000000000000',
  counts: { removed: 0, restored: 0, kept: 0 },
};

type UndoRun = JobRun<ImportJobInput, UndoState>;

/** Takes an import back, batch after batch, each a transaction that saves where the job stands. */
export const undoJob = defineJob<ImportJobInput, UndoState>({
  id: 'core.import.undo',
  label: 'core.import.screen.job.undo',
  maxAttempts: 5,
  async run(job) {
    while (await undoNext(job));
    return undefined;
  },
  onEnd: endImport,
});

/** Undoes one batch; false when the work is over. */
async function undoNext(job: UndoRun): Promise<boolean> {
  const state = job.state ?? START;
  return job.step(async (ctx, save) => {
    const row = await openImport(ctx, job, 'undoing');
    if (!row) return false;
    const ids = await nextContacts(ctx, row.id, state.after);
    const touched = await readTouched(ctx, row.id, ids);
    const batch = touched.filter(
      (contact) =>
        (contact.isCreated && contact.kind === 'company') === (state.phase === 'companies'),
    );
    const counts = sum(state.counts, await undoBatch(ctx, row.id, batch));
    const isPhaseOver = ids.length < UNDO_CONTACTS;
    const isOver = isPhaseOver && state.phase === 'companies';
    const next: UndoState = isPhaseOver
      ? { ...START, phase: 'companies', counts }
      : { ...state, after: ids.at(-1) ?? state.after, counts };
    save(next, { done: counts.removed + counts.restored + counts.kept, total: null, counts });
    await ctx.repo(Import).update(row, {
      undo: counts,
      ...(isOver ? { status: afterAct(row.status, 'finish'), finishedAt: ctx.now() } : {}),
    });
    return !isOver;
  });
}

async function nextContacts(ctx: Ctx, importId: string, after: string): Promise<string[]> {
  const rows = await ctx.query<{ id: string }>(
    `select distinct contact_id as id from core_import_change
     where workspace_id = $1 and import_id = $2 and contact_id > $3
     order by contact_id limit ${UNDO_CONTACTS}`,
    [ctx.workspace.id, importId, after],
  );
  return rows.map((row) => row.id);
}

const sum = (a: UndoCounts, b: UndoCounts): UndoCounts => ({
  removed: a.removed + b.removed,
  restored: a.restored + b.restored,
  kept: a.kept + b.kept,
});
