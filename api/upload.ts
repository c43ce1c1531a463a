import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { MultipartFile } from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import { Refusal } from '#core/refusal.ts';
import { freeingChunks } from '#flows/free-memory.ts';
import { limits } from '#sources/file/format.ts';
import { tablePathOf } from '#sources/file/prepare.ts';

const envelopeBytesMax = 64 * 1024;

/** Stores the one file of a request under a random name. What is too large or does not arrive whole leaves nothing behind. */
export async function storeUpload(request: FastifyRequest, folder: string): Promise<{ path: string; name: string }> {
  const upload = await openUpload(request);
  const path = join(folder, randomUUID());
  try {
    await pipeline(upload.file, freeingChunks, createWriteStream(path, { mode: 0o600 }));
    if (upload.file.truncated) throw tooLarge();
  } catch (cause) {
    await removeUpload(path);
    refuseIncomplete(cause);
  }
  return { path, name: upload.filename };
}

/** The one file of a request as bytes, for sheets that are compared at once. */
export async function readUpload(request: FastifyRequest): Promise<Buffer> {
  const upload = await openUpload(request);
  return upload.toBuffer().catch(refuseIncomplete);
}

async function openUpload(request: FastifyRequest): Promise<MultipartFile> {
  if (Number(request.headers['content-length'] ?? 0) > limits.bytesMax + envelopeBytesMax) throw tooLarge();
  const upload = await request.file().catch(refuseIncomplete);
  if (!upload) throw new Refusal('file_missing', 'ファイルがありません。CSV、XLSX、vCard のいずれかを選んでください。');
  return upload;
}

function refuseIncomplete(cause: unknown): never {
  throw cause instanceof Refusal || !isOfTheBody(cause) ? cause : incomplete(cause);
}

/** Removes an upload and the table made from it. */
export async function removeUpload(path: string): Promise<void> {
  await Promise.all([path, tablePathOf(path)].map((file) => rm(file, { force: true })));
}

/** Our own disk tells which call failed; a body that ends early or a connection that breaks does not. */
function isOfTheBody(cause: unknown): boolean {
  const { syscall, statusCode } = cause as { syscall?: string; statusCode?: number };
  return syscall !== 'open' && syscall !== 'write' && (statusCode === undefined || statusCode >= 500);
}

function tooLarge(): Refusal {
  return new Refusal('E_TOO_LARGE', 'ファイルは 2 GB までです。分けて取り込んでください。', { status: 413 });
}

function incomplete(cause: unknown): Refusal {
  return new Refusal(
    'E_UPLOAD_INCOMPLETE',
    'ファイルが途中までしか届きませんでした。何も残していません。もう一度置いてください。',
    { cause },
  );
}
