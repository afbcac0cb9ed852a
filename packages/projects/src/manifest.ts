import { defineManifest } from '@socle/plugin-sdk';
import { projectsMessages } from './messages';
import { PROJECT, TASK } from './projects/contract';
import { projectRecord, taskRecord } from './projects/records';

const workers = ['manager', 'member'] as const;

/** Projects: the work promised to contacts, cut into tasks. */
export const manifest = defineManifest({
  id: 'projects',
  version: '0.1.0',
  sdk: '^0.1.0',
  name: 'projects.name',
  description: 'projects.description',
  icon: 'folder-kanban',
  dependsOn: ['core'],
  permissions: {
    'projects.project.read': {
      label: 'projects.permission.project.read',
      roles: ['manager', 'member', 'reader'],
    },
    'projects.project.create': { label: 'projects.permission.project.create', roles: workers },
    'projects.project.update': { label: 'projects.permission.project.update', roles: workers },
    'projects.task.read': {
      label: 'projects.permission.task.read',
      roles: ['manager', 'member', 'reader'],
    },
    'projects.task.create': { label: 'projects.permission.task.create', roles: workers },
    'projects.task.update': { label: 'projects.permission.task.update', roles: workers },
  },
  records: { [PROJECT]: projectRecord, [TASK]: taskRecord },
  navigation: [
    {
      id: 'projects.projects',
      label: 'projects.project.many',
      icon: 'folder-kanban',
      to: '/projects',
      permission: 'projects.project.read',
      order: 30,
    },
  ],
  routes: [
    {
      id: 'projects.projects',
      path: 'projects',
      file: './src/projects/web/routes/project-list.tsx',
    },
    {
      id: 'projects.projects.new',
      path: 'projects/new',
      file: './src/projects/web/routes/project-new.tsx',
    },
    {
      id: 'projects.projects.record',
      path: 'projects/:id',
      file: './src/projects/web/routes/project-record.tsx',
    },
    {
      id: 'projects.projects.edit',
      path: 'projects/:id/edit',
      file: './src/projects/web/routes/project-edit.tsx',
    },
    {
      id: 'projects.tasks.record',
      path: 'projects/tasks/:id',
      file: './src/projects/web/routes/task-record.tsx',
    },
  ],
  messages: projectsMessages,
});
