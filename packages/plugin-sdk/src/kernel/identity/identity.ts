import { createAccounts } from './accounts';
import { createApiKeys } from './api-keys';
import type { IdentityBase } from './base';
import { createOneTimeTokens } from './one-time-tokens';
import { createPasswordReset } from './password-reset';
import { createSecondFactors } from './second-factor';
import { createSessions } from './sessions';
import { createSignIn } from './sign-in';
import { createThrottle } from './throttle';

/** Accounts, sessions and keys. The only code that reads or writes their tables. */
export type Identity = ReturnType<typeof createIdentity>;

export function createIdentity(base: IdentityBase) {
  const throttle = createThrottle(base);
  const tokens = createOneTimeTokens(base);
  const sessions = createSessions(base);
  const secondFactors = createSecondFactors(base, throttle);
  const signIn = createSignIn(base, { throttle, tokens, sessions, secondFactors });
  return {
    ...createAccounts(base),
    ...sessions,
    ...createApiKeys(base),
    ...secondFactors,
    ...signIn,
    ...createPasswordReset(base, { tokens, throttle, signIn }),
  };
}
