import { inflateRawSync } from 'node:zlib';
import { ImportFileError } from './import-file-error.ts';

/** One entry of a ZIP archive's directory; sizes in bytes. */
export interface ZipEntry {
  name: string;
  packed: number;
  unpacked: number;
  method: number;
  headerOffset: number;
}

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const MAX_ENTRIES = 20_000;
const MAX_TEXT_PART = 256 * 1024 * 1024;

/**
 * Reads the directory of an archive and refuses it before anything is unpacked when it would
 * unpack to more than `maxUnpackedBytes`. Throws ImportFileError `corrupt` or `archiveTooLarge`.
 */
export function guardArchive(bytes: Buffer, maxUnpackedBytes: number): Map<string, ZipEntry> {
  const entries = readDirectory(bytes);
  let total = 0;
  for (const entry of entries.values()) {
    total += entry.unpacked;
    const isSheet = /worksheets\/|content\.xml$/i.test(entry.name);
    // Only sheets are streamed; the other parts are held as one text.
    const isTooLarge = total > maxUnpackedBytes || (!isSheet && entry.unpacked > MAX_TEXT_PART);
    if (isTooLarge) throw new ImportFileError('archiveTooLarge', { max: maxUnpackedBytes });
    // An entry that hides its size is how a bomb gets past the sum above.
    if (entry.unpacked === 0 && entry.packed > 64) throw new ImportFileError('corrupt');
  }
  return entries;
}

/** The text of a small part (a stylesheet), or an empty string when it cannot be read. */
export function readSmallPart(
  bytes: Buffer,
  entry: ZipEntry | undefined,
  maxBytes: number,
): string {
  if (!entry || entry.unpacked > maxBytes || entry.headerOffset + 30 > bytes.length) return '';
  const nameLength = bytes.readUInt16LE(entry.headerOffset + 26);
  const extraLength = bytes.readUInt16LE(entry.headerOffset + 28);
  const start = entry.headerOffset + 30 + nameLength + extraLength;
  const packed = bytes.subarray(start, start + entry.packed);
  if (entry.method === 0) return packed.toString('utf8');
  try {
    return inflateRawSync(packed, { maxOutputLength: maxBytes }).toString('utf8');
  } catch {
    return '';
  }
}

function readDirectory(bytes: Buffer): Map<string, ZipEntry> {
  const end = findEnd(bytes);
  const entries = new Map<string, ZipEntry>();
  let at = end < 0 ? bytes.length : bytes.readUInt32LE(end + 16);
  while (at + 46 <= bytes.length && bytes.readUInt32LE(at) === DIRECTORY_ENTRY) {
    const nameLength = bytes.readUInt16LE(at + 28);
    const name = bytes.toString('utf8', at + 46, at + 46 + nameLength);
    entries.set(name, {
      name,
      method: bytes.readUInt16LE(at + 10),
      packed: bytes.readUInt32LE(at + 20),
      unpacked: bytes.readUInt32LE(at + 24),
      headerOffset: bytes.readUInt32LE(at + 42),
    });
    if (entries.size > MAX_ENTRIES) throw new ImportFileError('corrupt');
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  if (entries.size === 0) throw new ImportFileError('corrupt');
  return entries;
}

function findEnd(bytes: Buffer): number {
  const lowest = Math.max(0, bytes.length - 22 - 0xffff);
  for (let at = bytes.length - 22; at >= lowest; at -= 1) {
    if (bytes.readUInt32LE(at) === END_OF_DIRECTORY) return at;
  }
  return -1;
}
