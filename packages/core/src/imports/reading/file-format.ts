import { ImportFileError } from './import-file-error.ts';
import type { TabularFormat } from './tabular.ts';

/**
 * Tells a CSV from a spreadsheet by its first bytes; the name only helps to name what is refused.
 * Throws ImportFileError `empty`, `unsupportedFormat` (with `format`), `encrypted` or `notText`.
 */
export function detectFormat(head: Buffer, fileName: string): TabularFormat {
  if (head.length === 0) throw new ImportFileError('empty');
  const extension = /\.([a-z0-9]+)$/i.exec(fileName)?.[1]?.toLowerCase() ?? '';
  if (head.readUInt8(0) === 0x50 && head[1] === 0x4b) return archiveFormat(head, extension);
  if (isOle(head)) throw oleError(head, extension);
  const binary = BINARY_SIGNATURES.find(({ bytes }) =>
    head.subarray(0, bytes.length).equals(bytes),
  );
  if (binary) throw new ImportFileError('unsupportedFormat', { format: binary.name });
  refuseMarkup(head);
  return 'csv';
}

/** Throws ImportFileError `notText` when decoded text is mostly control characters, `empty` when blank. */
export function assertText(text: string): void {
  if (text.trim() === '') throw new ImportFileError('empty');
  const sample = text.slice(0, 8192);
  let controls = 0;
  for (let i = 0; i < sample.length; i += 1) {
    const code = sample.charCodeAt(i);
    if (code < 32 && code !== 9 && code !== 10 && code !== 13 && code !== 0) controls += 1;
  }
  if (controls > Math.max(2, sample.length * 0.1)) throw new ImportFileError('notText');
}

const BINARY_SIGNATURES = [
  { name: 'PDF', bytes: Buffer.from('%PDF') },
  { name: 'PNG', bytes: Buffer.from([0x89, 0x50, 0x4e, 0x47]) },
  { name: 'JPEG', bytes: Buffer.from([0xff, 0xd8, 0xff]) },
  { name: 'GZIP', bytes: Buffer.from([0x1f, 0x8b]) },
  { name: 'RAR', bytes: Buffer.from('Rar!') },
  { name: '7z', bytes: Buffer.from([0x37, 0x7a, 0xbc, 0xaf]) },
];

function archiveFormat(head: Buffer, extension: string): TabularFormat {
  if (extension === 'xlsb') throw new ImportFileError('unsupportedFormat', { format: 'XLSB' });
  if (extension === 'numbers')
    throw new ImportFileError('unsupportedFormat', { format: 'Numbers' });
  const start = head.toString('latin1', 0, 2048);
  if (start.includes('opendocument.spreadsheet') || extension === 'ods') return 'ods';
  if (/^(xlsx|xlsm|xltx|xltm)$/.test(extension)) return 'xlsx';
  if (start.includes('[Content_Types].xml') || start.includes('xl/') || start.includes('_rels/')) {
    return 'xlsx';
  }
  throw new ImportFileError('unsupportedFormat', { format: 'ZIP' });
}

function isOle(head: Buffer): boolean {
  return head.subarray(0, 4).equals(Buffer.from([0xd0, 0xcf, 0x11, 0xe0]));
}

// Excel wraps an encrypted .xlsx in the container of the old .xls format.
function oleError(head: Buffer, extension: string): ImportFileError {
  const isEncrypted =
    /^(xlsx|xlsm|ods)$/.test(extension) ||
    head.includes(Buffer.from('EncryptedPackage', 'utf16le'));
  if (isEncrypted) return new ImportFileError('encrypted');
  return new ImportFileError('unsupportedFormat', { format: 'XLS' });
}

function refuseMarkup(head: Buffer): void {
  const start = head
    .toString('latin1', 0, 1024)
    .replace(/^[^\x20-\x7e]+/, '')
    .trimStart();
  const lower = start.slice(0, 512).toLowerCase();
  const format = MARKUP.find(({ pattern }) => pattern.test(lower))?.name;
  if (format) throw new ImportFileError('unsupportedFormat', { format });
}

const MARKUP = [
  { name: 'vCard', pattern: /^begin:vcard/ },
  { name: 'iCalendar', pattern: /^begin:vcalendar/ },
  { name: 'LDIF', pattern: /^(?:version: \d+\s+)?dn:/ },
  { name: 'HTML', pattern: /^<(?:!doctype html|html|table|head|body)/ },
  { name: 'XML', pattern: /^<\?xml/ },
  { name: 'XLS', pattern: /^id;p/ },
];
