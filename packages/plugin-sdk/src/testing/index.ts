export { runJob } from '../kernel/job-runner';
export { describeModuleContract } from './contract/describe-module-contract';
export { type Catalogues, messageProblems } from './contract/messages';
export type { ModuleContractOptions, Seed, Seeding } from './contract/subject';
export type { HttpRecorder, ProgrammedAnswer, RecordedRequest } from './http-recorder';
export { type MailRecorder, type RecordedMail, startMailRecorder } from './mail-recorder';
export {
  OIDC_FAULTS,
  type OidcFault,
  type OidcPerson,
  type OidcProvider,
  startOidcProvider,
} from './oidc-provider';
export { recordStatements } from './statement-counter';
export type { Api, ApiAnswer, ApiBody, Caller } from './test-api';
export { createTestDatabase, type TestDatabase } from './test-database';
export { createTestHost, type Recorder, type TestHost, type TestHostOptions } from './test-host';
export type { OpenPage, PageAnswer, PageRequest, TestRoute, Visitor } from './test-pages';
export { TEST_PASSWORD, type TestUser, type TestWorkspace } from './test-workspace';
