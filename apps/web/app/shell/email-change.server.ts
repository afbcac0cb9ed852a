import type { MemberArgs } from './host-page.server';

/**
 * Changes the address somebody signs in with: by a link sent to the new one, or at once where nothing
 * can be sent. Answers whether a link was sent. Throws `invalid`, `unavailable`.
 */
export async function requestEmailChange(args: MemberArgs, given: string): Promise<boolean> {
  const { host, session, t } = args;
  const email = await host.identity.checkNewEmail(session.userId, given);
  if (!host.mailer.isConfigured) {
    await host.identity.changeEmail(session.userId, email);
    return false;
  }
  const link = await host.identity.createEmailLink(session.userId, email);
  const params = { name: session.name, link, email };
  await host.mailer.send({
    to: email,
    subject: t('letter.email.subject'),
    text: t('letter.email.text', params),
  });
  // The old address is told, so that a stolen session cannot take the account away in silence.
  await host.mailer.send({
    to: session.email,
    subject: t('letter.emailChanged.subject'),
    text: t('letter.emailChanged.text', params),
  });
  return true;
}
