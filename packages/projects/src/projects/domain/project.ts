import type { Transitions } from '@socle/plugin-sdk/primitives';
import { zId, zOptionalDate, zOptionalId, zRequiredText } from '@socle/plugin-sdk/validation';
import { z } from 'zod';
import type { ProjectSnapshot, ProjectStatus } from '../contract';

/** What may be done to a project in each state. */
export const projectMachine: Transitions<ProjectStatus, 'start' | 'complete' | 'reopen'> = {
  planned: { start: 'active', complete: 'done' },
  active: { complete: 'done' },
  done: { reopen: 'active' },
};
export type ProjectAct = 'start' | 'complete' | 'reopen';

const fields = {
  name: zRequiredText(200),
  contactId: zId(),
  startsOn: zOptionalDate(),
  dueOn: zOptionalDate(),
  ownerId: zOptionalId(),
  customFields: z.record(z.string(), z.unknown()),
};

/** What plans a project. */
export const projectInput = z.object({
  ...fields,
  customFields: fields.customFields.default({}),
});
export type ProjectInput = z.output<typeof projectInput>;

/** Changes to a project; what is left out stays. Its status has acts of its own. */
export const projectPatch = z.strictObject({
  name: fields.name.optional(),
  contactId: fields.contactId.optional(),
  startsOn: z.optional(fields.startsOn),
  dueOn: z.optional(fields.dueOn),
  ownerId: z.optional(fields.ownerId),
  customFields: fields.customFields.optional(),
});
export type ProjectPatch = z.output<typeof projectPatch>;

/** Whether a project or a task ends on or after the day it begins; a missing date is no contradiction. */
export const isInOrder = (startsOn: string | null, dueOn: string | null): boolean =>
  startsOn === null || dueOn === null || startsOn <= dueOn;

/** Whether something that is not done was due before today. Due today is not late. */
export const isOverdue = (
  { status, dueOn }: { status: string; dueOn: string | null },
  today: string,
): boolean => status !== 'done' && dueOn !== null && dueOn < today;

export const toSnapshot = (project: ProjectSnapshot): ProjectSnapshot => ({
  id: project.id,
  name: project.name,
  contactId: project.contactId,
  status: project.status,
  startsOn: project.startsOn,
  dueOn: project.dueOn,
  ownerId: project.ownerId,
});
