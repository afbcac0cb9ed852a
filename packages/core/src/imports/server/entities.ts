import { type WorkspaceRow, workspaceColumn } from '@socle/plugin-sdk/server';
import { EntitySchema } from 'typeorm';
import type { RowIssue } from '../domain/contact-input.ts';
import type { ImportCounts, RowProblem } from '../domain/import-counts.ts';
import type { ImportOptions } from '../domain/import-options.ts';
import type { ImportStatus } from '../domain/import-status.ts';
import type { ColumnMapping } from '../domain/import-target.ts';
import type { TabularDetection, TabularOverrides, TabularRow } from '../reading/tabular.ts';

/** A message key with its values, as it is stored. */
export interface StoredError {
  code: string;
  params: Record<string, string | number>;
}

/** What a dry run found. */
export interface CheckResult {
  counts: ImportCounts;
  problems: RowProblem[];
}

/** What an undo did: contacts removed, restored, and left because others changed them since. */
export type UndoCounts = {
  removed: number;
  restored: number;
  kept: number;
};

/** One import of one file, from its upload to its undo. */
export interface ImportRow extends WorkspaceRow {
  id: string;
  recordType: string;
  fileId: string;
  fileName: string;
  fileSize: number;
  status: ImportStatus;
  overrides: TabularOverrides;
  detection: TabularDetection | null;
  headers: string[];
  /** The first data rows, long cells cut. */
  preview: TabularRow[];
  rowCount: number | null;
  mapping: ColumnMapping[];
  options: ImportOptions;
  check: CheckResult | null;
  counts: ImportCounts;
  problems: RowProblem[];
  undo: UndoCounts | null;
  error: StoredError | null;
  jobId: string | null;
  rejectedFileId: string | null;
  createdAt: Date;
  createdBy: string | null;
  startedAt: Date | null;
  finishedAt: Date | null;
}

const json = (name: string) => ({ type: 'jsonb' as const, name });
const optionalJson = (name: string) => ({ type: 'jsonb' as const, name, nullable: true });
const optionalId = (name: string) => ({ type: 'uuid' as const, name, nullable: true });
const optionalTime = (name: string) => ({ type: 'timestamptz' as const, name, nullable: true });

export const Import = new EntitySchema<ImportRow>({
  name: 'core_import',
  columns: {
    ...workspaceColumn,
    id: { type: 'uuid', primary: true },
    recordType: { type: 'text', name: 'record_type' },
    fileId: { type: 'uuid', name: 'file_id' },
    fileName: { type: 'text', name: 'file_name' },
    fileSize: { type: 'int', name: 'file_size' },
    status: { type: 'text' },
    overrides: json('overrides'),
    detection: optionalJson('detection'),
    headers: json('headers'),
    preview: json('preview'),
    rowCount: { type: 'int', name: 'row_count', nullable: true },
    mapping: json('mapping'),
    options: json('options'),
    check: optionalJson('check_result'),
    counts: json('counts'),
    problems: json('problems'),
    undo: optionalJson('undo_result'),
    error: optionalJson('error'),
    jobId: optionalId('job_id'),
    rejectedFileId: optionalId('rejected_file_id'),
    createdAt: { type: 'timestamptz', name: 'created_at' },
    createdBy: optionalId('created_by'),
    startedAt: optionalTime('started_at'),
    finishedAt: optionalTime('finished_at'),
  },
});

/** A refused row while its import runs; it ends in the file of rejected rows. */
export interface RejectionRow extends WorkspaceRow {
  importId: string;
  line: number;
  cells: string[];
  issues: RowIssue[];
}

export const ImportRejection = new EntitySchema<RejectionRow>({
  name: 'core_import_rejection',
  columns: {
    ...workspaceColumn,
    importId: { type: 'uuid', primary: true, name: 'import_id' },
    line: { type: 'int', primary: true },
    cells: json('cells'),
    issues: json('issues'),
  },
});
