import { data, redirect } from '@remix-run/node';
import type { z } from 'zod';
import type { Manifest, PermissionOf, SlotDefinition } from '../contract';
import { fieldErrors } from '../contract/validation';
import { AppError, type ErrorParams, type FieldError, notFound } from '../primitives';
import { isId } from '../primitives/ids';
import type { Ctx, StoredFile } from './ctx';
import { type FormValue, readForm } from './form-data';

// Dates of a loader reach the page as Dates, not as their text; this tells the compiler.
declare module '@remix-run/node' {
  interface Future {
    v3_singleFetch: true;
  }
}

/** What a request must pass before module code runs. */
export interface Gate {
  moduleId: string;
  /** Null for pages that need no session. */
  permission: string | null;
  /** The form it stands before, on a page with several. */
  intent?: string;
}

/** The host's side of a request, put into Remix's load context by the server. */
export interface RequestScope {
  readonly requestId: string;
  /** Logs what should not have happened. */
  reportDefect(error: unknown): void;
  /** Session → membership → module on → permission → origin, then one transaction around `work`. */
  run<T>(
    gate: Gate,
    request: Request,
    isWrite: boolean,
    work: (ctx: Ctx) => Promise<T>,
  ): Promise<T>;
  /** As `run` for a multipart form with one file: the file is stored before the transaction starts. */
  upload<T>(
    gate: Gate,
    request: Request,
    work: (
      ctx: Ctx,
      upload: { file: StoredFile | null; fields: Record<string, FormValue> },
    ) => Promise<T>,
  ): Promise<T>;
  /** Data for every fill of a slot this user may see. */
  loadSlot<P extends object>(
    request: Request,
    slot: SlotDefinition<P>,
    props: P,
  ): Promise<SlotContent[]>;
}

/** One fill of a slot, loaded; `data` is missing when it failed or took too long. */
export interface SlotContent {
  id: string;
  state: 'ready' | 'failed' | 'slow';
  data?: unknown;
}

/** The arguments Remix gives, with our context. */
export interface RouteArgs {
  request: Request;
  params: Record<string, string | undefined>;
  context: { socle: RequestScope };
}

export interface HandlerArgs {
  ctx: Ctx;
  request: Request;
  url: URL;
  params: Record<string, string | undefined>;
}

/** Asks for a slot's content; the wrapper loads it once the page's own transaction is over. */
export class SlotRequest {
  readonly slot: SlotDefinition<object>;
  readonly props: object;

  constructor(slot: SlotDefinition<object>, props: object) {
    this.slot = slot;
    this.props = props;
  }
}

export interface LoaderHandlerArgs extends HandlerArgs {
  /** Put the answer into the returned object: the page receives the content of the slot there. */
  slot<P extends object>(slot: SlotDefinition<P>, props: P): SlotRequest;
}

/** What a page receives: its loader's object with every slot filled. */
export type Loaded<D> = { [K in keyof D]: D[K] extends SlotRequest ? SlotContent[] : D[K] };

/** The answer to a form that was refused: what is wrong, field by field, and what the user had typed. */
export interface Refused {
  ok: false;
  fields: FieldError[];
  error: { code: string; params: ErrorParams } | null;
  values: Record<string, FormValue>;
}

/** Marks a loader or action as gated; a test refuses any route function without it. */
export const GATE = Symbol.for('socle.gate');

type Marked<F> = F & { [GATE]: Gate[] };

const mark = <F extends object>(run: F, gates: Gate[]): Marked<F> =>
  Object.assign(run, { [GATE]: gates });

type PageAction = (args: RouteArgs) => Promise<unknown>;

/** The loader and action builders of one module; permissions are checked by the compiler. */
export function moduleRoutes<const M extends Manifest>(manifest: M) {
  type Permission = PermissionOf<M>;

  /** Reads for a page. What it throws as an AppError becomes the error page of that status. */
  function pageLoader<D extends object>(
    permission: Permission,
    handler: (args: LoaderHandlerArgs) => Promise<D>,
  ) {
    const gate: Gate = { moduleId: manifest.id, permission };
    return mark(
      async ({ request, params, context }: RouteArgs): Promise<Loaded<D>> =>
        asResponse(context.socle, async () => {
          const page = await context.socle.run(gate, request, false, (ctx) =>
            handler({
              ctx,
              request,
              params,
              url: new URL(request.url),
              slot: (slot, props) => new SlotRequest(slot, props),
            }),
          );
          return fillSlots(context.socle, request, page);
        }),
      [gate],
    );
  }

  /**
   * Handles a posted form. Bad input comes back with 422, what was typed, and the fields to mend. With
   * `record`, values of its fields that are not the caller's to write are not read at all.
   */
  function formAction<S extends z.ZodType, R>(
    options: { permission: Permission; input: S; record?: keyof M['records'] & string },
    handler: (args: HandlerArgs & { input: z.output<S> }) => Promise<R>,
  ) {
    const gate: Gate = { moduleId: manifest.id, permission: options.permission };
    return mark(
      async ({ request, params, context }: RouteArgs) => {
        const copy = request.clone();
        return asSubmission(context.socle, copy, () =>
          context.socle.run(gate, request, true, async (ctx) => {
            const values = offered(ctx, options.record, readForm(await formOf(request)));
            const parsed = options.input.safeParse(values);
            if (!parsed.success)
              throw new AppError('invalid', 'error.invalid', {}, fieldErrors(parsed.error));
            return handler({
              ctx,
              request,
              params,
              url: new URL(request.url),
              input: parsed.data as z.output<S>,
            });
          }),
        );
      },
      [gate],
    );
  }

  /** Receives a file and the fields posted with it. */
  function uploadAction<R>(
    permission: Permission,
    handler: (
      args: HandlerArgs & { file: StoredFile; fields: Record<string, FormValue> },
    ) => Promise<R>,
  ) {
    const gate: Gate = { moduleId: manifest.id, permission };
    return mark(
      async ({ request, params, context }: RouteArgs) => {
        return asSubmission(context.socle, null, () =>
          context.socle.upload(gate, request, (ctx, { file, fields }) => {
            if (!file)
              throw new AppError('invalid', 'error.invalid', {}, [
                { field: 'file', code: 'error.fileMissing' },
              ]);
            return handler({ ctx, request, params, url: new URL(request.url), file, fields });
          }),
        );
      },
      [gate],
    );
  }

  return { pageLoader, formAction, uploadAction };
}

// A field the form did not offer may have been added to what was sent.
function offered(
  ctx: Ctx,
  type: string | undefined,
  values: Record<string, FormValue>,
): Record<string, FormValue> {
  if (!type) return values;
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]): [string, FormValue][] => {
      if (ctx.fieldRule(type, name) !== null) return [];
      if (name !== 'customFields' || typeof value !== 'object' || value === null)
        return [[name, value]];
      const own = Object.entries(value).filter(
        ([key]) => ctx.fieldRule(type, `customFields.${key}`) === null,
      );
      return [[name, Object.fromEntries(own) as FormValue]];
    }),
  );
}

// After the page's transaction: a slot holding a second connection while the first waits could starve the pool.
async function fillSlots<D extends object>(
  scope: RequestScope,
  request: Request,
  page: D,
): Promise<Loaded<D>> {
  const entries = Object.entries(page).map(async ([key, value]) => [
    key,
    value instanceof SlotRequest ? await scope.loadSlot(request, value.slot, value.props) : value,
  ]);
  return Object.fromEntries(await Promise.all(entries)) as Loaded<D>;
}

/** Several forms on one page, told apart by a field named `intent`. */
export function intents<T extends Record<string, Marked<PageAction>>>(actions: T) {
  return mark(
    async (args: RouteArgs): Promise<Awaited<ReturnType<T[keyof T]>>> => {
      const scope = args.context.socle;
      const intent = await asResponse(scope, async () =>
        String((await formOf(args.request.clone())).get('intent')),
      );
      const action = Object.hasOwn(actions, intent) ? actions[intent] : undefined;
      if (!action)
        throw toResponse(new AppError('invalid', 'error.unknownIntent'), scope.requestId);
      return (await action(args)) as Awaited<ReturnType<T[keyof T]>>;
    },
    Object.entries(actions).flatMap(([intent, action]) =>
      action[GATE].map((gate) => ({ ...gate, intent })),
    ),
  );
}

/** Pages without a session: sign-in, a client's public page. The handler decides what may be seen. */
export function publicLoader<D>(moduleId: string, handler: (args: RouteArgs) => Promise<D>) {
  return mark(
    async (args: RouteArgs): Promise<D> => asResponse(args.context.socle, () => handler(args)),
    [{ moduleId, permission: null }],
  );
}

/** As `publicLoader`, for posted forms. */
export function publicAction<D>(moduleId: string, handler: (args: RouteArgs) => Promise<D>) {
  return mark(
    async (args: RouteArgs): Promise<D | ReturnType<typeof data<Refused>>> =>
      asSubmission(args.context.socle, args.request.clone(), () => handler(args)),
    [{ moduleId, permission: null }],
  );
}

/** The id in the URL; anything that is not one is the same 404 as a missing record. */
export function idParam(params: Record<string, string | undefined>, name = 'id'): string {
  const value = params[name];
  if (!isId(value)) throw notFound();
  return value;
}

export { redirect };

/** The body of an error answer, read by the error boundary. */
export interface ErrorBody {
  code: string;
  params: ErrorParams;
  requestId: string;
}

function toResponse(error: AppError, requestId: string): Response {
  const body: ErrorBody = { code: error.code, params: error.params, requestId };
  return new Response(JSON.stringify(body), {
    status: error.status,
    headers: { 'content-type': 'application/json; charset=utf-8' },
  });
}

// Redirects and other answers pass through; a defect is logged under an id, and only the id is shown.
function answerFor(scope: RequestScope, error: unknown): unknown {
  if (error instanceof AppError) return toResponse(error, scope.requestId);
  if (error instanceof Response) return error;
  scope.reportDefect(error);
  const body: ErrorBody = {
    code: 'error.unknown',
    params: { id: scope.requestId },
    requestId: scope.requestId,
  };
  return new Response(JSON.stringify(body), {
    status: 500,
    headers: { 'content-type': 'application/json; charset=utf-8' },
  });
}

async function asResponse<T>(scope: RequestScope, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw answerFor(scope, error);
  }
}

// Refusals a form can show in place; the others replace the page.
const SHOWN_IN_FORM = new Set(['invalid', 'conflict', 'stale', 'tooLarge', 'tooMany']);

async function asSubmission<T>(scope: RequestScope, copy: Request | null, work: () => Promise<T>) {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof AppError) || !SHOWN_IN_FORM.has(error.kind))
      throw answerFor(scope, error);
    const body: Refused = {
      ok: false,
      fields: error.fields,
      error: error.fields.length > 0 ? null : { code: error.code, params: error.params },
      values: copy ? withoutSecrets(readForm(await formOf(copy).catch(() => new FormData()))) : {},
    };
    return data(body, { status: error.status });
  }
}

/** The posted form. Throws `invalid` for a body that is none, or that did not arrive whole. */
export async function formOf(request: Request): Promise<FormData> {
  try {
    return await request.formData();
  } catch {
    throw new AppError('invalid', 'error.badForm');
  }
}

function withoutSecrets(values: Record<string, FormValue>): Record<string, FormValue> {
  return Object.fromEntries(
    Object.entries(values).filter(([name]) => !/password|secret|token/i.test(name)),
  );
}
