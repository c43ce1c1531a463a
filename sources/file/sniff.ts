import { open } from 'node:fs/promises';
import Encoding from 'encoding-japanese';
import { Refusal } from '#core/refusal.ts';
import type { FileFormat } from './format.ts';

export type FileKind = 'text' | 'xlsx' | 'vcard';

/** What a file is by its first bytes; its name does not count. Anything that is no table is refused with what to do. */
export async function sniffKind(path: string): Promise<FileKind> {
  const head = await readBytes(path, 0, 4096);
  if (head.length === 0 || isOnlyByteOrderMark(head))
    throw new Refusal('E_EMPTY_FILE', 'このファイルは空です。内容のあるファイルを選んでください。');
  const text = head.toString('latin1');
  if (text.startsWith('PK\u0003\u0004')) return 'xlsx';
  if (text.startsWith('PK')) throw notATable('壊れた、または空の圧縮ファイル');
  if (text.startsWith('\u00d0\u00cf\u0011\u00e0')) throw await oldOfficeRefusal(path);
  if (text.startsWith('%PDF')) throw notATable('PDF');
  if (text.startsWith('\u0089PNG') || text.startsWith('\u00ff\u00d8\u00ff') || text.startsWith('GIF8'))
    throw notATable('画像');
  if (text.startsWith('7z\u00bc\u00af') || text.startsWith('Rar!') || text.startsWith('\u001f\u008b'))
    throw notATable('圧縮ファイル');
  if (/^[\u00ef\u00bb\u00bf\s]*(?:<!doctype html|<html|<\?xml|<table)/i.test(text)) throw notATable('HTML・XML');
  if (/^[\u00ef\u00bb\u00bf\s]*BEGIN:VCARD/i.test(text)) return 'vcard';
  if (/^(?:\u00ff\u00fe\u0000\u0000|\u0000\u0000\u00fe\u00ff)/.test(text))
    throw new Refusal('E_ENCODING_UNSUPPORTED', '文字コード UTF-32 は読めません。UTF-8 で保存し直してください。');
  return 'text';
}

function notATable(what: string): Refusal {
  return new Refusal(
    'E_NOT_A_TABLE',
    `このファイルは表ではありません(${what})。CSV、XLSX、vCard のいずれかで出力し直してください。`,
  );
}

/** An OLE container is an old .xls or a workbook with a password. */
async function oldOfficeRefusal(path: string): Promise<Refusal> {
  const handle = await open(path);
  try {
    const { size } = await handle.stat();
    const bytes = Buffer.alloc(Math.min(size, 4 * 1024 ** 2));
    await handle.read(bytes, 0, bytes.length, 0);
    const isEncrypted = bytes.includes(Buffer.from('EncryptedPackage', 'utf16le'));
    return isEncrypted
      ? new Refusal('E_PASSWORD', 'このブックはパスワードで保護されています。パスワードを外して保存し直してください。')
      : new Refusal('E_XLS_OLD', '古い形式の .xls です。Excel で開き、.xlsx で保存し直してください。');
  } finally {
    await handle.close();
  }
}

function isOnlyByteOrderMark(head: Buffer): boolean {
  return (
    head.length <= 3 &&
    (head.equals(Buffer.from([0xef, 0xbb, 0xbf])) ||
      head.equals(Buffer.from([0xff, 0xfe])) ||
      head.equals(Buffer.from([0xfe, 0xff])))
  );
}

/**
 * The encoding of a text file, judged from all of its bytes: a list may be plain ASCII for a megabyte before the first
 * kanji. A few broken bytes in a UTF-8 file leave it UTF-8; their rows are refused one by one.
 */
export async function detectEncoding(path: string): Promise<FileFormat['encoding']> {
  const head = await readBytes(path, 0, 4);
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return 'utf-8';
  const scan = await scanBytes(path);
  if (scan.nulBytes > scan.bytes / 10) {
    throw new Refusal(
      'E_ENCODING_UNKNOWN',
      '文字コードを判定できません(UTF-16 の目印がありません)。UTF-8 で保存し直してください。',
    );
  }
  if (scan.escapes > 0 && scan.firstNonAscii < 0) return 'iso-2022-jp';
  if (scan.firstNonAscii < 0 || scan.invalidUtf8 === 0) return 'utf-8';
  if (scan.invalidUtf8 < scan.validMultibyte / 20) return 'utf-8';
  const sample = await readBytes(path, Math.max(0, scan.firstNonAscii - 64), 256 * 1024);
  return Encoding.detect(sample, ['SJIS', 'EUCJP']) === 'EUCJP' ? 'euc-jp' : 'shift_jis';
}

type ByteScan = {
  bytes: number;
  nulBytes: number;
  escapes: number;
  firstNonAscii: number;
  invalidUtf8: number;
  validMultibyte: number;
};

async function scanBytes(path: string): Promise<ByteScan> {
  const scan: ByteScan = { bytes: 0, nulBytes: 0, escapes: 0, firstNonAscii: -1, invalidUtf8: 0, validMultibyte: 0 };
  const handle = await open(path);
  const chunk = Buffer.alloc(1024 ** 2);
  let pending = 0;
  try {
    for (;;) {
      const { bytesRead } = await handle.read(chunk, 0, chunk.length, scan.bytes);
      if (bytesRead === 0) return scan;
      for (let index = 0; index < bytesRead; index++) {
        const byte = chunk[index]!;
        if (byte < 0x80) {
          if (pending > 0) scan.invalidUtf8++;
          pending = 0;
          if (byte === 0) scan.nulBytes++;
          else if (byte === 0x1b) scan.escapes++;
          continue;
        }
        if (scan.firstNonAscii < 0) scan.firstNonAscii = scan.bytes + index;
        if ((byte & 0xc0) === 0x80) {
          if (pending === 0) scan.invalidUtf8++;
          else if (--pending === 0) scan.validMultibyte++;
          continue;
        }
        if (pending > 0) scan.invalidUtf8++;
        pending =
          byte >= 0xf0 && byte < 0xf5 ? 3 : byte >= 0xe0 && byte < 0xf0 ? 2 : byte >= 0xc2 && byte < 0xe0 ? 1 : 0;
        if (pending === 0) scan.invalidUtf8++;
      }
      scan.bytes += bytesRead;
    }
  } finally {
    await handle.close();
  }
}

export async function readBytes(path: string, start: number, length: number): Promise<Buffer> {
  const handle = await open(path);
  try {
    const bytes = Buffer.alloc(length);
    const { bytesRead } = await handle.read(bytes, 0, length, start);
    return bytes.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}
