import type { ImportStatus } from '../domain/import-status';

export type ImportStep = 'file' | 'reading' | 'mapping' | 'check' | 'run';

const OPEN: Partial<Record<ImportStatus, ImportStep>> = { uploaded: 'reading', checked: 'check' };
const FIXED: Partial<Record<ImportStatus, ImportStep>> = {
  reading: 'reading',
  refused: 'reading',
  checking: 'check',
};

/** The step an import's page shows: the one asked for while the import is being prepared. */
export function stepOf(status: ImportStatus, wanted: string | null): ImportStep {
  const usual = OPEN[status];
  if (!usual) return FIXED[status] ?? 'run';
  return wanted === 'reading' || wanted === 'mapping' || wanted === 'check' ? wanted : usual;
}

/** Whether the import's choices may still be changed. */
export const isOpen = (status: ImportStatus): boolean => status in OPEN;
