import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AppError } from '../../primitives';
import { createTestHost, type MailRecorder, type TestHost } from '../../testing';
import { labModule } from '../../testing/lab/lab-module';
import { startMailRecorder } from '../../testing/mail-recorder';
import type { By } from './change';
import { invite, resendInvitation } from './invitations';
import { openInvitation } from './joining';
import { sendWayBack } from './way-back';

let mail: MailRecorder;
let test: TestHost;
let silent: TestHost;
beforeAll(async () => {
  mail = await startMailRecorder();
  test = await createTestHost({
    modules: [labModule()],
    env: { SOCLE_SMTP_URL: `smtp://${mail.host}:${mail.port}?ignoreTLS=true` },
  });
  silent = await createTestHost({ modules: [labModule()] });
});
afterAll(async () => {
  await test.close();
  await silent.close();
  await mail.close();
});

const by = (host: TestHost, role: 'owner' | 'admin' | 'manager' = 'admin'): By => ({
  workspaceId: host.workspace.id,
  userId: host.workspace.users[role].id,
  via: 'screen',
});

const refusal = async (work: Promise<unknown>): Promise<string> => {
  const error = await work.catch((thrown: unknown) => thrown);
  if (!(error instanceof AppError)) throw new Error(`Not refused: ${String(error)}`);
  return error.code;
};

/** The body of a letter as it is read. */
const textOf = (raw: string): string => {
  const [, ...body] = raw.replaceAll('\r\n', '\n').split('\n\n');
  const text = body.join('\n\n');
  return /quoted-printable/i.test(raw)
    ? Buffer.from(
        text
          .replace(/=\n/g, '')
          .replace(/=([0-9A-F]{2})/g, (_, hex: string) =>
            String.fromCharCode(Number.parseInt(hex, 16)),
          ),
        'latin1',
      ).toString('utf8')
    : text;
};

describe('P-02 letters to people', () => {
  it('an invitation goes out in the inviter’s language, and its link is shown to nobody else', async () => {
    const delivery = { baseUrl: 'https://crm.example', locale: 'fr' as const };
    const outcomes = await invite(
      test.host,
      by(test),
      { emails: 'nadia@example.com\nyann@example.com', role: 'member', teamId: null },
      delivery,
    );
    expect(outcomes).toEqual([
      { email: 'nadia@example.com', link: null },
      { email: 'yann@example.com', link: null },
    ]);
    expect(mail.messages.map(({ to }) => to)).toEqual([
      ['nadia@example.com'],
      ['yann@example.com'],
    ]);
    const text = textOf(mail.messages[0]?.raw ?? '');
    expect(text).toContain('vous invite à rejoindre');
    expect(text).toContain('Atelier Martin');
    const token = /crm\.example\/join\/([\w-]+)/.exec(text)?.[1] ?? '';
    expect(await openInvitation(test.host, token)).toMatchObject({ email: 'nadia@example.com' });
  });

  it('a mail server that refuses loses nothing: the link is there to be passed on', async () => {
    mail.refuseNext('550 no such user');
    const [outcome] = await invite(
      test.host,
      by(test),
      { emails: 'full@example.com', role: 'member', teamId: null },
      { baseUrl: 'https://crm.example', locale: 'en' },
    );
    const token = outcome?.link?.split('/join/')[1] ?? '';
    const opened = await openInvitation(test.host, token);
    expect(opened).toMatchObject({ email: 'full@example.com' });
  });

  it('a way back in goes to the member’s own address, and to nobody above the sender', async () => {
    const { users } = test.workspace;
    mail.clear();
    const outcome = await sendWayBack(test.host, by(test), users.member.id);
    expect(outcome).toEqual({ email: users.member.email, link: null });
    expect(mail.messages.map(({ to }) => to)).toEqual([[users.member.email]]);
    expect(textOf(mail.messages[0]?.raw ?? '')).toContain('/reset-password/');
    expect(await refusal(sendWayBack(test.host, by(test), users.owner.id))).toBe(
      'error.ownersOnly',
    );
    expect(await refusal(sendWayBack(test.host, by(test, 'manager'), users.member.id))).toBe(
      'error.administratorsOnly',
    );
    expect(await refusal(sendWayBack(test.host, by(test), test.other.users.member.id))).toBe(
      'error.notFound',
    );
  });

  it('without a mail server the link is shown, but not of somebody who also works elsewhere', async () => {
    const { host, workspace, other } = silent;
    const own = await sendWayBack(host, by(silent), workspace.users.member.id);
    expect(own.link).toContain('/reset-password/');
    await host.database.systemQuery(
      "insert into socle_membership (workspace_id, user_id, role) values ($1, $2, 'member')",
      [workspace.id, other.users.owner.id],
    );
    expect(await refusal(sendWayBack(host, by(silent), other.users.owner.id))).toBe(
      'error.wayBackElsewhere',
    );
  });

  it('an invitation sent again is refused once the person is a member', async () => {
    const { host, workspace } = silent;
    const delivery = { baseUrl: 'https://crm.example', locale: 'en' as const };
    const email = 'late@example.com';
    await invite(host, by(silent), { emails: email, role: 'member', teamId: null }, delivery);
    await host.identity.createUser({
      email,
      name: 'Late',
      password: 'a lighthouse under green snow',
      workspaceId: workspace.id,
      role: 'reader',
    });
    const [pending] = await host.database.systemQuery<{ id: string }>(
      'select id from socle_invitation where workspace_id = $1 and email = $2',
      [workspace.id, email],
    );
    const again = resendInvitation(host, by(silent), pending?.id ?? '', delivery);
    expect(await refusal(again)).toBe('error.invalid');
  });
});
