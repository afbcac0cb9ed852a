import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CustomFieldType } from '../contract';
import { labModule, SAMPLE } from '../testing/lab/lab-module';
import { createTestHost, type TestHost } from '../testing/test-host';
import { addCustomField, archiveCustomField } from './administration';

let test: TestHost;

beforeAll(async () => {
  test = await createTestHost({ modules: [labModule()] });
});
afterAll(() => test?.close());

describe('§3.7 custom fields', () => {
  const add = (
    label: string,
    type: CustomFieldType,
    parts: { options?: string[]; isRequired?: boolean } = {},
  ) =>
    addCustomField(test.host, test.workspace.id, {
      recordType: SAMPLE,
      label,
      type,
      options: parts.options ?? [],
      isRequired: parts.isRequired ?? false,
    });
  const post = (customFields: unknown) =>
    test.api('owner', 'POST', '/samples', { name: 'x', customFields });

  it('take what fits and refuse what does not, by the name of the field (422)', async () => {
    const types: [CustomFieldType, unknown, unknown, unknown[]][] = [
      ['text', 'abc', 'abc', [{}, ['x'], 'a\u0000b', '\ud800']],
      ['longText', 'a\nb', 'a\nb', ['x'.repeat(10_001)]],
      ['number', '1 234,50', '1234.50', ['abc', '1e5', '1.2.3', true]],
      ['boolean', 'on', true, ['maybe', 1]],
      ['date', '2026-02-28', '2026-02-28', ['2026-02-30', '28/02/2026', 5]],
      ['select', 'red', 'red', ['blue', 1]],
      ['url', 'https://a.fr/x', 'https://a.fr/x', ['a.fr', 'javascript:alert(1)', 'https://a b']],
      ['email', 'a@b.fr', 'a@b.fr', ['a@b', 'a b@c.fr']],
      ['phone', '06 12', '06 12', [{}]],
    ];
    for (const [type, good, stored, bad] of types) {
      const { key } = await add(`My ${type}`, type, { options: ['red'] });
      const accepted = await post({ [key]: good });
      expect(accepted.status, `${type}: ${accepted.text}`).toBe(201);
      expect(accepted.body.customFields).toEqual({ [key]: stored });
      expect((await post({ [key]: '' })).body.customFields).toEqual({});
      for (const value of bad) {
        const refused = await post({ [key]: value });
        expect(refused.status, `${type} ${JSON.stringify(value)}`).toBe(422);
        expect(refused.body.errors?.[0]?.field).toBe(`customFields.${key}`);
        expect(refused.body.errors?.[0]?.message).not.toMatch(/^error\./);
      }
    }
  });

  it('refuse names that nobody gave, those of every object included', async () => {
    for (const key of ['nope', 'constructor', 'toString']) {
      const refused = await test.api(
        'owner',
        'POST',
        '/samples',
        `{"name":"x","customFields":{"${key}":"1"}}`,
      );
      expect([key, refused.status], refused.text).toEqual([key, 422]);
    }
  });

  it('keep their values while they are hidden, through changes and through writing back what was read', async () => {
    const { id, key } = await add('Hidden later', 'text');
    const created = await post({ [key]: 'kept' });
    await archiveCustomField(test.host, test.workspace.id, id, true);
    const path = `/samples/${created.body.id}`;
    const change = { name: 'y', customFields: created.body.customFields };
    expect((await test.api('owner', 'PATCH', path, change)).status).toBe(200);
    expect((await test.api('owner', 'PATCH', path, { customFields: {} })).status).toBe(200);
    expect(
      (await test.api('owner', 'PATCH', path, { customFields: { [key]: 'new' } })).status,
    ).toBe(422);
    await archiveCustomField(test.host, test.workspace.id, id, false);
    expect((await test.api('owner', 'GET', path)).body.customFields).toEqual({ [key]: 'kept' });
  });

  it('get keys that are safe and unique, whatever the label', async () => {
    const keys = [];
    for (const label of ["Chiffre d'affaires", 'chiffre  d’AFFAIRES', '123', '日本', '\'"; drop']) {
      keys.push((await add(label, 'text')).key);
    }
    expect(new Set(keys).size).toBe(keys.length);
    for (const key of keys) expect(key).toMatch(/^[a-z][A-Za-z0-9]*$/);
  });

  it('may be required, and belong to one workspace', async () => {
    await add('Needed', 'text', { isRequired: true });
    expect((await post({})).body.errors).toMatchObject([
      { field: 'customFields.needed', code: 'error.required' },
    ]);
    expect((await test.api(test.other.users.owner, 'POST', '/samples', { name: 'x' })).status).toBe(
      201,
    );
  });

  it('are refused when they make no sense', async () => {
    await expect(add('', 'text')).rejects.toMatchObject({ fields: [{ field: 'label' }] });
    await expect(add('x', 'select')).rejects.toMatchObject({ fields: [{ field: 'options' }] });
    await expect(add('x', 'json' as never)).rejects.toMatchObject({ fields: [{ field: 'type' }] });
    const elsewhere = addCustomField(test.host, test.workspace.id, {
      recordType: 'no.such',
      label: 'x',
      type: 'text',
      isRequired: false,
      options: [],
    });
    await expect(elsewhere).rejects.toMatchObject({ kind: 'notFound' });
  });
});
