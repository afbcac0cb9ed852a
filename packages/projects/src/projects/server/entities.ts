import { type RecordEntity, recordColumns } from '@socle/plugin-sdk/server';
import { EntitySchema } from 'typeorm';
import type { ProjectSnapshot, TaskSnapshot } from '../contract';

export interface ProjectRow extends RecordEntity, ProjectSnapshot {
  id: string;
  completedAt: Date | null;
}

/** Work promised to a contact. */
export const Project = new EntitySchema<ProjectRow>({
  name: 'projects_project',
  columns: {
    ...recordColumns,
    name: { type: 'text' },
    contactId: { type: 'uuid', name: 'contact_id' },
    status: { type: 'text', default: 'planned' },
    startsOn: { type: 'date', name: 'starts_on', nullable: true },
    dueOn: { type: 'date', name: 'due_on', nullable: true },
    ownerId: { type: 'uuid', name: 'owner_id', nullable: true },
    completedAt: { type: 'timestamptz', name: 'completed_at', nullable: true },
  },
});

export interface TaskRow extends RecordEntity, TaskSnapshot {
  id: string;
  /** Order within its column of the board. */
  position: number;
  completedAt: Date | null;
}

/** A piece of a project's work. */
export const Task = new EntitySchema<TaskRow>({
  name: 'projects_task',
  columns: {
    ...recordColumns,
    projectId: { type: 'uuid', name: 'project_id' },
    title: { type: 'text' },
    status: { type: 'text', default: 'todo' },
    assigneeId: { type: 'uuid', name: 'assignee_id', nullable: true },
    dueOn: { type: 'date', name: 'due_on', nullable: true },
    plannedMinutes: { type: 'int', name: 'planned_minutes', default: 0 },
    position: { type: 'int', default: 0 },
    completedAt: { type: 'timestamptz', name: 'completed_at', nullable: true },
  },
});
