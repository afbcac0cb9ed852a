import { Import, ImportRejection } from './entities';
import { checkJob } from './jobs/check-job';
import { readJob } from './jobs/read-job';
import { runImportJob } from './jobs/run-job';
import { undoJob } from './jobs/undo-job';

/** What the imports add to core's server half. */
export const importEntities = [Import, ImportRejection];
export const importJobs = [readJob, checkJob, runImportJob, undoJob];
