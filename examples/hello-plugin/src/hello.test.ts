import path from 'node:path';
import { createTestHost, type TestHost } from '@socle/plugin-sdk/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { GREETING, greetingBook } from './greetings/contract';
import { tidyGreetings } from './greetings/server/jobs';
import { serverModule } from './module.server';

let test: TestHost;
const usual = { language: 'fr', keepsDays: 730 };

beforeAll(async () => {
  test = await createTestHost({
    modules: ['@socle/core', serverModule],
    directories: { hello: path.join(import.meta.dirname, '..') },
  });
});
afterAll(() => test?.close());

async function newContact(lastName: string): Promise<string> {
  const { body } = await test.api('owner', 'POST', '/contacts', { kind: 'person', lastName });
  return String(body.id);
}

async function greetingsOf(contactId: string): Promise<unknown[]> {
  const { body } = await test.api('owner', 'GET', `/greetings?contactId=${contactId}`);
  return (body.data ?? []).map((greeting) => greeting.text);
}

describe('greetings', () => {
  it('sends the usual words through the form, and shows them on its page', async () => {
    const contactId = await newContact('Zoé');
    const sent = await test.page('member', '/greetings/new', {
      form: { contactId, language: 'fr', text: '' },
    });
    expect(sent.status).toBe(302);
    const page = await test.page('reader', sent.headers.get('location') ?? '');
    expect(page.data).toMatchObject({
      text: 'Bonjour Zoé\u202f!',
      sentOn: '2026-03-10',
      contact: { name: 'Zoé' },
    });
    const list = await test.page('reader', '/greetings?q=zoe');
    expect(list.data.greetings).toMatchObject([{ contactName: 'Zoé' }]);
  });

  it('gives the form back with what was typed when there is no such contact', async () => {
    const contactId = '01936f4e-7c1a-7000-8000-00000000dead';
    const answer = await test.page('member', '/greetings/new', {
      form: { contactId, language: 'en', text: 'Hi' },
    });
    expect(answer.status).toBe(422);
    expect(answer.data).toMatchObject({
      ok: false,
      fields: [{ field: 'contactId', code: 'hello.error.unknownContact' }],
      values: { text: 'Hi' },
    });
  });

  it('greets new contacts once when the setting says so, however often the event arrives', async () => {
    const before = await newContact('Avant');
    await test.settle();
    expect(await greetingsOf(before)).toEqual([]);
    await test.saveSettings('hello', { ...usual, greetsNewContacts: true, language: 'en' });
    const after = await newContact('Après');
    await test.settle();
    await test.host.database.systemQuery(`update socle_delivery set status = 'pending'`);
    await test.settle();
    expect(await greetingsOf(after)).toEqual(['Hello Après!']);
    await test.saveSettings('hello', usual);
  });

  it('keeps a contact from being archived on the day it was greeted, when the setting says so', async () => {
    const contactId = await newContact('Gardé');
    await test.api('owner', 'POST', '/greetings', { contactId });
    await test.saveSettings('hello', { ...usual, keepsGreetedContacts: true });
    const refused = await test.api('owner', 'DELETE', `/contacts/${contactId}`);
    expect([refused.status, refused.body.code]).toEqual([409, 'hello.error.greetedToday']);
    test.clock.advance(24 * 3600_000);
    const archived = await test.api('owner', 'DELETE', `/contacts/${contactId}`);
    expect(archived.status).toBe(204);
    await test.saveSettings('hello', usual);
  });

  it('tells the contact’s timeline', async () => {
    const contactId = await newContact('Histoire');
    await test.api('owner', 'POST', '/greetings', { contactId, text: 'Salut' });
    const { body } = await test.api('owner', 'GET', `/contacts/${contactId}/timeline`);
    expect((body.data ?? []).map((entry) => entry.text)).toContain('Greeted: Salut');
  });

  it('counts for other modules through its port', async () => {
    const contactId = await newContact('Compté');
    for (const text of ['Un', 'Deux'])
      await test.api('owner', 'POST', '/greetings', { contactId, text });
    const count = () =>
      test.workspace.run(async (ctx) => ctx.port(greetingBook)?.countFor(contactId) ?? null);
    expect(await count()).toBe(2);
    await test.switchModule('hello', false);
    expect(await count()).toBeNull();
    await test.switchModule('hello', true);
  });

  it('archives at night what is older than the setting says', async () => {
    const contactId = await newContact('Ancien');
    for (let i = 0; i < 150; i += 1)
      await test.api('owner', 'POST', '/greetings', { contactId, text: `Vieux ${i}` });
    test.clock.advance(731 * 24 * 3600_000);
    await test.api('owner', 'POST', '/greetings', { contactId, text: 'Récent' });
    const id = await test.workspace.run((ctx) => ctx.jobs.enqueue(tidyGreetings, {}));
    await test.settle();
    expect(await greetingsOf(contactId)).toEqual(['Récent']);
    const job = await test.workspace.run((ctx) => ctx.jobs.get(id));
    expect(job).toMatchObject({ status: 'done', attempts: 0 });
  });

  it('adds to the demo company', async () => {
    const count = () =>
      test.workspace.run((ctx) => ctx.records.count(GREETING, { archived: 'all' }));
    const before = await count();
    await test.fillDemo();
    expect(await count()).toBeGreaterThan(before);
  });
});
