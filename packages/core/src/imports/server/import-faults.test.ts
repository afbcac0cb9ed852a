import { AppError } from '@socle/plugin-sdk/primitives';
import { createTestHost, recordStatements, runJob, type TestHost } from '@socle/plugin-sdk/testing';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { serverModule } from '../../module.server';
import { importFile } from './import-file';
import { dump, facts, fileText, read, run, upload } from './import-run.test-support';
import { cancelImport, resumeImport, startImport, undoImport } from './use-cases/start-import';

// Small chunks: a few dozen rows cross as many boundaries as a real file of thousands.
vi.mock('./jobs/chunk-rows', () => ({ CHUNK_ROWS: 7, UNDO_CONTACTS: 9 }));

let test: TestHost;

beforeEach(async () => {
  test = await createTestHost({ modules: [serverModule] });
});
afterEach(() => test?.close());

const ROWS = 40;

/** Rows with every turn an import may take: duplicates near and far, employers, notes, rejected rows. */
function people(job = 'Acheteur'): string {
  const lines = Array.from({ length: ROWS }, (_, i) => {
    if (i % 13 === 5) return `P${i},N${i},not an address,Société ${i % 4},${job},`;
    const who = i % 11 === 10 ? i - 10 : i;
    return `P${who},N${who},p${who}@x.example,Société ${i % 4},${job} ${i % 3},${i % 6 ? '' : `Note ${i}`}`;
  });
  return `Prénom,Nom,E-mail,Société,Fonction,Note\n${lines.join('\n')}\n`;
}

const never = new AbortController().signal;

type Moment = 'beforeCommit' | 'afterCommit';

/** A host whose process “dies” at its n-th transaction: nothing after that point happens. */
function mortal(n: number, moment: Moment): { host: TestHost['host']; hasDied(): boolean } {
  let transactions = 0;
  let isDead = false;
  const die = (): never => {
    isDead = true;
    // What the runner sees when its database is gone: it writes nothing, as a dead process would not.
    throw new AppError('unavailable', 'error.databaseUnavailable');
  };
  const host: TestHost['host'] = Object.create(test.host, {
    inWorkspace: {
      value: async (
        ...[workspaceId, origin, isWrite, work]: Parameters<TestHost['host']['inWorkspace']>
      ) => {
        if (isDead) die();
        transactions += 1;
        if (transactions !== n) return test.host.inWorkspace(workspaceId, origin, isWrite, work);
        if (moment === 'afterCommit') {
          await test.host.inWorkspace(workspaceId, origin, isWrite, work);
          return die();
        }
        return test.host.inWorkspace(workspaceId, origin, isWrite, async (ctx) => {
          await work(ctx);
          return die();
        });
      },
    },
  });
  return { host, hasDied: () => isDead };
}

async function jobOf(id: string): Promise<string> {
  const { jobId } = await read(test, id);
  return jobId ?? '';
}

/** Runs an import whose process dies at every point in turn until one run survives; returns the deaths. */
async function runDying(id: string, moment: Moment): Promise<number> {
  const jobId = await jobOf(id);
  for (let n = 2; ; n += 3) {
    const { host, hasDied } = mortal(n, moment);
    await runJob(host, test.workspace.id, jobId, never).catch(() => undefined);
    if (!hasDied()) return (n - 2) / 3;
    // A job that dies every time is given up on in the end; these deaths are the tests' own.
    await test.host.database.systemQuery('update socle_job set attempts = 1 where id = $1', [
      jobId,
    ]);
  }
}

describe('C-05 an import survives the death of its process', () => {
  it.each(['beforeCommit', 'afterCommit'] as const)(
    'ends as if nothing had happened, %s, run and undo alike',
    async (moment) => {
      const id = await upload(test, people());
      const empty = await dump(test);
      await test.workspace.run((ctx) => startImport(ctx, id));
      expect(await runDying(id, moment)).toBeGreaterThan(1);
      const died = await read(test, id);
      const stored = await facts(test);
      const file = await fileText(test, died.rejectedFileId ?? '');

      await test.workspace.run((ctx) => undoImport(ctx, id));
      expect(await runDying(id, moment)).toBeGreaterThan(1);
      expect(await read(test, id)).toMatchObject({ status: 'undone', undo: { kept: 0 } });
      expect(await dump(test)).toEqual(empty);

      const smooth = await run(test, await upload(test, people()));
      expect(died).toMatchObject({
        status: 'done',
        counts: smooth.counts,
        problems: smooth.problems,
      });
      expect(smooth.counts).toMatchObject({ created: 34, rejected: 3, companies: 4 });
      expect(await facts(test)).toEqual(stored);
      expect(await fileText(test, smooth.rejectedFileId ?? '')).toBe(file);
    },
    60_000,
  );

  it('ends the same when every single transaction is lost once', async () => {
    const id = await upload(test, people());
    await test.workspace.run((ctx) => startImport(ctx, id));
    const jobId = await jobOf(id);
    for (let n = 1; n <= 14; n += 1) {
      const { host } = mortal(n, n % 2 ? 'beforeCommit' : 'afterCommit');
      await runJob(host, test.workspace.id, jobId, never).catch(() => undefined);
      await test.host.database.systemQuery('update socle_job set attempts = 1 where id = $1', [
        jobId,
      ]);
    }
    await test.settle();
    const done = await read(test, id);
    expect(done).toMatchObject({
      status: 'done',
      counts: { created: 34, rejected: 3, companies: 4 },
    });
    const lines = await test.host.database.systemQuery<{ n: number }>(
      `select count(distinct line)::int as n from core_import_change where import_id = $1 and action in ('created', 'updated')`,
      [id],
    );
    expect(lines[0]?.n).toBe(done.counts.created + done.counts.updated);
  });

  it('ends the same when the job is delivered twice at once', async () => {
    const id = await upload(test, people());
    await test.workspace.run((ctx) => startImport(ctx, id));
    const jobId = await jobOf(id);
    const second = await test.secondProcess();
    await Promise.all([
      runJob(test.host, test.workspace.id, jobId, never),
      runJob(second, test.workspace.id, jobId, never),
    ]);
    await test.settle();
    expect(await read(test, id)).toMatchObject({
      status: 'done',
      counts: { created: 34, rejected: 3, companies: 4 },
    });
    expect((await facts(test)).length).toBe(38);
  });

  it('adds nobody twice when two imports of one file run at once', async () => {
    const ids = [await upload(test, people()), await upload(test, people())];
    for (const id of ids) await test.workspace.run((ctx) => startImport(ctx, id));
    const second = await test.secondProcess();
    await Promise.all(
      ids.map(async (id, index) =>
        runJob(index ? second : test.host, test.workspace.id, await jobOf(id), never),
      ),
    );
    await test.settle();
    expect((await facts(test)).length).toBe(38);
    const counts = await Promise.all(ids.map(async (id) => (await read(test, id)).counts.created));
    expect(counts.reduce((a, b) => a + b, 0)).toBe(34);
  });

  it('stops when it is told to, keeps whole chunks, and can be undone', async () => {
    const id = await upload(test, people());
    const empty = await dump(test);
    await test.workspace.run((ctx) => startImport(ctx, id));
    const { host } = mortal(4, 'afterCommit');
    await runJob(host, test.workspace.id, await jobOf(id), never).catch(() => undefined);
    await test.workspace.run((ctx) => cancelImport(ctx, id));
    await test.settle();
    const stopped = await read(test, id);
    expect(stopped).toMatchObject({
      status: 'cancelled',
      counts: { created: 18, updated: 1, rejected: 2 },
    });
    await expect(test.workspace.run((ctx) => cancelImport(ctx, id))).rejects.toMatchObject({
      kind: 'conflict',
    });
    await test.workspace.run((ctx) => undoImport(ctx, id));
    await test.settle();
    expect(await read(test, id)).toMatchObject({ status: 'undone' });
    expect(await dump(test)).toEqual(empty);
  });

  it('goes on after the last saved row when an import that failed is resumed', async () => {
    const id = await upload(test, people());
    await test.workspace.run((ctx) => startImport(ctx, id));
    const { host } = mortal(4, 'afterCommit');
    await runJob(host, test.workspace.id, await jobOf(id), never).catch(() => undefined);
    // A file that cannot be found any more fails for good.
    await test.host.database.systemQuery(
      'update socle_file set storage_key = reverse(storage_key)',
    );
    for (let n = 0; n < 6; n += 1) {
      await test.settle();
      test.clock.advance(3_600_000);
    }
    expect(await read(test, id)).toMatchObject({ status: 'failed' });
    await test.host.database.systemQuery(
      'update socle_file set storage_key = reverse(storage_key)',
    );
    await test.workspace.run((ctx) => resumeImport(ctx, id));
    await test.settle();
    expect(await read(test, id)).toMatchObject({
      status: 'done',
      counts: { created: 34, rejected: 3, companies: 4 },
    });
  });

  it('asks the database no more often for a chunk of many rows than for one of few', async () => {
    const file = (count: number, tag: string) =>
      `Prénom,Nom,E-mail,Société,Note\n${Array.from({ length: count }, (_, i) => `A${i},${tag},${tag}${i}@x.example,S${i},n`).join('\n')}\n`;
    const statements = async (content: string) => {
      const id = await upload(test, content);
      await test.workspace.run((ctx) => startImport(ctx, id));
      return (await recordStatements(() => test.settle())).length;
    };
    expect(await statements(file(7, 'b'))).toBe(await statements(file(1, 'a')));
    expect(await statements(file(7, 'b'))).toBe(await statements(file(1, 'a')));
  });
});

describe('C-05 the command line', () => {
  it('runs the same import to its end, and says why a file is refused', async () => {
    const { writeFile } = await import('node:fs/promises');
    const path = `${test.host.config.dataDir}/people.csv`;
    await writeFile(path, people());
    const options = { path };
    const manager = await test.workspace.session('manager');
    const dry = await importFile(manager, { ...options, dryRun: true });
    expect(dry.counts).toMatchObject({ created: 34, rejected: 3, companies: 4 });
    expect(await facts(test)).toEqual([]);
    const seen: number[] = [];
    const done = await importFile(manager, {
      ...options,
      mapping: { Note: null },
      matchKey: 'name',
      onProgress: (progress) => seen.push(progress.done),
    });
    expect(done.counts).toMatchObject({ created: 34, companies: 4 });
    expect(seen.at(-1)).toBe(ROWS);
    await writeFile(path, '');
    await expect(importFile(manager, options)).rejects.toMatchObject({
      name: 'ImportFileError',
      code: 'core.import.error.empty',
    });
    await expect(importFile(manager, { ...options, path: '/nowhere.csv' })).rejects.toMatchObject({
      code: 'core.import.error.notFound',
    });
    await expect(importFile(await test.workspace.session('reader'), options)).rejects.toMatchObject(
      { kind: 'forbidden' },
    );
  });
});
