import { randomBytes } from 'node:crypto';
import { AppError, invalid, notFound } from '../../primitives';
import { sha256 } from '../config';
import { purposeOf } from '../secret-rotation';
import { openForUser, sealForUser } from '../secrets';
import { type IdentityBase, recordForUser } from './base';
import { codeBucket, type Throttle } from './throttle';
import { matchingStep, newTotpSecret, toBase32, totpUri } from './totp';

const PURPOSE = purposeOf('socle_second_factor', 'secret_sealed');
const RECOVERY_CODES = 10;
/** An enrolment that was begun and never confirmed starts over with another secret. */
const ENROLMENT_MS = 60 * 60_000;

export interface SecondFactorView {
  isOn: boolean;
  since: Date | null;
  recoveryCodesLeft: number;
}

export interface Enrolment {
  /** Base32, to be typed where no camera is. */
  secret: string;
  /** What the QR code says. */
  uri: string;
}

type Row = {
  secret_sealed: string;
  confirmed_at: Date | null;
  created_at: Date;
  last_step: string | null;
};

/** Codes of an authenticator app (TOTP), and the recovery codes for the day it is lost. */
export function createSecondFactors(base: IdentityBase, throttle: Throttle) {
  const { systemQuery } = base.database;
  const read = async (userId: string): Promise<Row | null> => {
    const [row] = await systemQuery<Row>(
      'select secret_sealed, confirmed_at, created_at, last_step from socle_second_factor where user_id = $1',
      [userId],
    );
    return row ?? null;
  };
  const open = (userId: string, row: Row): string =>
    openForUser(base.config, userId, PURPOSE, row.secret_sealed);
  // The step is noted in the same statement that checks it: a code seen over a shoulder works once.
  const isCodeUsed = async (userId: string, row: Row, code: string): Promise<boolean> => {
    const step = matchingStep(open(userId, row), code, base.clock());
    if (step === null) return false;
    const rows = await systemQuery(
      `update socle_second_factor set last_step = $2
       where user_id = $1 and (last_step is null or last_step < $2) returning user_id`,
      [userId, step],
    );
    return rows.length > 0;
  };
  const isRecoveryCodeUsed = async (userId: string, code: string): Promise<boolean> => {
    const rows = await systemQuery(
      `update socle_recovery_code set used_at = $3
       where user_id = $1 and code_hash = $2 and used_at is null returning user_id`,
      [userId, hashOf(code), base.clock()],
    );
    if (rows.length > 0) await recordForUser(base, userId, 'secondFactor.recoveryCodeUsed');
    return rows.length > 0;
  };
  const replaceRecoveryCodes = async (userId: string): Promise<string[]> => {
    const codes = Array.from({ length: RECOVERY_CODES }, newRecoveryCode);
    await systemQuery(
      `with gone as (delete from socle_recovery_code where user_id = $1)
       insert into socle_recovery_code (user_id, code_hash) select $1, unnest($2::text[])`,
      [userId, codes.map(hashOf)],
    );
    return codes;
  };
  return {
    async secondFactor(userId: string): Promise<SecondFactorView> {
      const row = await read(userId);
      const [left] = await systemQuery<{ count: number }>(
        'select count(*)::int as count from socle_recovery_code where user_id = $1 and used_at is null',
        [userId],
      );
      const since = row?.confirmed_at ?? null;
      return { isOn: since !== null, since, recoveryCodesLeft: since ? (left?.count ?? 0) : 0 };
    },

    /** The secret an authenticator app is given; the same one until it is confirmed. Throws `conflict` once it is. */
    async enrolment(userId: string, account: string): Promise<Enrolment> {
      const row = await read(userId);
      if (row?.confirmed_at) throw new AppError('conflict', 'error.secondFactorOn');
      const oldest = base.clock().getTime() - ENROLMENT_MS;
      if (row && row.created_at.getTime() > oldest) {
        const secret = open(userId, row);
        return { secret, uri: totpUri(secret, account) };
      }
      const secret = newTotpSecret();
      await systemQuery(
        `insert into socle_second_factor as f (user_id, secret_sealed, created_at) values ($1, $2, $3)
         on conflict (user_id) do update set secret_sealed = excluded.secret_sealed, created_at = excluded.created_at, last_step = null
         where f.confirmed_at is null`,
        [userId, sealForUser(base.config, userId, PURPOSE, secret), base.clock()],
      );
      return { secret, uri: totpUri(secret, account) };
    },

    /** Switches the second factor on and answers the recovery codes, the only time they can be read. Throws `invalid`. */
    async confirmEnrolment(userId: string, code: string): Promise<string[]> {
      await throttle.attempt([codeBucket(userId)]);
      const row = await read(userId);
      if (!row || row.confirmed_at) throw new AppError('conflict', 'error.secondFactorOn');
      if (!(await isCodeUsed(userId, row, code)))
        throw invalid([{ field: 'code', code: 'error.wrongCode' }]);
      await throttle.succeeded(codeBucket(userId));
      const codes = await replaceRecoveryCodes(userId);
      await systemQuery('update socle_second_factor set confirmed_at = $2 where user_id = $1', [
        userId,
        base.clock(),
      ]);
      await recordForUser(base, userId, 'secondFactor.enabled');
      return codes;
    },

    /** Ten new recovery codes; the old ones no longer work. Throws notFound without a second factor. */
    async renewRecoveryCodes(userId: string): Promise<string[]> {
      if (!(await read(userId))?.confirmed_at) throw notFound();
      const codes = await replaceRecoveryCodes(userId);
      await recordForUser(base, userId, 'secondFactor.recoveryCodesRenewed');
      return codes;
    },

    /** Switches the second factor off. `actorId` is null for the command line. */
    async removeSecondFactor(userId: string, actorId: string | null): Promise<void> {
      const rows = await systemQuery(
        `with codes as (delete from socle_recovery_code where user_id = $1)
         delete from socle_second_factor where user_id = $1 returning user_id`,
        [userId],
      );
      if (rows.length === 0) return;
      await recordForUser(base, userId, 'secondFactor.disabled', {
        userId: actorId,
        via: actorId ? 'screen' : 'commandLine',
      });
    },

    /** Checks a code of the app, or a recovery code, and uses it up. Throws `invalid`, or `tooMany` after wrong ones. */
    async spendCode(userId: string, code: string): Promise<void> {
      await throttle.attempt([codeBucket(userId)]);
      const row = await read(userId);
      const isRight =
        row?.confirmed_at &&
        ((await isCodeUsed(userId, row, code)) || (await isRecoveryCodeUsed(userId, code)));
      if (!isRight) throw invalid([{ field: 'code', code: 'error.wrongCode' }]);
      await throttle.succeeded(codeBucket(userId));
    },
  };
}

export type SecondFactors = ReturnType<typeof createSecondFactors>;

// 80 random bits: a fast hash keeps them well enough.
const newRecoveryCode = (): string =>
  (toBase32(randomBytes(10)).toLowerCase().match(/.{4}/g) ?? []).join('-');

const hashOf = (code: string): string => sha256(code.toLowerCase().replace(/[^a-z2-7]/g, ''));
