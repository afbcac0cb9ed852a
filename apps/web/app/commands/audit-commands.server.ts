import { type AuditCheck, type ChainMark, sealAudit, verifyAudit } from '@socle/plugin-sdk/kernel';
import { type Command, CommandError, type CommandInput } from './command';
import { findWorkspace, withHost } from './installation.server';

const verify: Command = {
  name: 'audit verify',
  usage: '[--workspace W] [--expect NUMBER:FINGERPRINT] [--json]',
  summary:
    'Walks the audit log and names the first entry that was changed, taken out or added. Note the printed end elsewhere; --expect checks that the log still leads to it.',
  options: ['workspace', 'expect'],
  flags: ['json'],
  run: ({ option, flag, wrong, env, io }) =>
    withHost(env, async (host) => {
      const given = option('workspace');
      const mark = readMark(option('expect'), wrong);
      const workspaces = await host.identity.workspaces();
      const ids =
        given === undefined && mark === undefined
          ? workspaces.map(({ id }) => id)
          : [await findWorkspace(host, given)];
      const checks: AuditCheck[] = [];
      for (const id of ids) {
        // Without a server nobody else seals what was written last.
        await sealAudit(host, id);
        checks.push(await verifyAudit(host, id, mark));
      }
      const nameOf = (id: string) => workspaces.find((w) => w.id === id)?.name ?? id;
      if (flag('json')) io.out(JSON.stringify(checks));
      else for (const check of checks) io.out(describe(check, nameOf(check.workspaceId)));
      const wrongOnes = checks.filter(({ problem }) => problem).length;
      if (wrongOnes > 0) throw new CommandError(`${wrongOnes} log(s) not intact.`);
    }),
};

function readMark(text: string | undefined, wrong: CommandInput['wrong']): ChainMark | undefined {
  if (text === undefined) return undefined;
  const match = /^([1-9]\d{0,14}):([0-9a-f]{64})$/.exec(text);
  if (!match) throw wrong('--expect takes what an earlier check printed: NUMBER:FINGERPRINT.');
  return { seq: Number(match[1]), hash: match[2] ?? '' };
}

function describe({ problem, checked, head }: AuditCheck, name: string): string {
  if (!problem) {
    const end = head.seq > 0 ? ` End: ${head.seq}:${head.hash}` : '';
    return `ok     ${name}: ${checked} entries intact.${end}`;
  }
  const row = problem.id
    ? ` (${[problem.id, problem.occurredAt, problem.action, problem.title].filter(Boolean).join(', ')})`
    : '';
  return `WRONG  ${name}: ${SAYINGS[problem.kind](problem.seq)}${row} ${checked} entries before it are intact.`;
}

const SAYINGS = {
  changed: (seq: number) => `entry ${seq} is not as it was sealed.`,
  missing: (seq: number) => `entry ${seq} is missing.`,
  head: (seq: number) => `the noted end (${seq}) is not that of the entries.`,
  rewritten: (seq: number) => `entry ${seq} is not the one the given end was taken from.`,
};

export const auditCommands: readonly Command[] = [verify];
