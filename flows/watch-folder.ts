import { randomUUID } from 'node:crypto';
import { constants, copyFile, mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join, relative, sep } from 'node:path';
import type { Mapping } from '#core/observation/preset.ts';
import { Refusal } from '#core/refusal.ts';
import { writeAudit } from '#db/audit.ts';
import type { Database } from '#db/pool.ts';
import { limits } from '#sources/file/format.ts';
import { findPreset, presets } from '#sources/recognise.ts';
import { beginImport } from './begin-import.ts';
import { changeDraft, refuseUnmapped } from './change-draft.ts';
import { readResult } from './import-file.ts';

/**
 * A watched folder: whatever an export job drops there is taken in once and then lies in done/ or failed/ with a result
 * file beside it. A folder inside names the kind of file (`sansan-cards/`) or a saved mapping; without one the header tells.
 * Where the file lies is kept with its import, so a killed server neither loses nor doubles a file.
 */
export type Watched = {
  readonly folder: string;
  /** Folder of uploads: an import reads its own copy. */
  readonly files: string;
  /** A file that changed within these milliseconds may still be written to. */
  readonly settledAfterMs: number;
};

export type FolderLook = {
  /** Imports that are ready to run. */
  readonly taken: readonly number[];
  /** Files that were put away, relative to the folder. */
  readonly filed: readonly string[];
  readonly refused: readonly { file: string; code: string }[];
};

export const settledAfterMs = 15_000;
const [doneFolder, failedFolder] = ['done', 'failed'];
const filesPerLook = 100;

/** Puts away files whose import is over, then opens an import for each settled file that has none. */
export async function lookAtFolder(database: Database, watched: Watched, now: Date): Promise<FolderLook> {
  await mkdir(join(watched.folder, doneFolder), { recursive: true });
  await mkdir(join(watched.folder, failedFolder), { recursive: true });
  const filed = await putAwayFinished(database, watched, now);
  const taken: number[] = [];
  const refused: { file: string; code: string }[] = [];
  for (const path of await listSettled(database, watched, now)) {
    const file = relative(watched.folder, path);
    try {
      taken.push(await takeFile(database, watched, path));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      refused.push({ file, code: error.code });
      const result = { file, code: error.code, message: error.message, at: now.toISOString() };
      await putAway(watched.folder, path, failedFolder!, result, now);
      await writeAudit(database.db, {
        memberId: null,
        action: 'import.folder_refused',
        subjectKind: 'import',
        after: { file, reason: error.message },
      });
    }
  }
  return { taken, filed, refused };
}

async function putAwayFinished(database: Database, watched: Watched, now: Date): Promise<string[]> {
  const { db } = database;
  const batches = await db
    .selectFrom('import_batch')
    .select(['import_batch_id', 'state', 'problem', 'watched_path', 'started_at', 'finished_at'])
    .where('watched_path', 'is not', null)
    .where('filed_at', 'is', null)
    .where('state', 'in', ['done', 'failed', 'cancelled', 'undone'])
    .orderBy('import_batch_id')
    .execute();
  const filed: string[] = [];
  for (const batch of batches) {
    const path = join(watched.folder, batch.watched_path!);
    const result = {
      file: batch.watched_path,
      state: batch.state,
      problem: batch.problem,
      ...(await readResult(database, batch.import_batch_id)),
      startedAt: batch.started_at,
      finishedAt: batch.finished_at,
    };
    await putAway(watched.folder, path, batch.state === 'done' ? doneFolder! : failedFolder!, result, now);
    await db
      .updateTable('import_batch')
      .set({ filed_at: now })
      .where('import_batch_id', '=', batch.import_batch_id)
      .execute();
    filed.push(batch.watched_path!);
  }
  return filed;
}

/** Moves a file, with its result beside it. Done again after a kill in between, it only writes the result anew. */
async function putAway(folder: string, path: string, to: string, result: object, now: Date): Promise<void> {
  const stamp = now.toISOString().slice(0, 19).replace(/[-:]/g, '').replace('T', '-');
  const name = join(folder, to, `${stamp}-${relative(folder, path).split(sep).join('-')}`);
  await rename(path, name).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
  });
  await writeFile(`${name}.result.json`, `${JSON.stringify(result, undefined, 2)}\n`);
}

/** Files that nobody writes to any more and no unfinished import is about, oldest name first. */
async function listSettled(database: Database, { folder, settledAfterMs }: Watched, now: Date): Promise<string[]> {
  const busy = await database.db
    .selectFrom('import_batch')
    .select('watched_path')
    .where('watched_path', 'is not', null)
    .where('filed_at', 'is', null)
    .execute();
  const known = new Set(busy.map((batch) => join(folder, batch.watched_path!)));
  const settled: string[] = [];
  for (const path of await listFiles(folder)) {
    if (known.has(path)) continue;
    const { mtimeMs, ctimeMs } = await stat(path);
    if (now.getTime() - Math.max(mtimeMs, ctimeMs) >= settledAfterMs) settled.push(path);
  }
  return settled.slice(0, filesPerLook);
}

/** The folder's own files and those of the folders in it; no links, nothing hidden, nothing half-written. */
async function listFiles(folder: string): Promise<string[]> {
  const found: string[] = [];
  const isWanted = (name: string) => !/^[.~]|\.(?:tmp|part|partial|crdownload|filepart)$/i.test(name);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    if (!isWanted(entry.name)) continue;
    if (entry.isFile()) found.push(join(folder, entry.name));
    else if (entry.isDirectory() && entry.name !== doneFolder && entry.name !== failedFolder)
      for (const inner of await readdir(join(folder, entry.name), { withFileTypes: true }))
        if (inner.isFile() && isWanted(inner.name)) found.push(join(folder, entry.name, inner.name));
  }
  return found.sort();
}

/** Opens the import on a copy of the file. Only the last statement ties the file to it and makes it ready: one commit. */
async function takeFile(database: Database, { folder, files }: Watched, path: string): Promise<number> {
  const { db } = database;
  if ((await stat(path)).size > limits.bytesMax)
    throw new Refusal('E_TOO_LARGE', 'ファイルが大きすぎます。上限は 2 GB です。', { status: 413 });
  const file = relative(folder, path);
  const kind = await kindOf(database, dirname(file));
  const copy = join(files, randomUUID());
  await copyFile(path, copy, constants.COPYFILE_FICLONE);
  try {
    const { batchId } = await beginImport(db, { path: copy, name: basename(path) }, kind.preset, null, {
      listSource: `フォルダ: ${file.split(sep).join('/')}`,
    });
    if (kind.mapping) await changeDraft(db, batchId, { mapping: kind.mapping });
    await refuseUnmapped(db, batchId);
    await db
      .updateTable('import_batch')
      .set({ state: 'queued', watched_path: file })
      .where('import_batch_id', '=', batchId)
      .execute();
    await writeAudit(db, {
      memberId: null,
      action: 'import.folder',
      subjectKind: 'import',
      subjectId: batchId,
      after: { file },
    });
    return batchId;
  } catch (error) {
    await rm(copy, { force: true });
    throw error;
  }
}

/** What the folder's name says: a preset, a saved mapping, or nothing. */
async function kindOf({ db }: Database, folder: string): Promise<{ preset: string; mapping?: Mapping }> {
  if (folder === '.') return { preset: 'auto' };
  if (findPreset(folder)) return { preset: folder };
  const saved = await db.selectFrom('saved_mapping').select(['preset', 'mapping']).where('name', '=', folder).execute();
  if (saved.length === 1) return { preset: saved[0]!.preset, mapping: saved[0]!.mapping as Mapping };
  throw new Refusal(
    'folder_unknown',
    saved.length === 0
      ? `フォルダ「${folder}」は、取込の種類でも保存した対応付けの名前でもありません。使える種類: ${presets.map((one) => one.name).join('、')}。`
      : `対応付け「${folder}」は複数の種類で保存されています。名前を分けてください。`,
    { status: 422, details: { folder } },
  );
}
