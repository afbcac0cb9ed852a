import { auditCommands } from './audit-commands.server';
import type { Command } from './command';
import { identityCommands } from './identity-commands.server';
import { moduleCommands } from './module-commands.server';
import { contributedCommands } from './module-contributions.server';
import { operationCommands } from './operation-commands.server';
import { pluginCommands } from './plugin-commands.server';
import { secretCommands } from './secret-commands.server';

/** Every `socle` command, in the order of the help. */
export const commands: readonly Command[] = [
  ...identityCommands,
  ...contributedCommands,
  ...moduleCommands,
  ...pluginCommands,
  ...auditCommands,
  ...operationCommands,
  ...secretCommands,
];
