import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { Refusal } from '#core/refusal.ts';
import { accountFilter } from '#db/account-filter.ts';
import { writeAudit } from '#db/audit.ts';
import { personFilter } from '#db/person-filter.ts';
import { inTransaction } from '#db/transaction.ts';
import { departmentScope } from '#flows/read-departments.ts';
import { applySheet, type ConfirmedChange } from '#flows/apply-sheet.ts';
import { compareSheet } from '#flows/compare-sheet.ts';
import { accountSheet, peopleSheet, sheetColumns, targetSheet, type SheetNoun } from '#flows/list-sheets.ts';
import { undoBulkEdit } from '#flows/undo-bulk-edit.ts';
import { parseFilter } from '../filter-query.ts';
import { isAllowed, sideOf, type Actor } from '../policy.ts';
import { route, workbook } from '../route.ts';
import { readUpload } from '../upload.ts';
import type { World } from '../world.ts';
import { contextOf, refuseHiddenFields } from './accounts.ts';
import { targetScopeOf } from './targets.ts';

const sheetParams = z.object({ noun: z.enum(Object.keys(sheetColumns) as [SheetNoun, ...SheetNoun[]]) });
const sheetQuery = z.object({
  filter: z.string().max(20_000).optional(),
  search: z.string().max(200).optional(),
  accountId: z.coerce.number().int().optional(),
  departmentId: z.coerce.number().int().optional(),
  language: z.enum(['ja', 'en']).default('ja'),
});
const side = z.enum(['marketing', 'sales']);

/** Lists that go out to Excel and come back: what changed is told first, then written, and taken back as one. */
export function registerSheets(app: FastifyInstance): void {
  route(app, {
    method: 'GET',
    url: '/api/sheets/:noun.xlsx',
    policy: 'export',
    summary: 'Excel で持ち出して直す(鍵の列は隠れている)',
    params: sheetParams,
    query: sheetQuery,
    response: workbook,
    handler: async ({ params: { noun }, query, actor, world, reply }) => {
      const bytes = await sheetOf(noun, query, actor, world);
      await writeAudit(world.database.db, {
        memberId: actor.memberId,
        action: `sheet.${noun}`,
        subjectKind: 'export',
      });
      return reply
        .type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
        .header('content-disposition', `attachment; filename="mori-${noun}.xlsx"`)
        .send(Buffer.from(bytes));
    },
  });

  route(app, {
    method: 'POST',
    url: '/api/sheets/:noun/compare',
    policy: 'targets.edit',
    summary: '直した Excel の変更箇所の確認(まだ書き込まない)。どちらの言語の Excel でもよい',
    params: sheetParams,
    query: z.object({ language: z.enum(['ja', 'en']).default('ja') }),
    response: z.object({
      changes: z.array(
        z.object({
          id: z.number(),
          name: z.string(),
          attribute: z.string(),
          title: z.string(),
          before: z.string(),
          after: z.string(),
          conflict: z.string().nullable(),
        }),
      ),
      rows: z.number(),
      problems: z.array(
        z.object({
          code: z.enum([
            'row_gone',
            'choice_unknown',
            'owner_unknown',
            'owner_ambiguous',
            'email_invalid',
            'name_missing',
          ]),
          row: z.number(),
          title: z.string(),
          value: z.string(),
          choices: z.array(z.string()).readonly(),
        }),
      ),
    }),
    handler: async ({ params, query, world, request }) =>
      compareSheet(world.database.db, params.noun, await readUpload(request), world.files, query.language),
  });

  route(app, {
    method: 'POST',
    url: '/api/sheets/:noun/apply',
    policy: 'targets.edit',
    summary: '確認した変更を反映する。承認は自分の側だけ、両方の側は代理入力だけ',
    params: sheetParams,
    bodyLimitBytes: 16 * 1024 * 1024,
    body: z
      .object({
        changes: z
          .array(
            z
              .object({
                id: z.number().int(),
                attribute: z.string().max(40),
                before: z.string().nullable(),
                after: z.string().max(2_000).nullable(),
                conflict: z.string().nullable().optional(),
              })
              .strict(),
          )
          .min(1)
          .max(50_000),
        sides: z.array(side).max(2).optional(),
        isProxy: z.boolean().default(false),
        proxyNote: z.string().max(500).optional(),
      })
      .strict(),
    response: z.object({ applied: z.number(), bulkEditId: z.number() }),
    handler: ({ params: { noun }, body: { changes, sides, isProxy, proxyNote }, actor, world }) => {
      refuseUnknownColumns(noun, changes);
      if (changes.some(({ attribute }) => attribute === 'approval')) refuseForeignSide(actor, sides, isProxy);
      const own = sideOf(actor.role);
      return inTransaction(world.database, (transaction) =>
        applySheet(transaction, noun, changes, {
          memberId: actor.memberId,
          sides: sides ?? (own ? [own] : []),
          isProxy,
          proxyNote,
        }),
      );
    },
  });

  route(app, {
    method: 'POST',
    url: '/api/sheets/:noun/undo',
    policy: 'targets.edit',
    summary: '反映した Excel をまとめて取り消す',
    params: sheetParams,
    body: z.object({ bulkEditId: z.number().int() }).strict(),
    response: z.object({ restored: z.number() }),
    handler: ({ body, actor, world }) =>
      inTransaction(world.database, (transaction) => undoBulkEdit(transaction, body.bulkEditId, actor.memberId)),
  });
}

async function sheetOf(
  noun: SheetNoun,
  { filter, language, ...scope }: z.infer<typeof sheetQuery>,
  actor: Actor,
  world: World,
): Promise<Uint8Array> {
  const { db } = world.database;
  if (noun === 'targets')
    return targetSheet(db, targetScopeOf({ filter, search: scope.search }, contextOf(actor, world)), language);
  if (noun === 'people') {
    const people = {
      search: scope.search,
      accountId: scope.accountId,
      ...(await departmentScope(db, scope.departmentId)),
    };
    return peopleSheet(db, { ...people, filter: parseFilter(personFilter, filter) }, actor, language);
  }
  const seesGrossProfit = isAllowed(actor, 'gross_profit.read');
  const chosen = parseFilter(accountFilter, filter);
  refuseHiddenFields('name', chosen, actor);
  return accountSheet(
    db,
    { ...scope, filter: chosen },
    contextOf(actor, world),
    { ...actor, seesGrossProfit },
    language,
  );
}

function refuseUnknownColumns(noun: SheetNoun, changes: readonly ConfirmedChange[]): void {
  const unknown = changes.find(({ attribute }) => !sheetColumns[noun].some((column) => column.attribute === attribute));
  if (!unknown) return;
  throw new Refusal('sheet_column_unknown', `「${unknown.attribute}」はこの一覧の Excel で変えられない項目です。`, {
    status: 422,
    details: { column: unknown.attribute },
  });
}

/** A member brings the approval of the own side; any other only as agreed in a meeting, marked as such. */
function refuseForeignSide(actor: Actor, sides: readonly string[] | undefined, isProxy: boolean): void {
  if (!isAllowed(actor, 'targets.approve'))
    throw new Refusal('side_missing', 'どちらの承認か(マーケ・営業)が決まらない利用者です。', { status: 422 });
  const own = sideOf(actor.role);
  if (isProxy || !(sides ?? []).some((one) => one !== own)) return;
  throw new Refusal('side_not_yours', '自分の側でない承認は、会議で合意済みのときの代理入力だけです。', {
    status: 403,
  });
}
