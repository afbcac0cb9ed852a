import path from 'node:path';
import { createTestHost, type TestHost } from '@socle/plugin-sdk/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serverModule } from '../../module.server';
import { PROFILE } from '../contract';
import { profileInput } from '../domain/profile';
import { contactBilling } from './queries/profile-pages';
import { createProfile } from './use-cases/create-profile';
import { updateProfile } from './use-cases/update-profile';

let test: TestHost;

beforeAll(async () => {
  test = await createTestHost({
    modules: ['@socle/core', serverModule],
    directories: { billing: path.join(import.meta.dirname, '../../..') },
  });
});
afterAll(() => test?.close());

async function newContact(name: string, more: object = {}): Promise<string> {
  const { body } = await test.api('owner', 'POST', '/contacts', { kind: 'company', name, ...more });
  return String(body.id);
}

const READY = {
  siren: '732829320',
  street: '12 quai de la Fosse',
  postalCode: '44000',
  city: 'Nantes',
};

const input = (contactId: string, legalName: string, more: object = {}) =>
  profileInput.parse({ contactId, legalName, ...more });

async function newProfile(legalName: string, more: object = {}): Promise<string> {
  const contactId = await newContact(legalName);
  return test.workspace.run((ctx) => createProfile(ctx, input(contactId, legalName, more)));
}

const profile = (id: string) => test.workspace.run((ctx) => ctx.records.get(PROFILE, id));

describe('billing profiles', () => {
  it('F-19 know whether a client can be billed, and follow every change', async () => {
    const id = await newProfile('Incomplet', { ...READY, siren: '' });
    expect(await profile(id)).toMatchObject({ missing: ['siren'], paymentDays: 30 });
    await test.workspace.run((ctx) => updateProfile(ctx, id, { siren: '732829320' }, 1));
    expect((await profile(id)).missing).toEqual([]);
    await test.workspace.run((ctx) => updateProfile(ctx, id, { country: 'DE' }, null));
    expect((await profile(id)).missing).toEqual(['vatNumber']);
  });

  it('are one a contact, even when two colleagues begin at the same time', async () => {
    const contactId = await newContact('Unique');
    const create = () =>
      test.workspace.run((ctx) => createProfile(ctx, input(contactId, 'Unique')));
    const answers = await Promise.allSettled([create(), create(), create(), create()]);
    expect(answers.filter((answer) => answer.status === 'fulfilled')).toHaveLength(1);
    for (const answer of answers)
      if (answer.status === 'rejected')
        expect(answer.reason).toMatchObject({
          kind: 'conflict',
          code: 'billing.profile.error.exists',
        });
  });

  it('F-19 refuse terms that the law forbids, and take the usual one from the settings', async () => {
    const refused = (code: string) => ({
      kind: 'invalid',
      fields: [{ field: 'paymentDays', code }],
    });
    await expect(newProfile('Trop long', { paymentDays: 61 })).rejects.toMatchObject(
      refused('billing.profile.error.term'),
    );
    await expect(
      newProfile('Fin de mois', { paymentDays: 46, isEndOfMonth: true }),
    ).rejects.toMatchObject(refused('billing.profile.error.termEndOfMonth'));
    const id = await newProfile('Juste', { paymentDays: 60 });
    await expect(
      test.workspace.run((ctx) => updateProfile(ctx, id, { isEndOfMonth: true }, null)),
    ).rejects.toMatchObject(refused('billing.profile.error.termEndOfMonth'));
    await test.saveSettings('billing', { paymentDays: 45 });
    expect((await profile(await newProfile('Par défaut'))).paymentDays).toBe(45);
    await test.saveSettings('billing', { paymentDays: 30 });
  });

  it('refuse a change by someone who has not seen the latest one', async () => {
    const id = await newProfile('Versions');
    await test.workspace.run((ctx) => updateProfile(ctx, id, { city: 'Nantes' }, 1));
    await expect(
      test.workspace.run((ctx) => updateProfile(ctx, id, { city: 'Brest' }, 1)),
    ).rejects.toMatchObject({ kind: 'stale' });
  });

  it('ask for the permission of each act', async () => {
    const id = await newProfile('Droits');
    const contactId = await newContact('Droits bis');
    const forbidden = { kind: 'forbidden' };
    await expect(
      test.workspace.as('reader', (ctx) => createProfile(ctx, input(contactId, 'Non'))),
    ).rejects.toMatchObject(forbidden);
    await expect(
      test.workspace.as('reader', (ctx) => updateProfile(ctx, id, { city: 'Non' }, null)),
    ).rejects.toMatchObject(forbidden);
    expect((await test.page('reader', `/billing/profiles/${id}`)).status).toBe(200);
  });

  it('P-03 are not there for another workspace', async () => {
    const contactId = await newContact('Ici');
    const id = await test.workspace.run((ctx) => createProfile(ctx, input(contactId, 'Ici')));
    await expect(
      test.other.run((ctx) => updateProfile(ctx, id, { city: 'x' }, null)),
    ).rejects.toMatchObject({ kind: 'notFound' });
    await expect(
      test.other.run((ctx) => createProfile(ctx, input(contactId, 'Ailleurs'))),
    ).rejects.toMatchObject({ kind: 'invalid', fields: [{ field: 'contactId' }] });
  });
});

describe('the pages of billing', () => {
  it('begin with what is known of the contact', async () => {
    const contactId = await newContact('Hôtel du Port', {
      siren: '732829320',
      vatNumber: 'FR44732829320',
      emails: [{ value: 'compta@hotel.example', label: 'work' }],
      addresses: [{ street: '12 quai', postalCode: '44000', city: 'Nantes', country: 'France' }],
    });
    const page = await test.page('member', `/billing/profiles/new?contactId=${contactId}`);
    expect(page.data.profile).toEqual({
      legalName: 'Hôtel du Port',
      customerType: 'business',
      siren: '732829320',
      siret: null,
      vatNumber: 'FR44732829320',
      street: '12 quai',
      postalCode: '44000',
      city: 'Nantes',
      country: 'FR',
      email: 'compta@hotel.example',
      paymentDays: 30,
    });
    const created = await test.page('member', '/billing/profiles/new', {
      form: { ...(page.data.profile as Record<string, string>), siret: '', contactId },
    });
    expect(created.status).toBe(302);
    const again = await test.page('member', `/billing/profiles/new?contactId=${contactId}`);
    expect(created.headers.get('location')).toBe(
      `/billing/profiles/${String(again.data.existingId)}`,
    );
  });

  it('leave out a number of the contact that is wrong', async () => {
    const contactId = await newContact('Faux numéro', { siren: '123456789' });
    const page = await test.page('member', `/billing/profiles/new?contactId=${contactId}`);
    expect(page.data.profile).toMatchObject({ siren: null, vatNumber: null });
  });

  it('F-19 list who is ready and who is not, and find by name, SIREN and city', async () => {
    const ready = await newProfile('Préparé SARL', { ...READY, city: 'Quimper' });
    const incomplete = await newProfile('Lacunaire SARL');
    const find = async (query: string) => {
      const page = await test.page<{ rows: { id: string }[] }>(
        'reader',
        `/billing/profiles?${query}`,
      );
      return page.data.rows.map((row) => row.id);
    };
    expect(await find('readiness=ready')).toContain(ready);
    expect(await find('readiness=ready')).not.toContain(incomplete);
    expect(await find('readiness=incomplete')).toContain(incomplete);
    expect(await find('q=quimper')).toEqual([ready]);
    expect(await find('q=lacunaire')).toEqual([incomplete]);
    expect(await find('q=732829320')).toContain(ready);
  });

  it('F-19 say what is missing in the seller’s own identity, and to whom it can be said', async () => {
    const seller = async (role: 'owner' | 'member') =>
      (await test.page(role, '/billing/profiles')).data.seller;
    expect(await seller('owner')).toEqual({
      problems: ['sellerName', 'sellerSiren', 'sellerAddress', 'sellerRegistration'],
      canSettle: true,
    });
    expect(await seller('member')).toMatchObject({ canSettle: false });
    await test.saveSettings('billing', {
      sellerName: 'Lumen & Fils',
      sellerSiren: '732 829 320',
      sellerVatNumber: '',
      sellerAddress: '1 rue de la Lampe, 44000 Nantes',
      sellerRegistration: 'SARL au capital de 10 000 €, RCS Nantes',
      paymentDays: 30,
    });
    expect(await seller('owner')).toMatchObject({ problems: [] });
  });

  it('tell the contact’s page and its timeline', async () => {
    const contactId = await newContact('Panneau');
    const panel = () => test.workspace.run((ctx) => contactBilling(ctx, contactId));
    expect(await panel()).toEqual({ profile: null, canCreate: true, canUpdate: true });
    const id = await test.workspace.run((ctx) => createProfile(ctx, input(contactId, 'Panneau')));
    await test.workspace.run((ctx) => updateProfile(ctx, id, { city: 'Nantes' }, null));
    expect((await panel()).profile).toMatchObject({ id, missing: ['siren', 'address'] });
    await test.settle();
    const { body } = await test.api('owner', 'GET', `/contacts/${contactId}/timeline`);
    const texts = (body.data ?? []).map((entry) => entry.text);
    expect(texts.slice(0, 2)).toEqual(['Billing profile changed', 'Billing profile created']);
  });

  it('F-19 are made and mended over the API', async () => {
    const contactId = await newContact('API');
    const created = await test.api('member', 'POST', '/billing-profiles', {
      contactId,
      legalName: 'API SAS',
      ...READY,
      siren: '732 829 320',
    });
    expect([created.status, created.body.siren, created.body.missing]).toEqual([
      201,
      '732829320',
      [],
    ]);
    const wrong = await test.api('member', 'PATCH', `/billing-profiles/${created.body.id}`, {
      siret: '35600000000048',
    });
    expect([wrong.status, wrong.body.errors?.[0]?.field]).toEqual([422, 'siret']);
    const second = await test.api('member', 'POST', '/billing-profiles', {
      contactId,
      legalName: 'Encore',
    });
    expect(second.status).toBe(409);
  });

  it('have a demo company with ready and incomplete clients', async () => {
    await test.fillDemo();
    const [counts] = await test.workspace.run((ctx) =>
      ctx.query<{ ready: number; incomplete: number; early: number }>(
        `select (count(*) filter (where cardinality(p.missing) = 0))::int as ready,
           (count(*) filter (where cardinality(p.missing) > 0))::int as incomplete,
           (count(*) filter (where p.created_at::date < c.created_at::date))::int as early
         from billing_profile p join core_contact c on c.id = p.contact_id`,
      ),
    );
    expect(counts?.ready).toBeGreaterThan(10);
    expect(counts?.incomplete).toBeGreaterThan(1);
    expect(counts?.early).toBe(0);
  });
});
