import { isUtf8 } from 'node:buffer';
import { StringDecoder } from 'node:string_decoder';
import iconv from 'iconv-lite';
import { ImportFileError } from './import-file-error.ts';

/** What bytes say about their encoding; `utf-8` also when they are plain ASCII. */
export function detectEncoding(head: Buffer): string {
  return encodingFromBom(head) ?? utf16WithoutBom(head) ?? encodingFromContent(head);
}

/** The encoding a byte order mark announces, or null without one. */
export function encodingFromBom(head: Buffer): string | null {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return 'utf-8';
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  return null;
}

/** A decoder fed chunk by chunk; it drops the byte order mark and NUL characters. */
export interface ChunkDecoder {
  write(chunk: Buffer): string;
  end(): string;
}

/** A decoder of `encoding`. Throws ImportFileError `unknownEncoding`. */
export function createDecoder(encoding: string): ChunkDecoder {
  if (!iconv.encodingExists(encoding)) throw new ImportFileError('unknownEncoding', { encoding });
  return isUtf8Name(encoding) ? utf8Decoder() : iconvDecoder(encoding);
}

/** True while every byte seen so far can be UTF-8, a few damaged characters apart. */
export class Utf8Probe {
  #carry: Buffer = Buffer.alloc(0);
  #good = 0;
  #bad = 0;

  add(chunk: Buffer): void {
    const whole = this.#carry.length > 0 ? Buffer.concat([this.#carry, chunk]) : chunk;
    const cut = incompleteTail(whole);
    const body = whole.subarray(0, whole.length - cut);
    this.#carry = Buffer.from(whole.subarray(whole.length - cut));
    if (!isUtf8(body)) this.#countDamaged(body);
    else if (this.#bad > 0 || this.#good < 20) this.#good += countNonAscii(body);
  }

  isUtf8(): boolean {
    const bad = this.#bad + (this.#carry.length > 0 ? 1 : 0);
    return bad === 0 || bad * 20 <= this.#good;
  }

  // One damaged character must not turn a whole UTF-8 file into mojibake.
  #countDamaged(body: Buffer): void {
    for (const char of body.toString('utf8')) {
      if (char === '�') this.#bad += 1;
      else if (char > '\x7f') this.#good += 1;
    }
  }
}

function isUtf8Name(encoding: string): boolean {
  return /^utf-?8$/i.test(encoding);
}

function utf8Decoder(): ChunkDecoder {
  const decoder = new StringDecoder('utf8');
  let isFirst = true;
  return {
    write(chunk) {
      const text = decoder.write(chunk);
      const start = isFirst && text.startsWith('\ufeff') ? 1 : 0;
      if (text !== '') isFirst = false;
      return withoutNul(start > 0 ? text.slice(start) : text);
    },
    end: () => withoutNul(decoder.end()),
  };
}

function iconvDecoder(encoding: string): ChunkDecoder {
  const decoder = iconv.getDecoder(encoding, { stripBOM: true });
  return {
    write: (chunk) => withoutNul(decoder.write(chunk)),
    end: () => withoutNul(decoder.end() ?? ''),
  };
}

function withoutNul(text: string): string {
  return text.includes('\0') ? text.replaceAll('\0', '') : text;
}

function utf16WithoutBom(head: Buffer): string | null {
  const length = Math.min(head.length, 4096) & ~1;
  if (length < 8) return null;
  let even = 0;
  let odd = 0;
  for (let i = 0; i < length; i += 2) {
    if (head[i] === 0) even += 1;
    if (head[i + 1] === 0) odd += 1;
  }
  const pairs = length / 2;
  if (odd > pairs * 0.6 && even < pairs * 0.1) return 'utf-16le';
  if (even > pairs * 0.6 && odd < pairs * 0.1) return 'utf-16be';
  return null;
}

function encodingFromContent(head: Buffer): string {
  const probe = new Utf8Probe();
  probe.add(head.subarray(0, head.length - incompleteTail(head)));
  if (probe.isUtf8()) return 'utf-8';
  return looksShiftJis(head) ? 'shift_jis' : 'windows-1252';
}

// A French word such as "é" + letter is a valid Shift-JIS pair, so validity alone proves nothing:
// kana, or a clear majority of the lead bytes that cp1252 hardly uses, must be there too.
function looksShiftJis(head: Buffer): boolean {
  let pairs = 0;
  let lowLeads = 0;
  let kana = 0;
  for (let i = 0; i < head.length; i += 1) {
    const byte = head[i] ?? 0;
    if (byte < 0x80 || (byte >= 0xa1 && byte <= 0xdf)) continue;
    const trail = head[i + 1];
    if (trail === undefined) break;
    const isLead = (byte >= 0x81 && byte <= 0x9f) || (byte >= 0xe0 && byte <= 0xfc);
    if (!isLead || trail < 0x40 || trail === 0x7f || trail > 0xfc) return false;
    pairs += 1;
    if (byte <= 0x9f) lowLeads += 1;
    if ((byte === 0x82 && trail >= 0x9f) || (byte === 0x83 && trail <= 0x96)) kana += 1;
    i += 1;
  }
  return pairs >= 2 && lowLeads >= pairs * 0.6 && (kana > 0 || pairs >= 8);
}

/** Bytes at the end that begin a UTF-8 character whose rest is not there yet (0 to 3). */
function incompleteTail(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte >= 0xc0) {
      const needed = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return needed > back ? back : 0;
    }
    if (byte < 0x80) return 0;
  }
  return 0;
}

function countNonAscii(body: Buffer): number {
  let count = 0;
  for (const byte of body) if (byte >= 0xc0) count += 1;
  return count;
}
