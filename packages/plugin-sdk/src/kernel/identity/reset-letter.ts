import type { Host } from '../host';

/**
 * Writes to the owner of an address a letter with a way back in; does nothing when there is no such
 * account. Run by the queue, so that the page that asked answers alike in both cases.
 * Throws `unavailable` when the mail server does not take it: the queue tries again.
 */
export async function sendResetLetter(host: Host, email: string): Promise<void> {
  const [user] = await host.database.systemQuery<{
    id: string;
    name: string;
    email: string;
    locale: 'fr' | 'en';
  }>(
    `select u.id, u.name, u.email, coalesce(u.locale, (
       select w.locale from socle_membership m join socle_workspace w on w.id = m.workspace_id
       where m.user_id = u.id order by m.created_at limit 1), 'en') as locale
     from socle_user u where lower(u.email) = lower($1) and u.disabled_at is null`,
    [email],
  );
  if (!user || !host.mailer.isConfigured) return;
  const link = await host.identity.createResetLink(user.id);
  const t = (key: string) => host.catalog.t(user.locale, key, { name: user.name, link });
  await host.mailer.send({
    to: user.email,
    subject: t('letter.reset.subject'),
    text: t('letter.reset.text'),
  });
}
