import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { isHeaderOf, mapColumns } from '../domain/column-mapper.ts';
import { compileContactBuilder } from '../domain/contact-builder.ts';
import { guessKind } from '../domain/contact-identity.ts';
import type { BuildResult, ContactInput } from '../domain/contact-input.ts';
import { contactTarget } from '../domain/contact-target.ts';
import type { ColumnMapping } from '../domain/import-target.ts';
import { type DetectOptions, detectTabular } from './detect-tabular.ts';
import { readPreview, readRows } from './read-rows.ts';
import type { TabularDetection, TabularRow, TabularSource } from './tabular.ts';

const repository = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../../../..');

/** The shared test data beside the repository; tests that need it are skipped where it is absent. */
export const sharedData = path.resolve(repository, '../shared/data');
export const hasSharedData = existsSync(path.join(sharedData, 'contacts'));
export const needsSharedData = hasSharedData
  ? ''
  : ' (skipped: no ../shared/data beside the repository)';

export function sharedFile(name: string): string {
  return path.join(sharedData, name);
}

export interface WholeTable {
  detection: TabularDetection;
  headers: string[];
  rows: TabularRow[];
}

/** Detects and reads a whole file. */
export async function readTable(
  source: TabularSource,
  fileName = typeof source === 'string' ? path.basename(source) : 'contacts.csv',
  options: DetectOptions = {},
): Promise<WholeTable> {
  const detection = await detectTabular(source, fileName, {
    isKnownHeader: isHeaderOf(contactTarget),
    ...options,
  });
  const { headers } = await readPreview(source, detection);
  const rows: TabularRow[] = [];
  for await (const chunk of readRows(source, detection)) rows.push(...chunk);
  return { detection, headers, rows };
}

export interface ImportedFile extends WholeTable {
  mapping: ColumnMapping[];
  results: BuildResult[];
  contacts: ContactInput[];
}

/** Everything an import does before it stores anything. */
export async function importFile(
  source: TabularSource,
  fileName?: string,
  defaultCountry: string | null = 'FR',
): Promise<ImportedFile> {
  const table = await readTable(source, fileName);
  const sample = table.rows.slice(0, 100).map((row) => row.cells);
  const mapping = mapColumns(table.headers, sample, contactTarget);
  const build = compileContactBuilder(mapping, {
    defaultCountry,
    dateOrder: table.detection.dateOrder,
    isDateOrderSure: table.detection.isDateOrderSure,
    defaultKind: guessKind(mapping, sample),
  });
  const results = table.rows.map((row) => build(row.cells));
  const contacts = results.flatMap((result) => (result.ok ? [result.value] : []));
  return { ...table, mapping, results, contacts };
}
