import path from 'node:path';
import { describeModuleContract } from '@socle/plugin-sdk/testing';
import { serverModule } from './module.server';
import { PROJECT, TASK } from './projects/contract';
import { projectInput } from './projects/domain/project';
import { taskInput } from './projects/domain/task';
import { addTask } from './projects/server/use-cases/add-task';
import { createProject } from './projects/server/use-cases/create-project';

describeModuleContract(serverModule, {
  packageDirectory: path.join(import.meta.dirname, '..'),
  dependencies: ['@socle/core'],
  async seed(ctx, { marker, api }) {
    const contact = await api('POST', '/contacts', { kind: 'company', name: `Société ${marker}` });
    const contactId = String(contact.body.id);
    const projectId = await createProject(
      ctx,
      projectInput.parse({
        name: `Chantier ${marker}`,
        contactId,
        startsOn: '2026-03-01',
        dueOn: '2026-04-01',
        ownerId: ctx.actor.userId,
      }),
    );
    const taskId = await addTask(
      ctx,
      taskInput.parse({ projectId, title: `Pose ${marker}`, plannedMinutes: 90 }),
    );
    return { 'core.contact': contactId, [PROJECT]: projectId, [TASK]: taskId };
  },
});
