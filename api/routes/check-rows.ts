import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { checkOutcomes, readCheckRows } from '#db/check-rows.ts';
import type { Db } from '#db/pool.ts';
import type { CheckResult } from '#flows/check-import.ts';
import { checkRowsCsv } from '#flows/check-rows-csv.ts';
import { requireImport } from '#flows/require-import.ts';
import { words } from '../import-draft.ts';
import { csv, route } from '../route.ts';
import { idParams } from './accounts.ts';

const why = { matched: z.array(z.string()).readonly(), differs: z.array(z.string()).readonly() };
const checkedName = z.object({
  /** Null for one that the file itself would found. */
  id: z.number().nullable(),
  /** The row of the file that would found it. */
  foundedBy: z.number().nullable(),
  name: z.string(),
});
const checkedEntity = checkedName.extend({ method: z.string(), ...why });
const checkedRow = z.object({
  rowNumber: z.number(),
  outcome: z.enum(checkOutcomes),
  cells: z.array(z.string()).readonly(),
  rejection: z.object({ code: z.string(), detail: words }).nullable(),
  account: checkedEntity.nullable(),
  person: checkedEntity.nullable(),
  /** Whom somebody would be asked about, and why. */
  doubts: z.array(checkedName.extend({ kind: z.enum(['account', 'person']), reason: z.string(), ...why })).readonly(),
});
const outcome = z.enum(checkOutcomes);

/** The rows behind the numbers of a check: nothing of them is taken in yet. */
export function registerCheckRows(app: FastifyInstance): void {
  route(app, {
    method: 'GET',
    url: '/api/imports/:id/check-rows',
    policy: 'imports.read',
    summary: '試した結果の行。結果ごとに最初の1,000行まで(文字の多い行は100万文字まで)',
    params: idParams,
    query: z.object({
      outcome,
      offset: z.coerce.number().int().min(0).default(0),
      limit: z.coerce.number().int().min(1).max(500).default(100),
    }),
    /** `total` is what the check counted, `kept` how many rows of it from the first on can be read. */
    response: z.object({ rows: z.array(checkedRow), kept: z.number(), total: z.number() }),
    handler: async ({ params, query, world }) => {
      const { db } = world.database;
      const { check } = await readChecked(db, params.id);
      return { ...(await readCheckRows(db, params.id, query)), total: check?.[query.outcome] ?? 0 };
    },
  });

  route(app, {
    method: 'GET',
    url: '/api/imports/:id/check-rows.csv',
    policy: 'imports.run',
    summary: '試した結果の行を、行き先と根拠つきで書き出す(直してもう一度置ける)',
    params: idParams,
    query: z.object({ outcome: outcome.optional(), language: z.enum(['ja', 'en']).default('ja') }),
    response: csv,
    handler: async ({ params, query, world, reply }) => {
      const { db } = world.database;
      const { header } = await readChecked(db, params.id);
      const { rows } = await readCheckRows(db, params.id, { outcome: query.outcome, offset: 0, limit: rowsMax });
      reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', `attachment; filename="check-${params.id}-${query.outcome ?? 'all'}.csv"`);
      return checkRowsCsv(header, rows, query.language);
    },
  });
}
/** More than a check keeps. */
const rowsMax = 10_000;

async function readChecked(db: Db, batchId: number): Promise<{ header: string[]; check: CheckResult | null }> {
  const batch = await requireImport(db, batchId);
  return {
    header: (batch.format as { header: string[] }).header,
    check: batch.check_result as CheckResult | null,
  };
}
