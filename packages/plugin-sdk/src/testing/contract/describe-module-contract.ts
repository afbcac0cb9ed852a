import { afterAll, beforeAll, describe, it } from 'vitest';
import type { ServerModule } from '../../server/server-module';
import { describeApi } from './describe-api';
import { describeKernelReads } from './describe-kernel-reads';
import { describeMessages } from './describe-messages';
import { describeMigrations } from './describe-migrations';
import { describePages } from './describe-pages';
import { describeRights } from './describe-rights';
import { describeStatements } from './describe-statements';
import { describeSwitching } from './describe-switching';
import { describeTables } from './describe-tables';
import { type ModuleContractOptions, openSubject, packageName, type Subject } from './subject';

/**
 * What every module owes the product, whoever wrote it: its pages and its API leak nothing, refuse
 * without permission, and vanish when it is switched off; its tables and its messages are in order.
 */
export function describeModuleContract(module: ServerModule, options: ModuleContractOptions): void {
  describe(`the module contract: ${packageName(options.packageDirectory)}`, () => {
    let subject: Subject | undefined;
    const open = (): Subject => {
      if (!subject) throw new Error('The module did not boot.');
      return subject;
    };
    beforeAll(async () => {
      subject = await openSubject(module, options);
    });
    afterAll(() => subject?.test.close());

    it('O-11 boots alone with what it depends on', () => void open());
    describeTables(open);
    describeMessages(module, options.packageDirectory, open);
    describeApi(open);
    describePages(open);
    describeKernelReads(open);
    describeRights(open);
    describeSwitching(open);
    describeStatements(open);
    describeMigrations(module, options);
  });
}
