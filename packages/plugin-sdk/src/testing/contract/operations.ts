import { z } from 'zod';
import type { RecordDefinition } from '../../contract';
import { newId } from '../../primitives/ids';
import type { Resource } from '../../server/resource';
import type { ApiBody } from '../test-api';
import type { Subject } from './subject';

/** One thing the API offers, with what it takes to call it. */
export interface Operation {
  title: string;
  method: string;
  permission: string;
  resource: Resource;
  isWrite: boolean;
  /** Whether it concerns one record that already exists. */
  hasId: boolean;
  path(id: string): string;
  body?(row: ApiBody, id: string): unknown;
}

/** Every operation of every REST resource of the module. */
export function operationsOf(subject: Subject): Operation[] {
  return (subject.module.resources ?? []).flatMap((resource) => {
    const record = subject.test.host.registry.records.get(resource.record);
    return record ? [...records(resource, record), ...acts(resource, record)] : [];
  });
}

function records(resource: Resource, record: RecordDefinition): Operation[] {
  const { name } = resource;
  const read = { resource, isWrite: false, permission: record.permissions.read, method: 'GET' };
  return [
    { ...read, title: `GET /${name}`, hasId: false, path: () => `/${name}` },
    { ...read, title: `GET /${name}/ID`, hasId: true, path: (id) => `/${name}/${id}` },
    ...creating(resource, record),
    ...updating(resource, record),
    ...archiving(resource, record),
  ];
}

function creating(resource: Resource, record: RecordDefinition): Operation[] {
  const { name, create } = resource;
  if (!create) return [];
  const body = (row: ApiBody): unknown => inputFromRow(create.input, row);
  const write = {
    resource,
    isWrite: true,
    hasId: false,
    method: 'POST',
    permission: record.permissions.create,
  };
  return [
    { ...write, title: `POST /${name}`, path: () => `/${name}`, body },
    {
      ...write,
      title: `batch create of ${name}`,
      path: () => `/${name}/batch`,
      body: (row) => ({ operations: [{ op: 'create', data: body(row) }] }),
    },
  ];
}

function updating(resource: Resource, record: RecordDefinition): Operation[] {
  const { name, update } = resource;
  if (!update) return [];
  const body = (row: ApiBody): unknown => inputFromRow(update.input, row);
  const write = { resource, isWrite: true, hasId: true, permission: record.permissions.update };
  return [
    {
      ...write,
      title: `PATCH /${name}/ID`,
      method: 'PATCH',
      path: (id) => `/${name}/${id}`,
      body,
    },
    {
      ...write,
      title: `batch update of ${name}`,
      method: 'POST',
      path: () => `/${name}/batch`,
      body: (row, id) => ({ operations: [{ op: 'update', id, data: body(row) }] }),
    },
  ];
}

function archiving(resource: Resource, { permissions }: RecordDefinition): Operation[] {
  const { name, archive } = resource;
  if (!archive) return [];
  const permission = permissions.archive ?? permissions.update;
  const write = { resource, isWrite: true, hasId: true, permission };
  return [
    { ...write, title: `DELETE /${name}/ID`, method: 'DELETE', path: (id) => `/${name}/${id}` },
    {
      ...write,
      title: `batch archive of ${name}`,
      method: 'POST',
      path: () => `/${name}/batch`,
      body: (_row, id) => ({ operations: [{ op: 'archive', id }] }),
    },
  ];
}

function acts(resource: Resource, record: RecordDefinition): Operation[] {
  const { name, restore, actions = {}, views = {} } = resource;
  const act = { resource, isWrite: true, hasId: true, method: 'POST' };
  return [
    ...(restore
      ? [
          {
            ...act,
            title: `POST /${name}/ID/restore`,
            permission: record.permissions.archive ?? record.permissions.update,
            path: (id: string) => `/${name}/${id}/restore`,
          },
        ]
      : []),
    ...Object.entries(actions).map(([action, { permission, input }]) => ({
      ...act,
      title: `POST /${name}/ID/${action}`,
      permission,
      path: (id: string) => `/${name}/${id}/${action}`,
      body: () => inventInput(input),
    })),
    ...Object.entries(views).map(([view, { permission }]) => ({
      resource,
      isWrite: false,
      hasId: true,
      method: 'GET',
      title: `GET /${name}/ID/${view}`,
      permission,
      path: (id: string) => `/${name}/${id}/${view}`,
    })),
  ];
}

interface JsonSchema {
  properties?: Record<string, JsonSchema>;
  required?: string[];
  type?: string | string[];
  format?: string;
  enum?: unknown[];
  const?: unknown;
  anyOf?: JsonSchema[];
  allOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  default?: unknown;
}

function describeInput(schema: z.ZodType): JsonSchema {
  return z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as JsonSchema;
}

const partsOf = (schema: JsonSchema): JsonSchema[] => [
  schema,
  ...[...(schema.allOf ?? []), ...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].flatMap(partsOf),
];

/** What a client would send to write the record again as it is: the fields of the row the input knows. */
export function inputFromRow(schema: z.ZodType, row: ApiBody): Record<string, unknown> {
  const names = partsOf(describeInput(schema)).flatMap((part) =>
    Object.keys(part.properties ?? {}),
  );
  const known = [...new Set(names)].filter((name) => row[name] !== undefined);
  return Object.fromEntries(known.map((name) => [name, row[name]]));
}

const SAMPLES = { number: 1, integer: 1, boolean: true, array: [], object: {}, null: null };

/** Something of the right shape for every required property; nothing cleverer. */
function inventInput(schema: z.ZodType): unknown {
  const invent = (part: JsonSchema): unknown => {
    if (part.default !== undefined) return part.default;
    if (part.const !== undefined) return part.const;
    if (part.enum) return part.enum[0];
    const [first] = [...(part.anyOf ?? []), ...(part.oneOf ?? [])];
    if (first) return invent(first);
    if (part.properties) {
      const required = (part.required ?? []).map((name) => [
        name,
        invent(part.properties?.[name] ?? {}),
      ]);
      return Object.fromEntries(required);
    }
    if (part.format === 'uuid') return newId();
    if (part.format === 'date') return '2026-03-10';
    const type = Array.isArray(part.type) ? part.type[0] : part.type;
    return type !== undefined && type in SAMPLES ? SAMPLES[type as keyof typeof SAMPLES] : 'x';
  };
  return invent(describeInput(schema));
}
