import modules from 'virtual:socle/server';
import { openMemberSession } from '@socle/plugin-sdk/kernel';
import type { ModuleCommand } from '@socle/plugin-sdk/server';
import type { Command } from './command';
import { findUser, withHost } from './installation.server';

/** Commands that modules and plugins add. */
export const contributedCommands: readonly Command[] = modules
  .flatMap((module) => module.commands ?? [])
  .map(toCommand);

function toCommand({ run, ...description }: ModuleCommand): Command {
  return {
    ...description,
    run: ({ env, io, ...input }) =>
      withHost(env, (host) =>
        run({
          ...input,
          out: io.out,
          err: io.err,
          async openMember(user, workspace) {
            const { userId, workspaceId } = await findUser(host, user, workspace);
            return openMemberSession(host, workspaceId, userId);
          },
        }),
      ),
  };
}
