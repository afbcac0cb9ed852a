import path from 'node:path';
import { createTestHost, type TestHost } from '@socle/plugin-sdk/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serverModule } from '../../module.server';
import { TICKET } from '../contract';
import { ticketInput } from '../domain/ticket';
import { contactTickets } from './queries/ticket-pages';
import { addNote } from './use-cases/add-note';
import { archiveTicket, restoreTicket } from './use-cases/archive-ticket';
import { openTicket } from './use-cases/open-ticket';
import { reopenTicket, solveTicket } from './use-cases/solve-ticket';
import { assignTicket, updateTicket } from './use-cases/update-ticket';

let test: TestHost;

beforeAll(async () => {
  test = await createTestHost({
    modules: ['@socle/core', serverModule],
    directories: { ticketing: path.join(import.meta.dirname, '../../..') },
  });
});
afterAll(() => test?.close());

async function newContact(name: string): Promise<string> {
  const { body } = await test.api('owner', 'POST', '/contacts', { kind: 'company', name });
  return String(body.id);
}

const input = (contactId: string, subject: string, more: object = {}) =>
  ticketInput.parse({ contactId, subject, ...more });

async function newTicket(contactId: string, subject: string, more: object = {}): Promise<string> {
  return test.workspace.run((ctx) => openTicket(ctx, input(contactId, subject, more)));
}

const ticket = (id: string) => test.workspace.run((ctx) => ctx.records.get(TICKET, id));

describe('tickets', () => {
  it('H-02 gives every ticket of a workspace the next number, 50 at once', async () => {
    const contactId = await newContact('Beaucoup');
    const opened = await Promise.all(
      Array.from({ length: 50 }, (_, i) => newTicket(contactId, `Ensemble ${i}`)),
    );
    const numbers = await Promise.all(opened.map(async (id) => String((await ticket(id)).number)));
    expect(new Set(numbers).size).toBe(50);
    const counts = numbers.map((number) => Number(number.slice(2))).sort((a, b) => a - b);
    expect(counts.at(-1)).toBe((counts[0] ?? 0) + 49);
  });

  it('H-02 gives a number again when its ticket was rolled back, and counts each workspace by itself', async () => {
    const contactId = await newContact('Annulé');
    const last = Number(String((await ticket(await newTicket(contactId, 'Un'))).number).slice(2));
    await expect(
      test.workspace.run(async (ctx) => {
        await openTicket(ctx, input(contactId, 'Perdu'));
        throw new Error('the transaction ends here');
      }),
    ).rejects.toThrow('ends here');
    expect((await ticket(await newTicket(contactId, 'Deux'))).number).toBe(`T-${last + 1}`);
    const { owner } = test.other.users;
    const contact = await test.api(owner, 'POST', '/contacts', { kind: 'company', name: 'Autre' });
    const { body } = await test.api(owner, 'POST', '/tickets', {
      subject: 'Premier',
      contactId: contact.body.id,
    });
    expect(body.number).toBe('T-1');
  });

  it('goes from open to solved and back, and refuses what its state forbids', async () => {
    const id = await newTicket(await newContact('Machine'), 'Lampe');
    await expect(test.workspace.run((ctx) => reopenTicket(ctx, id))).rejects.toMatchObject({
      kind: 'conflict',
      code: 'ticketing.ticket.error.alreadyOpen',
    });
    await test.workspace.run((ctx) => solveTicket(ctx, id));
    expect(await ticket(id)).toMatchObject({ status: 'solved', solvedAt: test.clock.now });
    await expect(test.workspace.run((ctx) => solveTicket(ctx, id))).rejects.toMatchObject({
      kind: 'conflict',
      code: 'ticketing.ticket.error.alreadySolved',
    });
    await test.workspace.run((ctx) => reopenTicket(ctx, id));
    expect(await ticket(id)).toMatchObject({ status: 'open', solvedAt: null });
    await test.workspace.run((ctx) => archiveTicket(ctx, id));
    await expect(test.workspace.run((ctx) => solveTicket(ctx, id))).rejects.toMatchObject({
      kind: 'conflict',
      code: 'ticketing.ticket.error.archived',
    });
  });

  it('solves once when two colleagues press at the same time', async () => {
    const id = await newTicket(await newContact('Ensemble'), 'Deux clics');
    const answers = await Promise.allSettled([
      test.workspace.run((ctx) => solveTicket(ctx, id)),
      test.workspace.as('member', (ctx) => solveTicket(ctx, id)),
    ]);
    expect(answers.map((answer) => answer.status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('is assigned to members of the workspace only, and tells it on its timeline', async () => {
    const id = await newTicket(await newContact('Équipe'), 'Qui vient');
    const { member } = test.workspace.users;
    await test.workspace.run((ctx) => assignTicket(ctx, id, member.id));
    await test.workspace.run((ctx) => assignTicket(ctx, id, member.id));
    await test.workspace.run((ctx) => assignTicket(ctx, id, null));
    await expect(
      test.workspace.run((ctx) => assignTicket(ctx, id, test.other.users.member.id)),
    ).rejects.toMatchObject({
      kind: 'invalid',
      fields: [{ field: 'assigneeId', code: 'ticketing.ticket.error.unknownMember' }],
    });
    await test.settle();
    const page = await test.page<{ history: { entries: { text: string }[] } }>(
      'owner',
      `/tickets/${id}`,
    );
    expect(page.data.history.entries.map((entry) => entry.text)).toEqual([
      'Ticket retiré à son responsable',
      'Ticket attribué à member of Atelier Martin',
      expect.stringContaining('ouvert\u00a0: Qui vient'),
    ]);
  });

  it('refuses a change by someone who has not seen the latest one', async () => {
    const id = await newTicket(await newContact('Versions'), 'Avant');
    await test.workspace.run((ctx) => updateTicket(ctx, id, { subject: 'Après' }, 1));
    await expect(
      test.workspace.run((ctx) => updateTicket(ctx, id, { subject: 'Perdu' }, 1)),
    ).rejects.toMatchObject({ kind: 'stale' });
    expect(await ticket(id)).toMatchObject({ subject: 'Après', version: 2 });
  });

  it('asks for the permission of each act', async () => {
    const contactId = await newContact('Droits');
    const id = await newTicket(contactId, 'Lecture seule');
    const refused = { kind: 'forbidden' };
    const asReader = (work: Parameters<typeof test.workspace.as>[1]) =>
      expect(test.workspace.as('reader', work)).rejects.toMatchObject(refused);
    await asReader((ctx) => openTicket(ctx, input(contactId, 'Non')));
    await asReader((ctx) => solveTicket(ctx, id));
    await asReader((ctx) => reopenTicket(ctx, id));
    await asReader((ctx) => assignTicket(ctx, id, null));
    await asReader((ctx) => addNote(ctx, id, { text: 'Non' }));
    await asReader((ctx) => archiveTicket(ctx, id));
    await asReader((ctx) => restoreTicket(ctx, id));
    expect((await test.page('reader', `/tickets/${id}`)).status).toBe(200);
  });

  it('P-03 is not there for another workspace', async () => {
    const contactId = await newContact('Ici');
    const id = await newTicket(contactId, 'Secret');
    const gone = { kind: 'notFound' };
    await expect(test.other.run((ctx) => solveTicket(ctx, id))).rejects.toMatchObject(gone);
    await expect(
      test.other.run((ctx) => updateTicket(ctx, id, { subject: 'x' }, null)),
    ).rejects.toMatchObject(gone);
    await expect(test.other.run((ctx) => addNote(ctx, id, { text: 'x' }))).rejects.toMatchObject(
      gone,
    );
    await expect(test.other.run((ctx) => archiveTicket(ctx, id))).rejects.toMatchObject(gone);
    await expect(
      test.other.run((ctx) => openTicket(ctx, input(contactId, 'x'))),
    ).rejects.toMatchObject({ kind: 'invalid' });
  });
});

describe('tickets and their contact', () => {
  it('keep a contact from being archived while one is open, however many are put away', async () => {
    const contactId = await newContact('Gardé');
    for (let i = 0; i < 6; i += 1) {
      const old = await newTicket(contactId, `Rangé ${i}`);
      await test.workspace.run((ctx) => archiveTicket(ctx, old));
    }
    const id = await newTicket(contactId, 'Encore ouvert');
    const refused = await test.api('owner', 'DELETE', `/contacts/${contactId}`);
    expect([refused.status, refused.body.code]).toEqual([
      409,
      'ticketing.ticket.error.openTickets',
    ]);
    await test.workspace.run((ctx) => solveTicket(ctx, id));
    expect((await test.api('owner', 'DELETE', `/contacts/${contactId}`)).status).toBe(204);
    for (const work of [
      () => test.workspace.run((ctx) => reopenTicket(ctx, id)),
      () => newTicket(contactId, 'Trop tard'),
    ])
      await expect(work()).rejects.toMatchObject({
        kind: 'conflict',
        code: 'ticketing.ticket.error.archivedContact',
      });
  });

  it('do not come back from the archive open when the contact has left', async () => {
    const contactId = await newContact('Parti');
    const id = await newTicket(contactId, 'Oublié');
    await test.workspace.run((ctx) => archiveTicket(ctx, id));
    await test.api('owner', 'DELETE', `/contacts/${contactId}`);
    await expect(test.workspace.run((ctx) => restoreTicket(ctx, id))).rejects.toMatchObject({
      kind: 'conflict',
    });
    await test.api('owner', 'POST', `/contacts/${contactId}/restore`);
    await test.workspace.run((ctx) => restoreTicket(ctx, id));
    expect(await ticket(id)).toMatchObject({ archivedAt: null });
  });

  it('are on the contact’s page, the open ones first, and on its timeline without the notes', async () => {
    const contactId = await newContact('Panneau');
    const solved = await newTicket(contactId, 'Finie');
    const open = await newTicket(contactId, 'En cours', { priority: 'urgent' });
    await test.workspace.run((ctx) => solveTicket(ctx, solved));
    await test.workspace.run((ctx) => addNote(ctx, open, { text: 'Entre nous' }));
    await test.settle();
    const panel = await test.workspace.run((ctx) => contactTickets(ctx, contactId));
    expect(panel).toMatchObject({ openCount: 1, canCreate: true });
    expect(panel.tickets.map((row) => row.subject)).toEqual(['En cours', 'Finie']);
    const { body } = await test.api('owner', 'GET', `/contacts/${contactId}/timeline`);
    const texts = (body.data ?? []).map((entry) => String(entry.text));
    expect(texts.filter((text) => text.includes('solved: Finie'))).toHaveLength(1);
    expect(JSON.stringify(body.data)).not.toContain('Entre nous');
  });
});

describe('the ticket list and API', () => {
  it('H-02 finds a ticket by its number and by its words', async () => {
    const id = await newTicket(await newContact('Cherché'), 'Réverbère éteint', {
      description: 'Devant la mairie',
    });
    const { number } = await ticket(id);
    const find = async (q: string) => {
      const page = await test.page<{ rows: { id: string }[] }>(
        'reader',
        `/tickets?q=${encodeURIComponent(q)}`,
      );
      return page.data.rows.map((row) => row.id);
    };
    const digits = String(number).slice(2);
    expect(await find(String(number))).toEqual([id]);
    expect(await find(`t${digits}`)).toEqual([id]);
    expect(await find(digits)).toContain(id);
    for (const q of ['reverbere', 'mairie', 'réverbere eteint'])
      expect(await find(q)).toEqual([id]);
    const list = await test.api('owner', 'GET', `/tickets?q=${String(number)}`);
    expect((list.body.data ?? []).map((row) => row.id)).toContain(id);
  });

  it('filters by state, priority and assignee', async () => {
    const contactId = await newContact('Filtré');
    const { member } = test.workspace.users;
    const mine = await newTicket(contactId, 'À moi', { priority: 'urgent', assigneeId: member.id });
    const free = await newTicket(contactId, 'À personne', { priority: 'urgent' });
    const find = async (query: string) => {
      const page = await test.page<{ rows: { id: string }[] }>('member', `/tickets?${query}`);
      return page.data.rows.map((row) => row.id);
    };
    expect(await find('priority=urgent&assignee=me')).toEqual([mine]);
    expect(await find('priority=urgent&assignee=none&status=open')).toContain(free);
    expect(await find('priority=urgent&status=solved')).toEqual([]);
    expect((await find('status=nonsense')).length).toBeGreaterThan(1);
  });

  it('H-02 opens, notes, solves and reopens over the API', async () => {
    const contactId = await newContact('API');
    const created = await test.api('member', 'POST', '/tickets', {
      subject: 'Par l’API',
      message: 'Bonjour',
      contactId,
      priority: 'high',
    });
    expect(created.status).toBe(201);
    expect(created.body).toMatchObject({
      number: expect.stringMatching(/^T-\d+$/),
      description: 'Bonjour',
      status: 'open',
      priority: 'high',
      assigneeId: null,
    });
    const post = (act: string, body: object = {}) =>
      test.api('member', 'POST', `/tickets/${created.body.id}/${act}`, body);
    expect((await post('notes', { text: 'Vu' })).status).toBeLessThan(300);
    expect((await post('solve')).body.status).toBe('solved');
    expect([(await post('solve')).status, (await post('reopen')).status]).toEqual([409, 200]);
    const missing = await test.api('member', 'POST', '/tickets', { subject: 'x' });
    expect([missing.status, missing.body.errors?.[0]?.field]).toEqual([422, 'contactId']);
  });

  it('adds to the demo company in the order of the calendar', async () => {
    await test.fillDemo();
    const [found] = await test.workspace.run((ctx) =>
      ctx.query<{ count: number; isOrdered: boolean }>(
        `select count(*)::int as count, bool_and(created_at >= before) as "isOrdered"
         from (select created_at, lag(created_at::date) over (order by substr(number, 3)::int) as before
               from ticketing_ticket where created_at < $1) t`,
        [new Date(test.clock.now.getTime() - 86_400_000)],
      ),
    );
    expect(found?.count).toBeGreaterThan(20);
    expect(found?.isOrdered).toBe(true);
  });
});
