import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Busboy } from '@fastify/busboy';
import { AppError } from '../primitives';
import type { StoredBlob } from '../server/ctx';
import { type FormValue, readForm } from '../server/form-data';
import type { Host } from './host';

/** A multipart form with at most one file, whose content lies in storage by now. */
export interface ReceivedUpload {
  blob: StoredBlob | null;
  name: string;
  contentType: string;
  fields: Record<string, FormValue>;
}

const LIMITS = { fieldSize: 100_000, fieldNameSize: 200, fields: 500, files: 1, headerPairs: 50 };

/**
 * Stores the file of a form as it arrives and reads the fields beside it (RFC 7578). Nothing is kept of a
 * form that does not arrive whole. Throws `tooLarge`, or `invalid` for what is no such form.
 */
export async function receiveUpload(host: Host, request: Request): Promise<ReceivedUpload> {
  const form = new FormData();
  let name = '';
  let contentType = 'application/octet-stream';
  let content: Readable | null = null;
  let storing: Promise<StoredBlob> | null = null;
  try {
    const parser = new Busboy({
      headers: { 'content-type': request.headers.get('content-type') ?? '' },
      limits: LIMITS,
    });
    // The first error ends the reading; those it drags along are of no further interest.
    parser.on('error', () => undefined);
    parser.on('field', (field, value, _isNameCut, isCut) => {
      if (isCut) parser.destroy(new AppError('tooLarge', 'error.fieldTooLarge'));
      else form.append(field, value);
    });
    parser.on('file', (_field, stream, filename, _encoding, type) => {
      // A file field left empty is sent all the same, without a name.
      if (!filename) return void stream.resume();
      stream.on('error', () => undefined);
      // The one sign that browsers write differently (HTML, multipart/form-data encoding).
      name = filename.replaceAll('%22', '"');
      contentType = type || contentType;
      content = stream;
      storing = host.storage.put(stream);
      storing.catch((error: Error) => parser.destroy(error));
      return undefined;
    });
    await pipeline(
      request.body ? Readable.fromWeb(request.body as never) : Readable.from([]),
      parser,
    );
    return { blob: await storing, name, contentType, fields: readForm(form) };
  } catch (error) {
    (content as Readable | null)?.destroy(error as Error);
    const left = await (storing as Promise<StoredBlob> | null)?.catch(() => null);
    if (left) await host.storage.remove(left.storageKey).catch(() => undefined);
    if (error instanceof AppError) throw error;
    throw new AppError('invalid', 'error.badUpload');
  }
}
