import { type RecordEntity, recordColumns } from '@socle/plugin-sdk/server';
import { EntitySchema } from 'typeorm';
import type { DealSnapshot } from '../contract';

export interface DealRow extends RecordEntity, DealSnapshot {
  id: string;
  expectedCloseOn: string | null;
  closedAt: Date | null;
  lossReason: string;
  ownerId: string | null;
}

/** An opportunity with a contact. Amounts are minor units. */
export const Deal = new EntitySchema<DealRow>({
  name: 'sales_deal',
  columns: {
    ...recordColumns,
    name: { type: 'text' },
    contactId: { type: 'uuid', name: 'contact_id' },
    amount: { type: 'bigint', default: '0' },
    currency: { type: 'text' },
    stage: { type: 'text' },
    status: { type: 'text', default: 'open' },
    expectedCloseOn: { type: 'date', name: 'expected_close_on', nullable: true },
    closedAt: { type: 'timestamptz', name: 'closed_at', nullable: true },
    ownerId: { type: 'uuid', name: 'owner_id', nullable: true },
    lossReason: { type: 'text', name: 'loss_reason', default: '' },
  },
});
