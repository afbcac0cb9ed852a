import { switchModule } from '@socle/plugin-sdk/kernel';
import { type Command, CommandError } from './command';
import { findWorkspace, withHost } from './installation.server';

const list: Command = {
  name: 'module list',
  usage: '[--workspace W] [--json]',
  summary: 'Lists the installed modules and whether they are on.',
  options: ['workspace'],
  flags: ['json'],
  run: ({ option, flag, env, io }) =>
    withHost(env, async (host) => {
      const { modulesOn } = await host.workspaceState(
        await findWorkspace(host, option('workspace')),
      );
      const rows = host.registry.modules.map(({ manifest }) => ({
        id: manifest.id,
        version: manifest.version,
        isOn: modulesOn.has(manifest.id),
        dependsOn: manifest.dependsOn,
      }));
      io.out(
        flag('json')
          ? JSON.stringify(rows)
          : rows.map((row) => `${row.isOn ? 'on ' : 'off'}  ${row.id} ${row.version}`).join('\n'),
      );
    }),
};

const toggle = (word: 'enable' | 'disable'): Command => ({
  name: `module ${word}`,
  usage: 'NAME [--workspace W]',
  summary: word === 'enable' ? 'Switches a module on.' : 'Switches a module off. Its data stays.',
  options: ['workspace'],
  positionals: 1,
  run: ({ positionals, option, env, io }) =>
    withHost(env, async (host) => {
      const [moduleId = ''] = positionals;
      if (!host.registry.byId.has(moduleId))
        throw new CommandError(
          `No module "${moduleId}". Installed: ${[...host.registry.byId.keys()].join(', ')}.`,
        );
      await switchModule(
        host,
        await findWorkspace(host, option('workspace')),
        moduleId,
        word === 'enable',
        { userId: null, via: 'commandLine' },
      );
      io.err(`${moduleId} is ${word === 'enable' ? 'on' : 'off'}.`);
    }),
});

export const moduleCommands: readonly Command[] = [list, toggle('enable'), toggle('disable')];
