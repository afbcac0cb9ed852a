export {
  DEMO_SIGN_IN,
  isTimeZone,
  type Member,
  type Profile,
  SECOND_FACTOR_POLICIES,
  type SecondFactorPolicy,
} from './accounts';
export type { ApiKeyView, KeyKind, NewKey } from './api-keys';
export type { IdentityBase, Origin } from './base';
export { createIdentity, type Identity } from './identity';
export { ownAddress, RESET_TASK } from './password-reset';
export { type QrPath, qrPath } from './qr-code';
export { sendResetLetter } from './reset-letter';
export type { Enrolment, SecondFactorView } from './second-factor';
export { SESSION_COOKIE, type SessionOptions, type SessionView } from './sessions';
export type { SignedIn } from './sign-in';
