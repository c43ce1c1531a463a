import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { Refusal } from '#core/refusal.ts';
import { todayJst } from '#core/period/day.ts';
import { accountFields, accountFilter, type AccountField, type AccountFilter } from '#db/account-filter.ts';
import { isVisible, listAccountIds, listAccounts } from '#db/accounts.ts';
import { requireEntity } from '#flows/require-entity.ts';
import { editAccounts } from '#flows/edit-accounts.ts';
import { refuseMoreThan, rowsMax } from '#flows/export.ts';
import { undoBulkEdit } from '#flows/undo-bulk-edit.ts';
import { inTransaction } from '#db/transaction.ts';
import { parseFilter } from '../filter-query.ts';
import { isAllowed, type Actor } from '../policy.ts';
import { route } from '../route.ts';
import type { World } from '../world.ts';

export const idParams = z.object({ id: z.coerce.number().int().positive() });
const listQuery = z.object({
  filter: z.string().max(20_000).optional(),
  search: z.string().max(200).optional(),
  sort: z.enum(Object.keys(accountFields) as [AccountField, ...AccountField[]]).default('name'),
  direction: z.enum(['asc', 'desc']).default('asc'),
  offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
const accountRow = z.object({
  accountId: z.number(),
  name: z.string(),
  corporateNumber: z.string().nullable(),
  prefecture: z.string().nullable(),
  industry: z.string().nullable(),
  employees: z.number().nullable(),
  class: z.string(),
  tier: z.string().nullable(),
  isOnHold: z.boolean(),
  holdReason: z.string().nullable(),
  ownerId: z.number().nullable(),
  ownerName: z.string().nullable(),
  agencyId: z.number().nullable(),
  agencyName: z.string().nullable(),
  agencyRole: z.string().nullable(),
  domain: z.string().nullable(),
  phone: z.string().nullable(),
  people: z.number(),
  deciders: z.number(),
  activities: z.number(),
  lastActivityOn: z.string().nullable(),
  openDeals: z.number(),
  wonDeals: z.number(),
  revenue36m: z.number().nullable(),
  grossProfit36m: z.number().nullable(),
  products: z.array(z.string()),
  sources: z.number(),
  targetStatus: z.string().nullable(),
  status: z.string(),
});
export type AccountRowShape = z.infer<typeof accountRow>;

/** An edit can be taken back by its number. */
export const editAnswer = z.object({ edited: z.number(), bulkEditId: z.number() });
export const accountChanges = z
  .object({
    name: z.string().min(1).max(200).optional(),
    kana: z.string().max(200).nullable().optional(),
    address: z.string().max(300).nullable().optional(),
    industry: z.string().max(100).nullable().optional(),
    employees: z.number().int().min(0).max(2_000_000_000).nullable().optional(),
    phone: z.string().max(30).nullable().optional(),
    website: z.string().max(300).nullable().optional(),
    class: z.enum(['existing', 'prospect']).nullable().optional(),
    tier: z.enum(['strategic', 'lite', 'programmatic']).nullable().optional(),
    is_on_hold: z.boolean().optional(),
    hold_reason: z.string().max(200).nullable().optional(),
    owner_id: z.number().int().nullable().optional(),
    /** The owner by name, with or without a login. */
    owner_name: z.string().trim().min(1).max(100).nullable().optional(),
    agency_id: z.number().int().nullable().optional(),
    agency_role: z.string().max(50).nullable().optional(),
    agency_area: z.string().max(100).nullable().optional(),
    kind: z.enum(['company', 'organisation']).optional(),
    trade_account_opened_on: z
      .string()
      .regex(/^\d{4}-\d{2}-\d{2}$/)
      .nullable()
      .optional(),
  })
  .strict();

export function registerAccounts(app: FastifyInstance): void {
  route(app, {
    method: 'GET',
    url: '/api/accounts',
    policy: 'accounts.read',
    summary: '企業の一覧。絞り込み・検索・並べ替え・ページ',
    query: listQuery,
    response: z.object({ rows: z.array(accountRow), total: z.number(), seesGrossProfit: z.boolean() }),
    handler: async ({ query, actor, world }) => {
      const seesGrossProfit = isAllowed(actor, 'gross_profit.read');
      const filter = parseFilter(accountFilter, query.filter);
      refuseHiddenFields(query.sort, filter, actor);
      const page = await listAccounts(world.database.db, { ...query, filter }, contextOf(actor, world), {
        ...actor,
        seesGrossProfit,
      });
      return { ...page, seesGrossProfit };
    },
  });

  route(app, {
    method: 'POST',
    url: '/api/accounts/bulk-edit',
    policy: 'accounts.edit',
    summary: '選択した企業、または絞り込み全件をまとめて変える',
    body: z
      .object({
        ids: z.array(z.number().int()).max(rowsMax).optional(),
        all: z
          .object({ filter: accountFilter.optional(), search: z.string().max(200).optional() })
          .strict()
          .optional(),
        changes: accountChanges,
        description: z.string().max(200).default('一括編集'),
      })
      .strict(),
    response: editAnswer,
    handler: async ({ body, actor, world }) => {
      const ids = body.all
        ? await listAccountIds(world.database.db, body.all, contextOf(actor, world), actor, rowsMax)
        : await onlyVisible(world, actor, body.ids ?? []);
      if (ids.length === 0) throw new Refusal('nothing_selected', '企業が選ばれていません。');
      refuseMoreThan(rowsMax, ids.length);
      return inTransaction(world.database, (transaction) =>
        editAccounts(transaction, ids, { values: body.changes }, actor.memberId, body.description),
      );
    },
  });

  route(app, {
    method: 'POST',
    url: '/api/accounts/bulk-edit/:id/undo',
    policy: 'accounts.edit',
    summary: '一括編集を取り消す',
    params: idParams,
    response: z.object({ restored: z.number() }),
    handler: ({ params, actor, world }) =>
      inTransaction(world.database, (transaction) => undoBulkEdit(transaction, params.id, actor.memberId)),
  });
}

/** The account behind the id, redirects followed. What a member may not see does not exist for them. */
export async function visibleAccount(world: World, actor: Actor, id: number): Promise<number> {
  const target = await requireEntity({ db: world.database.db }, 'account', id);
  if (await isVisible(world.database.db, target, actor)) return target;
  throw new Refusal('account_not_found', `企業 ${id} は見つかりません。`, { status: 404 });
}

async function onlyVisible(world: World, actor: Actor, ids: readonly number[]): Promise<number[]> {
  const visible: number[] = [];
  for (const id of ids)
    if (actor.role !== 'agency' || (await isVisible(world.database.db, id, actor))) visible.push(id);
  return visible;
}

export function contextOf(actor: Actor, world: World) {
  return { memberId: actor.memberId, department: actor.department, today: todayJst(world.now()) };
}

/** A hidden value must not leak through sorting or filtering. */
export function refuseHiddenFields(sort: AccountField, filter: AccountFilter | undefined, actor: Actor): void {
  const asked = JSON.stringify([sort, filter]);
  const asksFor = (...names: string[]) => names.some((name) => asked.includes(`"${name}"`));
  if (asksFor('grossProfit36m') && !isAllowed(actor, 'gross_profit.read'))
    throw new Refusal('field_hidden', '粗利を見る権限がありません。', { status: 403 });
  if (asksFor('targetStatus', 'on_target_list', 'overdue') && !isAllowed(actor, 'targets.read'))
    throw new Refusal('targets_hidden', 'ターゲットを見る権限がありません。', { status: 403 });
}
