import { readFile } from 'node:fs/promises';
import type { CommandScope, MemberSession, ModuleCommand } from '@socle/plugin-sdk/server';
import { z } from 'zod';
import { MATCH_KEYS } from '../domain/import-options';
import { ImportFileError } from '../reading/import-file-error';
import { type ImportFileOptions, type ImportFileResult, importFile } from './import-file';

/** `socle import contacts FILE`: the import of the screens, from the terminal. */
export const importCommand: ModuleCommand = {
  name: 'import contacts',
  usage: `FILE --user E [--workspace W] [--mapping FILE] [--match ${MATCH_KEYS.join('|')}] [--dry-run] [--yes]`,
  summary:
    'Imports people and companies from a CSV, XLSX or ODS file. Without --yes or --dry-run it only checks the file.',
  options: ['user', 'workspace', 'mapping', 'match'],
  flags: ['dry-run', 'yes', 'json'],
  positionals: 1,
  async run(scope) {
    const member = await scope.openMember(scope.required('user'), scope.option('workspace'));
    const isDryRun = scope.flag('dry-run') || !scope.flag('yes');
    let shown = 0;
    const result = await importFile(member, {
      path: scope.positionals[0] ?? '',
      dryRun: isDryRun,
      ...(await choices(scope)),
      onProgress({ done, total }) {
        if (done - shown < 5000) return;
        shown = done;
        scope.err(`${done}${total ? ` / ${total}` : ''}`);
      },
    }).catch((error: unknown) => {
      throw error instanceof ImportFileError
        ? new Error(member.t(error.code, error.params))
        : error;
    });
    for (const problem of result.problems.slice(0, 20)) scope.err(problemLine(member, problem));
    scope.out(
      scope.flag('json')
        ? JSON.stringify({ importId: result.importId, ...result.counts })
        : Object.entries(result.counts)
            .map(([name, count]) => `${name} ${count}`)
            .join('\n'),
    );
    if (isDryRun && !scope.flag('dry-run')) scope.err('Nothing was imported: add --yes to import.');
  },
};

async function choices(scope: CommandScope): Promise<Partial<ImportFileOptions>> {
  const match = scope.option('match');
  const matchKey = MATCH_KEYS.find((key) => key === match);
  if (match !== undefined && !matchKey) {
    throw scope.wrong(`--match must be one of: ${MATCH_KEYS.join(', ')}.`);
  }
  const file = scope.option('mapping');
  const mapping = file ? mappingSchema.safeParse(parseJson(await readFile(file, 'utf8'))) : null;
  if (mapping && !mapping.success) {
    throw scope.wrong(
      '--mapping must be a JSON file such as {"Column": "firstName", "Other": null}.',
    );
  }
  return { ...(matchKey ? { matchKey } : {}), ...(mapping ? { mapping: mapping.data } : {}) };
}

const mappingSchema = z.record(z.string(), z.string().nullable());

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}

function problemLine(member: MemberSession, problem: ImportFileResult['problems'][number]): string {
  const issues = problem.issues.map(({ column, code, params }) => {
    const text = member.t(code, { ...params });
    return column ? `${column}: ${text}` : text;
  });
  return `${problem.line}: ${issues.join('; ')}`;
}
