import { keyIdOf, openSystemPool, rotateSecrets } from '@socle/plugin-sdk/kernel';
import { type Command, CommandError } from './command';
import { configFrom, migrateAll } from './installation.server';

const rotate: Command = {
  name: 'secrets rotate',
  usage: '',
  summary:
    'Encrypts every stored secret anew under SOCLE_SECRET_KEY, reading those of SOCLE_SECRET_KEY_PREVIOUS. Can be repeated.',
  async run({ env, io }) {
    const config = configFrom(env);
    await migrateAll(config);
    const pool = openSystemPool(config, 2, () => undefined);
    try {
      const columns = await rotateSecrets(config, pool);
      for (const { table, column, resealed, current, unreadable } of columns)
        io.out(
          `${table}.${column}: ${resealed} encrypted anew, ${current} already were${unreadable > 0 ? `, ${unreadable} cannot be read` : ''}`,
        );
      const unreadable = columns.reduce((sum, column) => sum + column.unreadable, 0);
      if (unreadable > 0)
        throw new CommandError(
          `${unreadable} secret(s) were left as they are: neither key opens them. Give the key they were written under as SOCLE_SECRET_KEY_PREVIOUS, or enter them again in the settings.`,
        );
      io.err(
        `Every secret is under the key ${keyIdOf(config.secretKey)}. SOCLE_SECRET_KEY_PREVIOUS can be dropped.`,
      );
    } finally {
      await pool.end();
    }
  },
};

export const secretCommands: readonly Command[] = [rotate];
