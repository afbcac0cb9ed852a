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
  const { name, create, update, archive } = resource;
  const { permissions } = record;
  const archiving = permissions.archive ?? permissions.update;
  const read = { resource, isWrite: false, permission: permissions.read, method: 'GET' };
  const write = { resource, isWrite: true };
  const batch = {
    ...write,
    method: 'POST',
    path: () => `/${name}/batch`,
  };
  const operations: Operation[] = [
    { ...read, title: `GET /${name}`, hasId: false, path: () => `/${name}` },
    { ...read, title: `GET /${name}/ID`, hasId: true, path: (id) => `/${name}/${id}` },
  ];
  if (create) {
    const permission = permissions.create;
    const body = (row: ApiBody): unknown => inputFromRow(create.input, row);
    operations.push(
      {
        ...write,
        title: `POST /${name}`,
        method: 'POST',
        permission,
        hasId: false,
        path: () => `/${name}`,
        body,
      },
      {
        ...batch,
        title: `batch create of ${name}`,
        permission,
        hasId: false,
        body: (row) => ({ operations: [{ op: 'create', data: body(row) }] }),
      },
    );
  }
  if (update) {
    const permission = permissions.update;
    const body = (row: ApiBody): unknown => inputFromRow(update.input, row);
    operations.push(
      {
        ...write,
        title: `PATCH /${name}/ID`,
        method: 'PATCH',
        permission,
        hasId: true,
        path: (id) => `/${name}/${id}`,
        body,
      },
      {
        ...batch,
        title: `batch update of ${name}`,
        permission,
        hasId: true,
        body: (row, id) => ({ operations: [{ op: 'update', id, data: body(row) }] }),
      },
    );
  }
  if (archive) {
    operations.push(
      {
        ...write,
        title: `DELETE /${name}/ID`,
        method: 'DELETE',
        permission: archiving,
        hasId: true,
        path: (id) => `/${name}/${id}`,
      },
      {
        ...batch,
        title: `batch archive of ${name}`,
        permission: archiving,
        hasId: true,
        body: (_row, id) => ({ operations: [{ op: 'archive', id }] }),
      },
    );
  }
  return operations;
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
