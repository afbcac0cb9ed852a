import { describe, expect, it } from 'vitest';
import { describeApi } from './api-reference.server';

const contact = {
  type: 'object',
  required: ['id'],
  properties: {
    id: { type: 'string', format: 'uuid' },
    name: { anyOf: [{ type: 'string', maxLength: 300 }, { type: 'null' }] },
    emails: {
      type: 'array',
      maxItems: 30,
      items: { type: 'object', required: ['value'], properties: { value: { type: 'string' } } },
    },
    version: { type: 'integer', minimum: -9007199254740991, maximum: 9007199254740991 },
  },
  example: { id: '1', name: 'L’Étoile d’Or', emails: [{ value: 'a@b.example' }], version: 1 },
};

const problem = { $ref: '#/components/responses/Problem' };

const document = {
  servers: [{ url: '/api/v1' }],
  paths: {
    '/contacts': {
      get: { tags: ['contacts'], summary: 'List', responses: { 401: problem, 404: problem } },
    },
    '/contacts/{id}': {
      parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
      patch: {
        tags: ['contacts'],
        summary: 'Change',
        requestBody: {
          content: {
            'application/json': {
              schema: {
                type: 'object',
                properties: { name: { type: 'string' }, kind: { enum: ['a', 'b'] } },
              },
            },
          },
        },
        responses: { 200: { description: 'Changed' } },
      },
    },
  },
  components: { schemas: { contacts: contact }, responses: { Problem: { description: 'Wrong' } } },
};

describe('describeApi', () => {
  const { baseUrl, resources } = describeApi(document, 'https://crm.example');
  const [list, change] = resources[0]?.operations ?? [];

  it('groups operations by resource, with an anchor each', () => {
    expect(baseUrl).toBe('https://crm.example/api/v1');
    expect(resources.map(({ name }) => name)).toEqual(['contacts']);
    expect([list?.id, change?.id]).toEqual(['get-contacts', 'patch-contacts-id']);
  });

  it('describes fields as a tree, without limits that limit nothing', () => {
    const fields = resources[0]?.fields ?? [];
    expect(
      fields.map(({ name, type, isRequired, text }) => [name, type, isRequired, text]),
    ).toEqual([
      ['id', 'uuid', true, ''],
      ['name', 'string | null', false, ''],
      ['emails', 'object[]', false, 'At most 30 items.'],
      ['version', 'integer', false, ''],
    ]);
    expect(fields[2]?.children.map(({ name }) => name)).toEqual(['value']);
  });

  it('says once what several statuses mean', () => {
    expect(list?.answers).toEqual([{ statuses: '401, 404', text: 'Wrong' }]);
  });

  it('writes a command that can be pasted into a shell', () => {
    expect(change?.parameters.map(({ name }) => name)).toEqual(['id']);
    expect(change?.curl).toContain('curl -X PATCH "https://crm.example/api/v1/contacts/$ID"');
    expect(change?.curl).toContain('"name": "L’Étoile d’Or"');
    expect(change?.curl).not.toContain('version');
  });
});
