import path from 'node:path';
import { createTestHost, type TestHost } from '@socle/plugin-sdk/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serverModule } from '../../module.server';
import { DEAL } from '../contract';
import { dealInput } from '../domain/deal';
import { contactDeals } from './queries/deal-pages';
import { createDeal } from './use-cases/create-deal';
import { archiveDeal, loseDeal, moveDeal, reopenDeal, winDeal } from './use-cases/move-deal';
import { updateDeal } from './use-cases/update-deal';

let test: TestHost;

beforeAll(async () => {
  test = await createTestHost({
    modules: ['@socle/core', serverModule],
    directories: { sales: path.join(import.meta.dirname, '../../..') },
  });
});
afterAll(() => test?.close());

async function newContact(name: string): Promise<string> {
  const { body } = await test.api('owner', 'POST', '/contacts', { kind: 'company', name });
  return String(body.id);
}

async function newDeal(name: string, more: object = {}): Promise<string> {
  const contactId = await newContact(`Client ${name}`);
  return test.workspace.run((ctx) =>
    createDeal(ctx, dealInput.parse({ name, contactId, amount: '1000', ...more })),
  );
}

const deal = (id: string) => test.workspace.run((ctx) => ctx.records.get(DEAL, id));
const run = (act: typeof winDeal, id: string) => test.workspace.run((ctx) => act(ctx, id));
const closed = { kind: 'conflict', code: 'sales.deal.error.closed' };

describe('deals', () => {
  it('V-01 move from stage to stage while they are open', async () => {
    const id = await newDeal('Étapes');
    await test.workspace.run((ctx) => moveDeal(ctx, id, 'negotiation'));
    await test.workspace.run((ctx) => moveDeal(ctx, id, 'proposal'));
    expect(await deal(id)).toMatchObject({ stage: 'proposal', status: 'open', closedAt: null });
  });

  it('V-01 are won or lost once, and can be opened again', async () => {
    const id = await newDeal('Machine');
    await expect(run(reopenDeal, id)).rejects.toMatchObject(closed);
    await run(winDeal, id);
    expect(await deal(id)).toMatchObject({ status: 'won', closedAt: test.clock.now });
    await expect(run(winDeal, id)).rejects.toMatchObject(closed);
    await expect(test.workspace.run((ctx) => loseDeal(ctx, id, 'Trop tard'))).rejects.toMatchObject(
      closed,
    );
    await expect(test.workspace.run((ctx) => moveDeal(ctx, id, 'proposal'))).rejects.toMatchObject(
      closed,
    );
    await run(reopenDeal, id);
    await test.workspace.run((ctx) => loseDeal(ctx, id, 'Budget repoussé'));
    expect(await deal(id)).toMatchObject({ status: 'lost', lossReason: 'Budget repoussé' });
  });

  it('V-01 are won once when two colleagues press at the same time', async () => {
    const id = await newDeal('Deux clics');
    const answers = await Promise.allSettled([
      run(winDeal, id),
      test.workspace.as('member', (ctx) => loseDeal(ctx, id, '')),
    ]);
    expect(answers.map((answer) => answer.status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('V-01 keep amounts exactly, with the digits of their currency', async () => {
    const contactId = await newContact('Devises');
    const post = async (amount: string, currency?: string) => {
      const body = { name: 'Montant', contactId, amount, ...(currency ? { currency } : {}) };
      const answer = await test.api('owner', 'POST', '/deals', body);
      return [answer.status, answer.body.amount, answer.body.currency];
    };
    expect(await post('1234567.89')).toEqual([201, '1234567.89', 'EUR']);
    expect(await post('0.1')).toEqual([201, '0.10', 'EUR']);
    expect(await post('1250', 'JPY')).toEqual([201, '1250', 'JPY']);
    expect(await post('12.345', 'TND')).toEqual([201, '12.345', 'TND']);
    expect(await post('999999999999999.99')).toEqual([201, '999999999999999.99', 'EUR']);
    for (const [amount, currency] of [
      ['12.5', 'JPY'],
      ['12.345', 'EUR'],
      ['-1', 'EUR'],
    ])
      expect((await post(amount ?? '', currency))[0], `${amount} ${currency}`).toBe(422);
  });

  it('refuse a change by someone who has not seen the latest one', async () => {
    const id = await newDeal('Versions');
    await test.workspace.run((ctx) => updateDeal(ctx, id, { amount: '12.50' }, 1));
    expect(await deal(id)).toMatchObject({ amount: '1250', version: 2 });
    await expect(
      test.workspace.run((ctx) => updateDeal(ctx, id, { name: 'Perdu' }, 1)),
    ).rejects.toMatchObject({ kind: 'stale' });
  });

  it('ask for the permission of each act', async () => {
    const id = await newDeal('Droits');
    const contactId = String((await deal(id)).contactId);
    const asReader = (work: Parameters<typeof test.workspace.as>[1]) =>
      expect(test.workspace.as('reader', work)).rejects.toMatchObject({ kind: 'forbidden' });
    await asReader((ctx) => createDeal(ctx, dealInput.parse({ name: 'Non', contactId })));
    await asReader((ctx) => updateDeal(ctx, id, { name: 'Non' }, null));
    await asReader((ctx) => moveDeal(ctx, id, 'proposal'));
    await asReader((ctx) => winDeal(ctx, id));
    await asReader((ctx) => loseDeal(ctx, id, ''));
    await asReader((ctx) => reopenDeal(ctx, id));
    await asReader((ctx) => archiveDeal(ctx, id));
    expect((await test.page('reader', `/deals/${id}`)).status).toBe(200);
  });

  it('P-03 are not there for another workspace', async () => {
    const id = await newDeal('Secret');
    const contactId = String((await deal(id)).contactId);
    const gone = { kind: 'notFound' };
    await expect(test.other.run((ctx) => winDeal(ctx, id))).rejects.toMatchObject(gone);
    await expect(test.other.run((ctx) => moveDeal(ctx, id, 'proposal'))).rejects.toMatchObject(
      gone,
    );
    await expect(
      test.other.run((ctx) => updateDeal(ctx, id, { name: 'x' }, null)),
    ).rejects.toMatchObject(gone);
    await expect(
      test.other.run((ctx) => createDeal(ctx, dealInput.parse({ name: 'x', contactId }))),
    ).rejects.toMatchObject({ kind: 'invalid', fields: [{ field: 'contactId' }] });
  });
});

describe('deals and their contact', () => {
  it('keep a contact from being archived while one is open', async () => {
    const id = await newDeal('Retenu');
    const contactId = String((await deal(id)).contactId);
    const refused = await test.api('owner', 'DELETE', `/contacts/${contactId}`);
    expect([refused.status, refused.body.code]).toEqual([409, 'sales.deal.error.openDeals']);
    await run(winDeal, id);
    expect((await test.api('owner', 'DELETE', `/contacts/${contactId}`)).status).toBe(204);
    await expect(
      test.workspace.run((ctx) => createDeal(ctx, dealInput.parse({ name: 'Tard', contactId }))),
    ).rejects.toMatchObject({ kind: 'conflict', code: 'sales.deal.error.archivedContact' });
  });

  it('are on the contact’s page, the open ones first, and on its timeline', async () => {
    const contactId = await newContact('Panneau');
    const open = (name: string) =>
      test.workspace.run((ctx) => createDeal(ctx, dealInput.parse({ name, contactId })));
    const won = await open('Gagnée');
    await open('En cours');
    await run(winDeal, won);
    await test.settle();
    const panel = await test.workspace.run((ctx) => contactDeals(ctx, contactId));
    expect(panel.canCreate).toBe(true);
    expect(panel.deals.map((row) => row.name)).toEqual(['En cours', 'Gagnée']);
    const { body } = await test.api('owner', 'GET', `/contacts/${contactId}/timeline`);
    const texts = (body.data ?? []).map((entry) => entry.text);
    expect(texts[0]).toBe('Deal won: Gagnée');
    expect(texts).toContain('Deal opened: En cours');
  });
});

describe('the pages and the API of deals', () => {
  it('V-01 open a deal by a plain form, and find it', async () => {
    const contactId = await newContact('Formulaire');
    const created = await test.page('member', '/deals/new', {
      form: { name: 'Verrière', contactId, amount: '1 250,50', expectedCloseOn: '' },
    });
    expect(created.status).toBe(302);
    const page = await test.page('reader', String(created.headers.get('location')));
    expect(page.data.deal).toMatchObject({ name: 'Verrière', amount: '125050' });
    const list = await test.page<{ rows: { name: string }[] }>(
      'reader',
      '/deals?q=verriere&status=open',
    );
    expect(list.data.rows.map((row) => row.name)).toEqual(['Verrière']);
  });

  it('V-01 move, win and reopen by plain forms', async () => {
    const id = await newDeal('Par formulaire');
    const post = async (form: Record<string, string>) =>
      (await test.page('member', `/deals/${id}`, { form })).status;
    expect(await post({ intent: 'move', stage: 'proposal' })).toBe(200);
    expect(await post({ intent: 'win' })).toBe(200);
    expect(await post({ intent: 'win' })).toBe(409);
    expect(await post({ intent: 'reopen' })).toBe(200);
    expect(await post({ intent: 'lose', reason: 'Sans réponse' })).toBe(200);
    expect(await deal(id)).toMatchObject({ status: 'lost', stage: 'proposal' });
  });

  it('V-01 filter over the API, and archive', async () => {
    const id = await newDeal('API', { amount: '10' });
    const contactId = String((await deal(id)).contactId);
    const moved = await test.api('member', 'POST', `/deals/${id}/move`, { stage: 'negotiation' });
    expect([moved.status, moved.body.stage]).toEqual([200, 'negotiation']);
    const count = async () =>
      (await test.api('reader', 'GET', `/deals?contactId=${contactId}&stage=negotiation`)).body.data
        ?.length;
    expect(await count()).toBe(1);
    expect((await test.api('member', 'DELETE', `/deals/${id}`)).status).toBe(204);
    expect(await count()).toBe(0);
    const lost = await test.api('member', 'POST', `/deals/${id}/restore`);
    expect([lost.status, await count()]).toEqual([200, 1]);
  });

  it('are part of the demo company, in every state', async () => {
    await test.fillDemo();
    const statuses = await test.workspace.run((ctx) =>
      ctx.query<{ status: string }>('select distinct status from sales_deal order by status'),
    );
    expect(statuses.map((row) => row.status)).toEqual(['lost', 'open', 'won']);
  });
});
