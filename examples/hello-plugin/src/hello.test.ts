import path from 'node:path';
import { createTestHost, type TestHost } from '@socle/plugin-sdk/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { GREETING } from './greetings/contract';
import { serverModule } from './module.server';

let test: TestHost;

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
    await test.saveSettings('hello', { greetsNewContacts: true, language: 'en' });
    const after = await newContact('Après');
    await test.settle();
    await test.host.database.systemQuery(`update socle_delivery set status = 'pending'`);
    await test.settle();
    expect(await greetingsOf(after)).toEqual(['Hello Après!']);
    await test.saveSettings('hello', { language: 'fr' });
  });

  it('keeps a contact from being archived on the day it was greeted, when the setting says so', async () => {
    const contactId = await newContact('Gardé');
    await test.api('owner', 'POST', '/greetings', { contactId });
    await test.saveSettings('hello', { keepsGreetedContacts: true, language: 'fr' });
    const refused = await test.api('owner', 'DELETE', `/contacts/${contactId}`);
    expect([refused.status, refused.body.code]).toEqual([409, 'hello.error.greetedToday']);
    test.clock.advance(24 * 3600_000);
    const archived = await test.api('owner', 'DELETE', `/contacts/${contactId}`);
    expect(archived.status).toBe(204);
    await test.saveSettings('hello', { language: 'fr' });
  });

  it('tells the contact’s timeline', async () => {
    const contactId = await newContact('Histoire');
    await test.api('owner', 'POST', '/greetings', { contactId, text: 'Salut' });
    const { body } = await test.api('owner', 'GET', `/contacts/${contactId}/timeline`);
    expect((body.data ?? []).map((entry) => entry.text)).toContain('Greeted: Salut');
  });

  it('adds to the demo company', async () => {
    const count = () =>
      test.workspace.run((ctx) => ctx.records.count(GREETING, { archived: 'all' }));
    const before = await count();
    await test.fillDemo();
    expect(await count()).toBeGreaterThan(before);
  });
});
