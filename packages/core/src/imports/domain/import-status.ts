import { AppError, nextState, type Transitions } from '@socle/plugin-sdk/primitives';

/**
 * Where an import stands. `refused` is a file that cannot be read as it is, `failed` an import that
 * stopped halfway; `checking` and `checked` are the dry run.
 */
export const IMPORT_STATUSES = [
  'reading',
  'refused',
  'uploaded',
  'checking',
  'checked',
  'running',
  'done',
  'failed',
  'cancelled',
  'undoing',
  'undone',
] as const;
export type ImportStatus = (typeof IMPORT_STATUSES)[number];

/** What people do to an import, then what its jobs report. */
export type ImportAct =
  | 'reread'
  | 'edit'
  | 'check'
  | 'start'
  | 'resume'
  | 'undo'
  | 'accept'
  | 'refuse'
  | 'finish'
  | 'fail'
  | 'stop';

const PREPARED = {
  reread: 'reading',
  edit: 'uploaded',
  check: 'checking',
  start: 'running',
} as const;

const ENDED = { undo: 'undoing' } as const;

const machine: Transitions<ImportStatus, ImportAct> = {
  reading: { accept: 'uploaded', refuse: 'refused', fail: 'refused', stop: 'refused' },
  refused: { reread: 'reading' },
  uploaded: PREPARED,
  checked: PREPARED,
  checking: { finish: 'checked', refuse: 'refused', fail: 'uploaded', stop: 'uploaded' },
  running: { finish: 'done', fail: 'failed', stop: 'cancelled' },
  done: ENDED,
  failed: { ...ENDED, resume: 'running' },
  cancelled: ENDED,
  undoing: { finish: 'undone', fail: 'failed', stop: 'failed' },
  undone: {},
};

/** Where an act leads. Throws a conflict when the state forbids it. */
export function afterAct(status: ImportStatus, act: ImportAct): ImportStatus {
  const next = nextState(machine, status, act);
  if (!next) throw new AppError('conflict', 'core.import.screen.error.wrongState');
  return next;
}

/** Whether an act is possible now. */
export const canAct = (status: ImportStatus, act: ImportAct): boolean =>
  nextState(machine, status, act) !== null;

/** A job is at work: the page follows it. */
export const isBusy = (status: ImportStatus): boolean =>
  status === 'reading' || status === 'checking' || status === 'running' || status === 'undoing';
