import { AppError, invalid, notFound } from '../../primitives';
import { type IdentityBase, type Origin, recordForUser } from './base';
import type { OneTimeTokens } from './one-time-tokens';
import { checkPassword, hashPassword, isOutdated, passwordMatches } from './passwords';
import type { SecondFactors } from './second-factor';
import type { createSessions } from './sessions';
import { refuseWhereProviderIsRequired } from './sso-providers';
import { accountBucket, addressBucket, type Throttle } from './throttle';

/** Between the password and the code. */
const PENDING_MS = 10 * 60_000;

/** What follows a first factor: a session, or the question for a code, named by the token of a cookie. */
export type SignedIn = { kind: 'session'; token: string } | { kind: 'code'; token: string };

export interface SignInParts {
  throttle: Throttle;
  tokens: OneTimeTokens;
  sessions: ReturnType<typeof createSessions>;
  secondFactors: SecondFactors;
}

interface Account {
  id: string;
  email: string;
  name: string;
  password_hash: string | null;
}

/** Proving who one is by what one knows and has. */
export function createSignIn(base: IdentityBase, parts: SignInParts) {
  const { systemQuery } = base.database;
  const { throttle, tokens, sessions, secondFactors } = parts;
  const accountOf = async (userId: string): Promise<Account> => {
    const [account] = await systemQuery<Account>(
      'select id, email, name, password_hash from socle_user where id = $1 and disabled_at is null',
      [userId],
    );
    if (!account) throw notFound();
    return account;
  };
  const keepHash = async (userId: string, password: string): Promise<void> => {
    await systemQuery('update socle_user set password_hash = $2 where id = $1', [
      userId,
      await hashPassword(password),
    ]);
  };
  // Counted with the attempts to sign in: an open session is no way around the limit.
  const prove = async (userId: string, password: string, field: string): Promise<Account> => {
    const account = await accountOf(userId);
    const bucket = accountBucket(account.email);
    await throttle.attempt([bucket]);
    if (!(await passwordMatches(account.password_hash, password)))
      throw invalid([{ field, code: 'error.wrongPassword' }]);
    await throttle.succeeded(bucket);
    return account;
  };
  const signIn = {
    /** Checks a password. Throws the same `invalid` for every kind of mismatch, `tooMany` after several. */
    async signIn(input: { email: string; password: string } & Origin): Promise<SignedIn> {
      const email = input.email.trim().toLowerCase();
      const [account, address] = [accountBucket(email), addressBucket(input.address)];
      await throttle.attempt([address, account]);
      const [user] = await systemQuery<Account>(
        'select id, email, name, password_hash from socle_user where lower(email) = $1 and disabled_at is null',
        [email],
      );
      const stored = user?.password_hash ?? null;
      if (!(await passwordMatches(stored, input.password)) || !user || !stored)
        throw new AppError('invalid', 'error.badCredentials');
      await throttle.succeeded(account, [address]);
      await refuseWhereProviderIsRequired(base.database, user.id);
      if (isOutdated(stored)) await keepHash(user.id, input.password);
      return signIn.passFirstFactor(user.id, input);
    },

    /** Goes on after a password, or a provider that vouches for the user: to a session, or to the code. */
    async passFirstFactor(userId: string, { address, userAgent }: Origin): Promise<SignedIn> {
      const { isOn } = await secondFactors.secondFactor(userId);
      if (isOn)
        return { kind: 'code', token: await tokens.issue('secondFactor', userId, PENDING_MS) };
      return {
        kind: 'session',
        token: await sessions.openSession(userId, userAgent, { address }),
      };
    },

    /** Who is half-way through a sign-in; null when it took too long. */
    async pendingSignIn(token: string): Promise<{ userId: string } | null> {
      return tokens.peek('secondFactor', token);
    },

    /** Ends a sign-in with a code. Throws `unauthenticated` when it took too long, `invalid`, `tooMany`. */
    async completeSignIn(token: string, code: string, origin: Origin): Promise<string> {
      const tooLate = new AppError('unauthenticated', 'error.signInExpired');
      const pending = await tokens.peek('secondFactor', token);
      if (!pending) throw tooLate;
      await secondFactors.spendCode(pending.userId, code);
      if (!(await tokens.spend('secondFactor', token))) throw tooLate;
      return sessions.openSession(pending.userId, origin.userAgent, { address: origin.address });
    },

    /** How a user can prove who they are without signing in again. */
    async proofs(userId: string): Promise<{ hasPassword: boolean; hasCode: boolean }> {
      const { password_hash } = await accountOf(userId);
      const { isOn } = await secondFactors.secondFactor(userId);
      return { hasPassword: password_hash !== null, hasCode: isOn };
    },

    /** Proves by password who is at a session; returns the session's new token. Throws `invalid`, `tooMany`. */
    async confirmByPassword(userId: string, token: string, password: string): Promise<string> {
      await prove(userId, password, 'password');
      return sessions.renewSession(token);
    },

    /** As `confirmByPassword`, with a code of the second factor. */
    async confirmByCode(userId: string, token: string, code: string): Promise<string> {
      await secondFactors.spendCode(userId, code);
      return sessions.renewSession(token);
    },

    /** Throws `invalid` for `field` unless this is the user's password. */
    async requirePassword(
      userId: string,
      password: string,
      field = 'currentPassword',
    ): Promise<void> {
      await prove(userId, password, field);
    },

    /**
     * Changes a password, or sets the first one of an account that came without. The other sessions end;
     * this one gets the returned token. Throws `invalid` naming `currentPassword` or `password`.
     */
    async changePassword(
      userId: string,
      token: string,
      { current, password }: { current: string; password: string },
    ): Promise<string> {
      const account = await accountOf(userId);
      if (account.password_hash) await prove(userId, current, 'currentPassword');
      await checkPassword(password, account);
      await keepHash(userId, password);
      await tokens.forgetAll(userId);
      await recordForUser(base, userId, 'password.changed');
      await sessions.signOutEverywhere(userId, token);
      return sessions.renewSession(token);
    },

    /** Throws `invalid` for a password that is too easy to guess. */
    async checkNewPassword(userId: string, password: string): Promise<void> {
      await checkPassword(password, await accountOf(userId));
    },

    /** Sets a password for somebody who cannot sign in; all their sessions end. `actorId` is null for the command line. */
    async setPassword(userId: string, password: string, actorId: string | null): Promise<void> {
      const account = await accountOf(userId);
      await checkPassword(password, account);
      await keepHash(userId, password);
      await tokens.forgetAll(userId);
      await throttle.succeeded(accountBucket(account.email));
      await recordForUser(base, userId, 'password.reset', {
        userId: actorId,
        via: actorId ? 'screen' : 'commandLine',
      });
      await sessions.signOutEverywhere(userId);
    },
  };
  return signIn;
}
