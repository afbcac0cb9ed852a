import { z } from 'zod';
import {
  CALENDAR_PERIODS,
  COUNTED_PERIODS,
  type CustomField,
  FILTER_OPERATORS,
  ME,
} from '../contract';
import type { Resource } from '../server/resource';
import { listCustomFields } from './custom-fields';
import type { Host } from './host';
import type { RegisteredRecord } from './registry';

type Schema = Record<string, unknown>;

const PROBLEM = { $ref: '#/components/responses/Problem' };

/** The OpenAPI 3.1 document of what is switched on, custom fields of the workspace included. */
export async function buildOpenApi(host: Host, workspaceId: string | null): Promise<Schema> {
  const state = workspaceId ? await host.workspaceState(workspaceId) : null;
  const paths: Schema = {};
  const schemas: Schema = {};
  for (const module of host.registry.modules) {
    if (state && !state.modulesOn.has(module.manifest.id)) continue;
    for (const resource of module.resources ?? []) {
      const record = host.registry.records.get(resource.record);
      if (!record) continue;
      const custom = workspaceId
        ? await listCustomFields(host.database.systemQuery, workspaceId, record.type)
        : [];
      schemas[resource.name] = recordSchema(resource, custom);
      Object.assign(paths, resourcePaths(resource, record));
    }
  }
  paths['/me'] = {
    get: {
      tags: ['me'],
      summary: 'Who the key speaks for',
      responses: { 200: { description: 'The caller' }, 401: PROBLEM },
    },
  };
  return {
    openapi: '3.1.0',
    info: {
      title: 'Socle',
      version: '1',
      description:
        'Money and quantities are decimal strings; instants are ISO 8601 in UTC; dates are YYYY-MM-DD.',
    },
    servers: [{ url: '/api/v1' }],
    security: [{ key: [] }],
    paths,
    components: {
      securitySchemes: { key: { type: 'http', scheme: 'bearer' } },
      schemas: { ...schemas, Problem: problemSchema },
      responses: {
        Problem: {
          description: 'What went wrong (RFC 9457)',
          content: {
            'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } },
          },
        },
      },
    },
  };
}

const problemSchema = {
  type: 'object',
  required: ['type', 'title', 'status', 'detail', 'code'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    code: { type: 'string' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          field: { type: 'string' },
          code: { type: 'string' },
          message: { type: 'string' },
        },
      },
    },
  },
};

const jsonSchema = (schema: z.ZodType, io: 'input' | 'output'): Schema => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Schema;
  if (io === 'output' || !(schema instanceof z.ZodObject) || !Array.isArray(rest.required))
    return rest;
  // What accepts nothing may be left out, however the schema puts it.
  const shape = schema.shape as Record<string, z.ZodType>;
  return {
    ...rest,
    required: rest.required.filter((name: string) => !shape[name]?.safeParse(undefined).success),
  };
};

const CUSTOM_TYPE: Record<CustomField['type'], Schema> = {
  text: { type: 'string' },
  longText: { type: 'string' },
  number: { type: 'string', description: 'Decimal' },
  boolean: { type: 'boolean' },
  date: { type: 'string', format: 'date' },
  select: { type: 'string' },
  url: { type: 'string', format: 'uri' },
  email: { type: 'string', format: 'email' },
  phone: { type: 'string' },
};

function recordSchema(resource: Resource, custom: readonly CustomField[]): Schema {
  const own = jsonSchema(resource.output, 'output') as { properties?: Schema; required?: string[] };
  const customFields = {
    type: 'object',
    properties: Object.fromEntries(
      custom.map((field) => [
        field.key,
        {
          ...CUSTOM_TYPE[field.type],
          title: field.label,
          ...(field.type === 'select' ? { enum: field.options } : {}),
        },
      ]),
    ),
  };
  return {
    type: 'object',
    required: ['id', 'version', 'createdAt', 'updatedAt', 'customFields', ...(own.required ?? [])],
    properties: {
      id: { type: 'string', format: 'uuid' },
      version: { type: 'integer' },
      createdAt: { type: 'string', format: 'date-time' },
      updatedAt: { type: 'string', format: 'date-time' },
      archivedAt: { type: ['string', 'null'], format: 'date-time' },
      customFields,
      ...own.properties,
    },
    example: resource.example,
  };
}

const FILTER_HELP = [
  `A filter as JSON: {"field","op","value"}, joined by {"and":[…]}, {"or":[…]} and {"not":…}.`,
  `Operators: ${FILTER_OPERATORS.join(', ')}.`,
  'A field of a referenced record is named by its path, e.g. contactId.name, over two references at most.',
  `Dates and instants also take {"relative": ${CALENDAR_PERIODS.join(' | ')}}`,
  `or {"relative": ${COUNTED_PERIODS.join(' | ')}, "count": 7}; users also take "${ME}".`,
].join(' ');

const query = (name: string, schema: Schema, description: string): Schema => ({
  name,
  in: 'query',
  schema,
  description,
});
const header = (name: string, description: string): Schema => ({
  name,
  in: 'header',
  schema: { type: 'string' },
  description,
});

function resourcePaths(resource: Resource, record: RegisteredRecord): Schema {
  const ref = { $ref: `#/components/schemas/${resource.name}` };
  const tags = [resource.name];
  const answer = (description: string, schema: Schema): Schema => ({
    description,
    content: { 'application/json': { schema } },
  });
  const body = (schema: z.ZodType): Schema => ({
    required: true,
    content: { 'application/json': { schema: jsonSchema(schema, 'input') } },
  });
  const idParameter = {
    name: 'id',
    in: 'path',
    required: true,
    schema: { type: 'string', format: 'uuid' },
  };
  const idempotency = header(
    'Idempotency-Key',
    'A repeat with the same key gets the first answer again.',
  );
  const sorts = [
    ...Object.entries(record.fields)
      .filter(([, f]) => f.sort)
      .map(([name]) => name),
    'createdAt',
    'updatedAt',
  ];
  const filters = Object.entries(record.fields).filter(([, field]) => field.filter);
  const errors = { 401: PROBLEM, 403: PROBLEM, 404: PROBLEM, 422: PROBLEM, 429: PROBLEM };
  const paths: Record<string, Schema> = {
    [`/${resource.name}`]: {
      get: {
        tags,
        summary: resource.summary,
        parameters: [
          query(
            'q',
            { type: 'string' },
            'Search; accents, case and small typing errors do not matter.',
          ),
          query('filter', { type: 'string' }, FILTER_HELP),
          query(
            'sort',
            { type: 'string', enum: sorts.flatMap((name) => [name, `-${name}`]) },
            'Field, descending with a leading minus.',
          ),
          query(
            'limit',
            { type: 'integer', minimum: 1, maximum: 200, default: 50 },
            'Rows a page.',
          ),
          query('cursor', { type: 'string' }, 'nextCursor of the page before.'),
          query('count', { type: 'boolean' }, 'Adds the number of matches.'),
          query(
            'archived',
            { type: 'string', enum: ['active', 'archived', 'all'] },
            'Which records by their archived state.',
          ),
          ...filters.map(([name, field]) =>
            query(
              name,
              field.options
                ? { type: 'string', enum: field.options.map((o) => o.value) }
                : { type: 'string' },
              `Equal to; empty for none. ${field.type}`,
            ),
          ),
        ],
        responses: {
          200: answer('A page', {
            type: 'object',
            required: ['data', 'nextCursor'],
            properties: {
              data: { type: 'array', items: ref },
              nextCursor: { type: ['string', 'null'] },
              count: { type: 'integer' },
            },
          }),
          ...errors,
        },
      },
      ...(resource.create
        ? {
            post: {
              tags,
              summary: 'Create',
              parameters: [idempotency],
              requestBody: body(resource.create.input),
              responses: { 201: answer('Created', ref), ...errors },
            },
          }
        : {}),
    },
    [`/${resource.name}/{id}`]: {
      parameters: [idParameter],
      get: { tags, summary: 'Read one', responses: { 200: answer('The record', ref), ...errors } },
      ...(resource.update
        ? {
            patch: {
              tags,
              summary: 'Change',
              parameters: [
                idempotency,
                header('If-Match', 'The version read, in quotes; 412 when it has moved on.'),
              ],
              requestBody: body(resource.update.input),
              responses: { 200: answer('Changed', ref), 412: PROBLEM, ...errors },
            },
          }
        : {}),
      ...(resource.archive
        ? {
            delete: {
              tags,
              summary: 'Archive',
              responses: { 204: { description: 'Archived' }, ...errors },
            },
          }
        : {}),
    },
    [`/${resource.name}/batch`]: {
      post: {
        tags,
        summary: 'Up to 500 writes in one transaction',
        parameters: [idempotency],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: {
                type: 'object',
                properties: {
                  operations: { type: 'array', maxItems: 500, items: { type: 'object' } },
                },
              },
            },
          },
        },
        responses: { 200: answer('Ids in order', { type: 'object' }), ...errors },
      },
    },
  };
  if (resource.restore) {
    paths[`/${resource.name}/{id}/restore`] = {
      post: {
        tags,
        summary: 'Restore from the archive',
        parameters: [idParameter],
        responses: { 200: answer('Restored', ref), ...errors },
      },
    };
  }
  for (const [name, action] of Object.entries(resource.actions ?? {})) {
    paths[`/${resource.name}/{id}/${name}`] = {
      post: {
        tags,
        summary: action.summary,
        parameters: [idParameter, idempotency],
        requestBody: body(action.input),
        responses: { 200: answer('Done', ref), 409: PROBLEM, ...errors },
      },
    };
  }
  for (const [name, view] of Object.entries(resource.views ?? {})) {
    paths[`/${resource.name}/{id}/${name}`] = {
      get: {
        tags,
        summary: view.summary,
        parameters: [idParameter],
        responses: { 200: answer(view.summary, jsonSchema(view.output, 'output')), ...errors },
      },
    };
  }
  return paths;
}
