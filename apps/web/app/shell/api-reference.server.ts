/** One field of a body or an answer; `children` are the fields inside it. */
export interface SchemaNode {
  name: string;
  type: string;
  isRequired: boolean;
  /** What it means and what limits it. */
  text: string;
  children: SchemaNode[];
}

export interface ApiParameter {
  name: string;
  place: string;
  type: string;
  isRequired: boolean;
  text: string;
}

export interface ApiOperation {
  /** Anchor. */
  id: string;
  method: string;
  path: string;
  summary: string;
  parameters: ApiParameter[];
  body: SchemaNode[];
  /** What may come back: a meaning, and the statuses that have it. */
  answers: { statuses: string; text: string }[];
  curl: string;
}

export interface ApiResource {
  /** Anchor, and segment of the address. */
  name: string;
  operations: ApiOperation[];
  fields: SchemaNode[];
  /** An answer as JSON text. */
  example: string | null;
}

export interface ApiReference {
  baseUrl: string;
  text: string;
  resources: ApiResource[];
}

interface JsonSchema {
  $ref?: string;
  type?: string | string[];
  format?: string;
  title?: string;
  description?: string;
  enum?: unknown[];
  const?: unknown;
  default?: unknown;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  maxItems?: number;
  pattern?: string;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  items?: JsonSchema;
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  allOf?: JsonSchema[];
  example?: unknown;
}

interface Parameter {
  name: string;
  in: string;
  required?: boolean;
  schema?: JsonSchema;
  description?: string;
}

interface Operation {
  tags?: string[];
  summary?: string;
  parameters?: Parameter[];
  requestBody?: { content?: Record<string, { schema?: JsonSchema }> };
  responses?: Record<string, { description?: string; $ref?: string }>;
}

interface Document {
  info?: { description?: string };
  servers?: { url: string }[];
  paths?: Record<string, Record<string, unknown>>;
  components?: {
    schemas?: Record<string, JsonSchema>;
    responses?: Record<string, { description?: string }>;
  };
}

const METHODS = ['get', 'post', 'patch', 'put', 'delete'];
const DEEPEST = 5;
const JSON_TYPE = 'application/json';

/** Turns the OpenAPI document into what the documentation page shows, resource by resource. */
export function describeApi(openApi: Record<string, unknown>, origin: string): ApiReference {
  const document: Document = openApi;
  const baseUrl = origin + (document.servers?.[0]?.url ?? '');
  const byName = new Map<string, ApiOperation[]>();
  for (const [path, item] of Object.entries(document.paths ?? {})) {
    const shared = Array.isArray(item.parameters) ? (item.parameters as Parameter[]) : [];
    for (const method of METHODS) {
      const operation = item[method] as Operation | undefined;
      if (!operation) continue;
      const name = operation.tags?.[0] ?? path.split('/')[1] ?? '';
      const described = describeOperation(document, { method, path, baseUrl, shared }, operation);
      byName.set(name, [...(byName.get(name) ?? []), described]);
    }
  }
  return {
    baseUrl,
    text: document.info?.description ?? '',
    resources: [...byName].map(([name, operations]) => {
      const schema = document.components?.schemas?.[name];
      return {
        name,
        operations,
        fields: schema ? fieldsOf(schema, 0) : [],
        example: schema?.example === undefined ? null : JSON.stringify(schema.example, null, 2),
      };
    }),
  };
}

interface Place {
  method: string;
  path: string;
  baseUrl: string;
  shared: Parameter[];
}

function describeOperation(document: Document, place: Place, operation: Operation): ApiOperation {
  const { method, path } = place;
  const body = operation.requestBody?.content?.[JSON_TYPE]?.schema;
  const example = document.components?.schemas?.[operation.tags?.[0] ?? '']?.example;
  return {
    id: `${method}${path.replace(/[^\w]+/g, '-')}`.replace(/-$/, ''),
    method: method.toUpperCase(),
    path,
    summary: operation.summary ?? '',
    parameters: [...place.shared, ...(operation.parameters ?? [])].map(describeParameter),
    body: body ? fieldsOf(body, 0) : [],
    answers: describeAnswers(document, operation.responses ?? {}),
    curl: curlOf(place, body, example),
  };
}

function describeAnswers(document: Document, responses: NonNullable<Operation['responses']>) {
  const byText = new Map<string, string[]>();
  for (const [status, { $ref, description }] of Object.entries(responses)) {
    const shared = $ref && document.components?.responses?.[lastPart($ref)]?.description;
    const text = description ?? shared ?? '';
    byText.set(text, [...(byText.get(text) ?? []), status]);
  }
  return [...byText].map(([text, statuses]) => ({ text, statuses: statuses.join(', ') }));
}

const describeParameter = (parameter: Parameter): ApiParameter => ({
  name: parameter.name,
  place: parameter.in,
  type: typeName(parameter.schema ?? {}),
  isRequired: parameter.required ?? false,
  text: [parameter.description, limits(parameter.schema ?? {})].filter(Boolean).join(' '),
});

function fieldsOf(schema: JsonSchema, depth: number): SchemaNode[] {
  const object = objectIn(schema);
  if (!object || depth > DEEPEST) return [];
  const required = new Set(object.required);
  return Object.entries(object.properties ?? {}).map(([name, field]) => ({
    name,
    type: typeName(field),
    isRequired: required.has(name),
    text: [field.title, field.description, limits(field)].filter(Boolean).join(' '),
    children: fieldsOf(field, depth + 1),
  }));
}

/** The object a schema holds, directly, in a list, or as one of its variants. */
function objectIn(schema: JsonSchema): JsonSchema | null {
  if (schema.properties) return schema;
  if (schema.items) return objectIn(schema.items);
  for (const variant of variantsOf(schema)) {
    const found = objectIn(variant);
    if (found) return found;
  }
  return null;
}

const variantsOf = ({ anyOf = [], oneOf = [], allOf = [] }: JsonSchema): JsonSchema[] => [
  ...anyOf,
  ...oneOf,
  ...allOf,
];

function typeName(schema: JsonSchema): string {
  if (schema.$ref) return lastPart(schema.$ref);
  const variants = variantsOf(schema);
  if (variants.length > 0) return [...new Set(variants.map(typeName))].join(' | ');
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  const types = Array.isArray(schema.type) ? schema.type : [schema.type ?? 'any'];
  return types
    .map((type) => {
      if (type === 'array') return `${typeName(schema.items ?? {})}[]`;
      return type === 'string' && schema.format ? schema.format : type;
    })
    .join(' | ');
}

function limits(schema: JsonSchema): string {
  const values = schema.enum ?? variantsOf(schema).flatMap((variant) => variant.enum ?? []);
  const { minLength = 0, maxLength, minimum, maximum, maxItems } = schema;
  // Zod writes the limits of every integer; they say nothing.
  const isReal = (limit: number | undefined) =>
    limit !== undefined && Number.isSafeInteger(limit) && Math.abs(limit) < Number.MAX_SAFE_INTEGER;
  return [
    values.length > 0 && `One of ${values.map(String).join(', ')}.`,
    minLength > 1 && `At least ${minLength} characters.`,
    isReal(maxLength) && `At most ${maxLength} characters.`,
    isReal(minimum) && `From ${minimum}.`,
    isReal(maximum) && `Up to ${maximum}.`,
    isReal(maxItems) && `At most ${maxItems} items.`,
    schema.default !== undefined && `Default ${JSON.stringify(schema.default)}.`,
  ]
    .filter(Boolean)
    .join(' ');
}

const lastPart = (ref: string): string => ref.slice(ref.lastIndexOf('/') + 1);

function curlOf(
  { method, path, baseUrl }: Place,
  body: JsonSchema | undefined,
  example: unknown,
): string {
  const address = `${baseUrl}${path.replace('{id}', '$ID')}`;
  const lines = [
    `curl ${method === 'get' ? '' : `-X ${method.toUpperCase()} `}"${address}"`,
    `  -H "Authorization: Bearer $SOCLE_KEY"`,
  ];
  if (body) {
    const sample = JSON.stringify(sampleOf(body, example), null, 2);
    lines.push(`  -H "Content-Type: ${JSON_TYPE}"`, `  -d '${sample.replaceAll("'", "'\\''")}'`);
  }
  return lines.join(' \\\n');
}

/** What one might send: the fields of the example that the body takes, else one of each required field. */
function sampleOf(schema: JsonSchema, example: unknown): unknown {
  const object = objectIn(schema);
  const names = Object.keys(object?.properties ?? {});
  if (typeof example === 'object' && example !== null) {
    const known = Object.entries(example).filter(
      ([name, value]) => names.includes(name) && value !== null && !isEmptyList(value),
    );
    if (known.length > 0) return Object.fromEntries(known);
  }
  const required = object?.required ?? [];
  return Object.fromEntries(
    required.map((name) => [name, sampleValue(object?.properties?.[name] ?? {})]),
  );
}

const isEmptyList = (value: unknown): boolean => Array.isArray(value) && value.length === 0;

function sampleValue(schema: JsonSchema): unknown {
  if (schema.example !== undefined) return schema.example;
  if (schema.enum) return schema.enum[0];
  const variant = variantsOf(schema)[0];
  if (variant) return sampleValue(variant);
  switch (Array.isArray(schema.type) ? schema.type[0] : schema.type) {
    case 'array':
      return [sampleValue(schema.items ?? {})];
    case 'object':
      return sampleOf(schema, null);
    case 'boolean':
      return true;
    case 'integer':
    case 'number':
      return 1;
    default:
      return schema.format === 'date' ? '2026-01-31' : '…';
  }
}
