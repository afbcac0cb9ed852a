import type { Tone } from '@socle/plugin-sdk/web';
import type { ProjectStatus } from '../../contract';

const STATUS: Record<ProjectStatus, Tone> = { planned: 'muted', active: 'info', done: 'success' };

/** The colour of a project's state; the word always stands beside it. */
export const statusTone = (status: ProjectStatus): Tone => STATUS[status];
