import { AppError } from '../../primitives';
import type { Config } from '../config';
import type { IdentityBase, Origin } from './base';
import type { OneTimeToken, OneTimeTokens } from './one-time-tokens';
import type { createSignIn, SignedIn } from './sign-in';
import { refuseWhereProviderIsRequired } from './sso-providers';
import { resetBuckets, type Throttle } from './throttle';

const RESET_MS = 60 * 60_000;
const CHANGE_MS = 24 * 60 * 60_000;

/** The task of the queue that looks for the account and writes the letter. */
export const RESET_TASK = 'socle.passwordReset';

/** The address people use, known without asking the request: a stranger can write anything into one. */
export const ownAddress = ({ publicUrl, port }: Pick<Config, 'publicUrl' | 'port'>): string =>
  publicUrl ?? `http://localhost:${port}`;

/** Ways back in for who has lost the password, and the proof that a new address is one's own. */
export function createPasswordReset(
  base: IdentityBase,
  {
    tokens,
    throttle,
    signIn,
  }: { tokens: OneTimeTokens; throttle: Throttle; signIn: ReturnType<typeof createSignIn> },
) {
  const { systemQuery } = base.database;
  return {
    /**
     * Asks for a letter with a way back in. Does the same work whether there is such an account or not:
     * the worker looks for it. Throws `tooMany` only for the caller's own address.
     */
    async requestPasswordReset(email: string, address: string): Promise<void> {
      const buckets = resetBuckets(email, address);
      await throttle.attempt([buckets.address]);
      if (!(await throttle.isAllowed(buckets.account))) return;
      await systemQuery(
        'select graphile_worker.add_job($1, $2::json, max_attempts => 8::smallint)',
        [RESET_TASK, JSON.stringify({ email: email.trim().toLowerCase().slice(0, 320) })],
      );
    },

    /** A link that lets its reader choose a new password, once, within the hour; older ones no longer work. */
    async createResetLink(userId: string): Promise<string> {
      const token = await tokens.issue('passwordReset', userId, RESET_MS);
      return `${ownAddress(base.config)}/reset-password/${token}`;
    },

    /** Whether such a link still works. */
    async isResetToken(token: string): Promise<boolean> {
      return (await tokens.peek('passwordReset', token)) !== null;
    },

    /** Sets the password of whoever followed the link, and goes on as after a password. Throws `invalid`, `conflict`. */
    async resetPassword(token: string, password: string, origin: Origin): Promise<SignedIn> {
      const pending = await tokens.peek('passwordReset', token);
      if (!pending) throw new AppError('conflict', 'error.resetLinkUsed');
      await refuseWhereProviderIsRequired(base.database, pending.userId);
      await signIn.checkNewPassword(pending.userId, password);
      if (!(await tokens.spend('passwordReset', token)))
        throw new AppError('conflict', 'error.resetLinkUsed');
      await signIn.setPassword(pending.userId, password, pending.userId);
      return signIn.passFirstFactor(pending.userId, origin);
    },

    /** A link that proves the reader has this address; following it changes the account's. */
    async createEmailLink(userId: string, email: string): Promise<string> {
      const token = await tokens.issue('emailChange', userId, CHANGE_MS, { email });
      return `${ownAddress(base.config)}/confirm-email/${token}`;
    },

    /** The address such a link stands for, while it works. */
    async pendingEmail(token: string): Promise<{ userId: string; email: string } | null> {
      return emailOf(await tokens.peek('emailChange', token));
    },

    /** As `pendingEmail`; uses the link up. */
    async takeEmailLink(token: string): Promise<{ userId: string; email: string } | null> {
      return emailOf(await tokens.spend('emailChange', token));
    },
  };
}

const emailOf = (token: OneTimeToken | null): { userId: string; email: string } | null =>
  token?.data.email ? { userId: token.userId, email: token.data.email } : null;
