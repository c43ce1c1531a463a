import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { CellFlag } from '#core/observation/observation.ts';
import type { Db } from '#db/pool.ts';
import { rejectionOf } from '#db/raw-rows.ts';
import { requireImport } from '#flows/require-import.ts';
import { csvRow, safeCell } from '#sources/file/csv-row.ts';
import { flagWords } from '#sources/describe-flag.ts';
import { filledLength } from '#sources/file/header.ts';
import { words } from '../import-draft.ts';
import { csv, route } from '../route.ts';
import { idParams } from './accounts.ts';

const evidence = z.object({ matched: z.array(z.string()), differs: z.array(z.string()) });
type Evidence = z.output<typeof evidence>;
const takenRow = z.object({
  rowNumber: z.number(),
  cells: z.array(z.string()),
  outcome: z.string(),
  accountId: z.number().nullable(),
  personId: z.number().nullable(),
  method: z.string().nullable(),
  evidence: evidence.nullable(),
  /** Cells that could not be read, in words. */
  problems: z.array(words),
});
const rejectedRow = z.object({
  rowNumber: z.number(),
  code: z.string(),
  detail: words,
  cells: z.array(z.string()),
});

/** The rows of an import and what became of each. */
export function registerImportRows(app: FastifyInstance): void {
  route(app, {
    method: 'GET',
    url: '/api/imports/:id/rows',
    policy: 'imports.read',
    summary: '行ごとの結果',
    params: idParams,
    query: z.object({
      outcome: z.enum(['new', 'matched', 'review', 'rejected', 'flagged']).default('rejected'),
      limit: z.coerce.number().int().min(1).max(500).default(100),
    }),
    /** `total` counts the rows behind the limit too. */
    response: z.object({ rows: z.array(z.union([takenRow, rejectedRow])), total: z.number() }),
    handler: async ({ params, query, world }) => {
      const { db } = world.database;
      if (query.outcome === 'rejected') return listRejected(db, params.id, query.limit);
      const rows = db
        .selectFrom('raw_row as r')
        .where('r.import_batch_id', '=', params.id)
        .$if(query.outcome === 'flagged', (chosen) => chosen.where('r.flags', 'is not', null))
        .$if(query.outcome !== 'flagged', (chosen) => chosen.where('r.outcome', '=', query.outcome));
      const found = await rows
        .leftJoin('row_link as l', (join) => join.onRef('l.row_key', '=', 'r.row_key').on('l.role', '=', 'main'))
        .select([
          'r.row_number as rowNumber',
          'r.cells',
          'r.flags',
          'r.outcome',
          'l.account_id as accountId',
          'l.person_id as personId',
          'l.method',
          'l.evidence',
        ])
        .orderBy('r.row_number')
        .limit(query.limit)
        .execute();
      const { total } = await rows.select(({ fn }) => fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
      return {
        rows: found.map(({ flags, cells, evidence, ...row }) => ({
          ...row,
          cells: cells as string[],
          evidence: evidence as Evidence | null,
          problems: ((flags ?? []) as CellFlag[]).map(flagWords),
        })),
        total: Number(total),
      };
    },
  });

  route(app, {
    method: 'GET',
    url: '/api/imports/:id/rejected.csv',
    policy: 'imports.run',
    summary: '取り込めなかった行(理由つき)。直してもう一度取り込める',
    params: idParams,
    query: z.object({ language: z.enum(['ja', 'en']).default('ja') }),
    response: csv,
    handler: async ({ params, query, world, reply }) => {
      const { db } = world.database;
      const { header } = (await requireImport(db, params.id)).format as { header: string[] };
      const rows = await db
        .selectFrom('rejected_row')
        .selectAll()
        .where('import_batch_id', '=', params.id)
        .orderBy('row_number')
        .execute();
      const widest = rows.reduce((width, row) => Math.max(width, filledLength(row.cells as string[])), header.length);
      const beyond = widest - header.length;
      const lines = rows.map((row) => {
        const cells = row.cells as string[];
        return csvRow([
          ...header.map((_, index) => safeCell(cells[index] ?? '')),
          String(row.row_number),
          row.code,
          rejectionOf(row)[query.language],
          ...Array.from({ length: beyond }, (_, index) => safeCell(cells[header.length + index] ?? '')),
        ]);
      });
      reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', `attachment; filename="rejected-${params.id}.csv"`);
      const { columns, surplus } = rejectedTitles[query.language];
      const titles = [
        ...header,
        ...columns,
        ...Array.from({ length: beyond }, (_, index) => `${surplus} ${index + 1}`),
      ];
      return `\ufeff${csvRow(titles)}${lines.join('')}`;
    },
  });
}

/** Behind the columns of the file; no kind of file takes them for its own. Last stands what a row had beyond the header. */
const rejectedTitles = {
  ja: { columns: ['元の行', '理由コード', '理由'], surplus: 'はみ出したセル' },
  en: { columns: ['Row in the file', 'Rejection code', 'Why rejected'], surplus: 'Cell beyond the header' },
} as const;

async function listRejected(db: Db, batchId: number, limit: number) {
  const of = db.selectFrom('rejected_row').where('import_batch_id', '=', batchId);
  const rows = await of
    .select(['row_number as rowNumber', 'code', 'detail', 'detail_en', 'cells'])
    .orderBy('row_number')
    .limit(limit)
    .execute();
  const { total } = await of.select(({ fn }) => fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
  return {
    rows: rows.map(({ rowNumber, code, ...row }) => ({
      rowNumber,
      code,
      detail: rejectionOf({ code, ...row }),
      cells: row.cells as string[],
    })),
    total: Number(total),
  };
}
