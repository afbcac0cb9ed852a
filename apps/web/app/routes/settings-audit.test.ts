import { recordAct, sealAudit } from '@socle/plugin-sdk/kernel';
import type { TestHost, TestUser } from '@socle/plugin-sdk/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPageHost, type Form, openRoute } from '../test-support/open-route';
import * as log from './settings-audit';
import * as logExport from './settings-audit-export';

let test: TestHost;
let contactId: string;

beforeAll(async () => {
  test = await createPageHost(['@socle/core']);
  const { body } = await test.api('owner', 'POST', '/contacts', {
    kind: 'person',
    firstName: 'Claire',
    lastName: 'Lefèvre',
  });
  contactId = String(body.id);
});
afterAll(() => test?.close());

const users = () => test.workspace.users;
type Call = Parameters<typeof openRoute>[1];
const open = <D>(call: Call, user: TestUser, path: string, form?: Form) =>
  openRoute<D>(test, call, user, path, form ? { form } : {});

interface LogPage {
  rows: { deed: string; actor: string; history: string | null }[];
  chain: { seq: number; checkedSeq: number | null; problem: unknown } | null;
}

describe('P-04 the log of a workspace', () => {
  it.each([
    ['log', log.loader, '/settings/audit'],
    ['export', logExport.loader, '/settings/audit/export'],
  ])('is for administrators: %s', async (_what, loader, path) => {
    for (const role of ['manager', 'member', 'reader'] as const)
      expect((await open(loader, users()[role], path)).status).toBe(403);
    expect((await open(loader, users().admin, path)).status).toBe(200);
  });

  it('reads as sentences, and leads to the record', async () => {
    const { data } = await open<LogPage>(log.loader, users().owner, '/settings/audit?q=Claire');
    expect(data.rows).toContainEqual(
      expect.objectContaining({
        deed: 'Created “Claire Lefèvre” (contact)',
        actor: 'owner of Atelier Martin',
        history: `/history/core.contact/${contactId}`,
      }),
    );
  });

  it('names who really acted in a member’s name', async () => {
    await recordAct(test.host, test.workspace.id, {
      userId: users().member.id,
      impersonatorId: users().admin.id,
      via: 'screen',
      action: 'team.created',
      subject: { type: 'team', id: 'x', title: 'Nord' },
    });
    const path = '/settings/audit?action=team.created';
    const { data } = await open<LogPage>(log.loader, users().owner, path);
    expect(data.rows).toMatchObject([
      {
        deed: 'Created the team Nord',
        actor: 'admin of Atelier Martin, in the name of member of Atelier Martin',
      },
    ]);
  });

  it('is checked on request', async () => {
    await sealAudit(test.host, test.workspace.id);
    expect((await open(log.action, users().admin, '/settings/audit', {})).status).toBe(302);
    const { data } = await open<LogPage>(log.loader, users().admin, '/settings/audit');
    expect(data.chain?.problem).toBeNull();
    expect(data.chain?.checkedSeq).toBe(data.chain?.seq);
    expect(data.rows[0]?.deed).toBe('Checked that the log is intact');
  });

  it('shows nothing of another workspace', async () => {
    const { data } = await open<LogPage>(log.loader, test.other.users.owner, '/settings/audit');
    expect(JSON.stringify(data)).not.toContain('Atelier Martin');
  });

  it('passes over filters that are none', async () => {
    const path = '/settings/audit?who=x&from=2026-99-99&kind=%00&via=%ED';
    expect((await open(log.loader, users().owner, path)).status).toBe(200);
  });

  it('is exported as a file no spreadsheet runs, whole, and that is recorded', async () => {
    await test.host.database.systemQuery('update socle_user set name = $2 where id = $1', [
      users().manager.id,
      '=HYPERLINK("x")',
    ]);
    // More than one page of the export.
    for (let count = 0; count < 510; count += 1)
      await recordAct(test.host, test.workspace.id, {
        userId: users().manager.id,
        via: 'screen',
        action: 'test.done',
        subject: { type: 'test', id: `@${count}`, title: 'a, "b"' },
      });
    const path = '/settings/audit/export';
    const { response } = await open(logExport.loader, users().owner, path);
    expect(response.headers.get('content-disposition')).toMatch(/^attachment; .*\.csv"$/);
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(await response.arrayBuffer());
    expect(text.startsWith('\ufeffNumber,When,Who')).toBe(true);
    const lines = text.split('\r\n').filter((line) => line.includes('test.done'));
    expect(lines).toHaveLength(510);
    for (const line of lines)
      expect(line).toMatch(
        /^,[\d :-]{19},"'=HYPERLINK\(""x""\)",on screen,"test.done a, ""b""",,'@\d+,$/,
      );
    const { data } = await open<LogPage>(log.loader, users().owner, '/settings/audit?via=screen');
    expect(data.rows[0]).toMatchObject({
      deed: 'Exported the log',
      actor: 'owner of Atelier Martin',
    });
    const none = await open(logExport.loader, users().owner, `${path}?q=nothing-like-it`);
    expect((await none.response.text()).trim().split('\r\n')).toHaveLength(1);
  });
});
