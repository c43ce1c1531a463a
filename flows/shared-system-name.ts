import type { Mapping } from '#core/observation/preset.ts';
import { differenceOf, proposeSystemName, type FileShape } from '#core/observation/system-name.ts';
import type { Db } from '#db/pool.ts';
import { findPreset } from '#sources/recognise.ts';
import { rowReader } from '#sources/to-observation.ts';
import { Occurrences } from './occurrences.ts';

/** An import of visibly another system under the same system name: keys of the two would be taken for one another. */
export type SharedSystemName = {
  readonly batchId: number;
  readonly fileName: string;
  /** What differs: the columns, or how the keys are built. */
  readonly by: 'columns' | 'keys';
  /** A name that no import bears yet. */
  readonly proposal: string;
};
type Draft = {
  readonly batchId: number;
  readonly source: string;
  readonly preset: string;
  readonly fileName: string;
  readonly header: readonly string[];
  readonly mapping: Mapping;
  readonly sample: readonly (readonly string[])[];
};

const earlierMax = 20;
const keysCompared = 50;
/** Imports that may have taken rows in; two drafts of one new system may bear one name. */
const begun = ['queued', 'running', 'done', 'cancelled', 'failed', 'undone'];
/** What tables that no system named are called until somebody says more. */
const genericSource = 'csv';

/**
 * Looks whether the system name of a draft was used by files that look like another system's: of generic tables only, for the
 * others tell their system by their header. One earlier file that looks alike is enough to be silent.
 */
export async function findSharedSystemName(db: Db, draft: Draft): Promise<SharedSystemName | undefined> {
  const preset = findPreset(draft.preset);
  if (preset?.source !== genericSource) return undefined;
  const earlier = await db
    .selectFrom('import_batch')
    .select(['import_batch_id as batchId', 'file_name as fileName', 'format'])
    .where('source', '=', draft.source)
    .where('preset', '=', draft.preset)
    .where('state', 'in', begun)
    .where('form_on', 'is', null)
    .where('import_batch_id', '<>', draft.batchId)
    .orderBy('import_batch_id', 'desc')
    .limit(earlierMax)
    .execute();
  if (earlier.length === 0) return undefined;
  const reader = rowReader(preset, draft.mapping, draft.header, draft.source);
  const occurrences = new Occurrences();
  const shape: FileShape = {
    columns: draft.header,
    keys: draft.sample.flatMap((cells, index) => {
      const read = reader.read(cells, index + 1, occurrences.next);
      return 'rejected' in read ? [] : (read.row.externalKey ?? []);
    }),
  };
  let first: Omit<SharedSystemName, 'proposal'> | undefined;
  for (const { batchId, fileName, format } of earlier) {
    const keys = await readKeys(db, batchId);
    if (keys.length === 0) continue;
    const by = differenceOf(shape, { columns: (format as { header: string[] }).header, keys });
    if (!by) return undefined;
    first ??= { batchId, fileName, by };
  }
  return first && { ...first, proposal: proposeSystemName(draft.fileName, draft.source, await readSystemNames(db)) };
}

async function readKeys(db: Db, batchId: number): Promise<string[]> {
  const rows = await db
    .selectFrom('raw_row')
    .select('external_key as key')
    .where('import_batch_id', '=', batchId)
    .orderBy('row_number')
    .limit(keysCompared)
    .execute();
  return rows.flatMap(({ key }) => key ?? []);
}

async function readSystemNames(db: Db): Promise<Set<string>> {
  const rows = await db.selectFrom('import_batch').select('source').distinct().where('state', 'in', begun).execute();
  return new Set(rows.map(({ source }) => source));
}
