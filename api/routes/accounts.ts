import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { Refusal } from '#core/refusal.ts';
import { accountAttributes, readProvenance, type StoredProvenance } from '#core/account/provenance.ts';
import { todayJst } from '#core/period/day.ts';
import { accountFields, accountFilter, type AccountField, type AccountFilter } from '#db/account-filter.ts';
import { isVisible, listAccountIds, listAccounts } from '#db/accounts.ts';
import {
  allIdsOf,
  dealsOf,
  ordersOf,
  peopleOfPage,
  productsOf,
  rowsOf,
  sitesOf,
  timelineOf,
} from '#db/account-page.ts';
import { requireEntity, splitRows } from '#flows/decide-match.ts';
import { editAccounts, undoBulkEdit } from '#flows/edit-accounts.ts';
import { inTransaction } from '#db/transaction.ts';
import { writeAudit } from '#db/audit.ts';
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
  class: z.string().nullable(),
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
  sources: z.number(),
  targetStatus: z.string().nullable(),
  status: z.string(),
});
export type AccountRowShape = z.infer<typeof accountRow>;

const changes = z
  .object({
    name: z.string().min(1).max(200).optional(),
    industry: z.string().max(100).nullable().optional(),
    employees: z.number().int().min(0).max(2_000_000_000).nullable().optional(),
    phone: z.string().max(30).nullable().optional(),
    website: z.string().max(300).nullable().optional(),
    class: z.enum(['existing', 'prospect']).nullable().optional(),
    tier: z.enum(['strategic', 'lite', 'programmatic']).nullable().optional(),
    is_on_hold: z.boolean().optional(),
    hold_reason: z.string().max(200).nullable().optional(),
    owner_id: z.number().int().nullable().optional(),
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
      const filter = parseFilter(query.filter);
      refuseHiddenFields(query.sort, filter, seesGrossProfit);
      const page = await listAccounts(world.database.db, { ...query, filter }, contextOf(actor, world), {
        ...actor,
        seesGrossProfit,
      });
      return { ...page, seesGrossProfit };
    },
  });

  route(app, {
    method: 'GET',
    url: '/api/accounts/:id',
    policy: 'accounts.read',
    summary: '企業の1ページ分',
    params: idParams,
    handler: async ({ params, actor, world }) => {
      const { db } = world.database;
      const id = await visibleAccount(world, actor, params.id);
      const seesGrossProfit = isAllowed(actor, 'gross_profit.read');
      const ids = await allIdsOf(db, 'account', id);
      const [
        account,
        rollup,
        owner,
        people,
        deals,
        orders,
        products,
        rows,
        sites,
        domains,
        notes,
        overrides,
        target,
        reviews,
      ] = await Promise.all([
        db.selectFrom('account').selectAll().where('account_id', '=', id).executeTakeFirstOrThrow(),
        db.selectFrom('account_rollup').selectAll().where('account_id', '=', id).executeTakeFirst(),
        db
          .selectFrom('account as a')
          .leftJoin('member as m', 'm.member_id', 'a.owner_id')
          .leftJoin('account as g', 'g.account_id', 'a.agency_id')
          .select(['m.name as ownerName', 'g.name as agencyName'])
          .where('a.account_id', '=', id)
          .executeTakeFirst(),
        peopleOfPage(db, id),
        dealsOf(db, id),
        ordersOf(db, id, seesGrossProfit),
        productsOf(db, id, seesGrossProfit),
        rowsOf(db, 'account', id),
        sitesOf(db, id),
        db
          .selectFrom('account_domain')
          .select('domain')
          .where('account_id', '=', id)
          .orderBy('domain')
          .limit(50)
          .execute(),
        db
          .selectFrom('note as n')
          .leftJoin('member as m', 'm.member_id', 'n.member_id')
          .select(['n.note_id as noteId', 'n.text', 'n.at', 'm.name as memberName'])
          .where('n.subject_kind', '=', 'account')
          .where('n.subject_id', 'in', ids)
          .where('n.deleted_at', 'is', null)
          .orderBy('n.at', 'desc')
          .limit(100)
          .execute(),
        db
          .selectFrom('account_override as o')
          .leftJoin('member as m', 'm.member_id', 'o.member_id')
          .select(['o.attribute', 'o.at', 'm.name as memberName'])
          .where('o.account_id', 'in', ids)
          .execute(),
        db
          .selectFrom('target_line')
          .select(['target_line_id as targetLineId', 'status', 'tier', 'class', 'reason'])
          .where('account_id', '=', id)
          .executeTakeFirst(),
        db
          .selectFrom('review')
          .select(['left_id', 'right_id', 'reason'])
          .where('kind', '=', 'account')
          .where('state', '=', 'open')
          .where((eb) => eb.or([eb('left_id', '=', id), eb('right_id', '=', id)]))
          .limit(20)
          .execute(),
      ]);
      const visibleRollup = rollup
        ? { ...rollup, gross_profit_36m_yen: seesGrossProfit ? rollup.gross_profit_36m_yen : null }
        : null;
      const isAgency = actor.role === 'agency';
      return {
        account: { ...account, provenance: readProvenance(account.provenance as StoredProvenance, accountAttributes) },
        rollup: visibleRollup,
        ownerName: owner?.ownerName ?? account.owner_name,
        agencyName: owner?.agencyName ?? null,
        people,
        deals,
        orders,
        products,
        sites,
        notes: isAgency ? [] : notes,
        overrides,
        target: isAgency ? null : (target ?? null),
        domains: domains.map((row) => row.domain),
        rows: isAgency ? { rows: [], total: 0 } : rows,
        openReviews: isAgency ? [] : reviews,
        redirectedFrom: params.id === id ? null : params.id,
        seesGrossProfit,
        mayEdit: isAllowed(actor, 'accounts.edit'),
      };
    },
  });

  route(app, {
    method: 'GET',
    url: '/api/accounts/:id/timeline',
    policy: 'accounts.read',
    summary: '企業の時系列(全ソース)',
    params: idParams,
    query: z.object({
      before: z
        .string()
        .regex(/^\d{4}-\d{2}-\d{2}$/)
        .default('9999-01-01'),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    handler: async ({ params, query, actor, world }) => ({
      entries: await timelineOf(
        world.database.db,
        'account_id',
        await visibleAccount(world, actor, params.id),
        query.before,
        query.limit,
      ),
    }),
  });

  route(app, {
    method: 'GET',
    url: '/api/accounts/:id/history',
    policy: 'reviews.read',
    summary: '企業の変更履歴',
    params: idParams,
    handler: async ({ params, world }) => {
      const ids = await allIdsOf(world.database.db, 'account', params.id);
      const entries = await world.database.db
        .selectFrom('audit_entry as e')
        .leftJoin('member as m', 'm.member_id', 'e.member_id')
        .select(['e.audit_entry_id as id', 'e.at', 'e.action', 'e.before', 'e.after', 'm.name as memberName'])
        .where('e.subject_kind', '=', 'account')
        .where('e.subject_id', 'in', ids.map(String))
        .orderBy('e.audit_entry_id', 'desc')
        .limit(200)
        .execute();
      return { entries };
    },
  });

  route(app, {
    method: 'PATCH',
    url: '/api/accounts/:id',
    policy: 'accounts.edit',
    summary: '企業の値を人が決める(取込より優先)',
    params: idParams,
    body: changes,
    handler: async ({ params, body, actor, world }) => {
      const id = await visibleAccount(world, actor, params.id);
      return inTransaction(world.database, (transaction) =>
        editAccounts(transaction, [id], body, actor.memberId, '企業の編集'),
      );
    },
  });

  route(app, {
    method: 'POST',
    url: '/api/accounts/bulk-edit',
    policy: 'accounts.edit',
    summary: '選択した企業、または絞り込み全件をまとめて変える',
    body: z
      .object({
        ids: z.array(z.number().int()).max(200_000).optional(),
        all: z
          .object({ filter: accountFilter.optional(), search: z.string().max(200).optional() })
          .strict()
          .optional(),
        changes,
        description: z.string().max(200).default('一括編集'),
      })
      .strict(),
    handler: async ({ body, actor, world }) => {
      const ids = body.all
        ? await listAccountIds(world.database.db, body.all, contextOf(actor, world), actor)
        : await onlyVisible(world, actor, body.ids ?? []);
      if (ids.length === 0) throw new Refusal('nothing_selected', '企業が選ばれていません。');
      return inTransaction(world.database, (transaction) =>
        editAccounts(transaction, ids, body.changes, actor.memberId, body.description),
      );
    },
  });

  route(app, {
    method: 'POST',
    url: '/api/accounts/bulk-edit/:id/undo',
    policy: 'accounts.edit',
    summary: '一括編集を取り消す',
    params: idParams,
    handler: ({ params, actor, world }) =>
      inTransaction(world.database, (transaction) => undoBulkEdit(transaction, params.id, actor.memberId)),
  });

  route(app, {
    method: 'POST',
    url: '/api/accounts/:id/split',
    policy: 'reviews.decide',
    summary: '選んだ行を別の企業に分ける',
    params: idParams,
    body: z.object({ rowKeys: z.array(z.uuid()).min(1).max(5_000), note: z.string().max(500).optional() }).strict(),
    handler: async ({ params, body, actor, world }) => {
      const id = await visibleAccount(world, actor, params.id);
      return inTransaction(world.database, async (transaction) => {
        const result = await splitRows(transaction, 'account', id, body.rowKeys, actor.memberId, body.note);
        await writeAudit(transaction.db, {
          memberId: actor.memberId,
          action: 'account.split',
          subjectKind: 'account',
          subjectId: id,
          after: { newId: result.newId, rows: body.rowKeys.length },
        });
        return result;
      });
    },
  });

  route(app, {
    method: 'POST',
    url: '/api/accounts/:id/notes',
    policy: 'accounts.edit',
    summary: 'メモを足す',
    params: idParams,
    body: z.object({ text: z.string().trim().min(1).max(5_000) }).strict(),
    handler: async ({ params, body, actor, world }) => {
      const id = await visibleAccount(world, actor, params.id);
      const note = await world.database.db
        .insertInto('note')
        .values({ subject_kind: 'account', subject_id: id, text: body.text, member_id: actor.memberId })
        .returning('note_id')
        .executeTakeFirstOrThrow();
      await writeAudit(world.database.db, {
        memberId: actor.memberId,
        action: 'note.add',
        subjectKind: 'account',
        subjectId: id,
        after: { noteId: note.note_id },
      });
      return { noteId: note.note_id };
    },
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

export function parseFilter(text: string | undefined): AccountFilter | undefined {
  if (!text) return undefined;
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch (cause) {
    throw new Refusal('filter_invalid', '絞り込み条件を読めません。', { status: 422, cause });
  }
  const parsed = accountFilter.safeParse(given);
  if (!parsed.success) throw new Refusal('filter_invalid', '絞り込み条件に知らない項目があります。', { status: 422 });
  return parsed.data;
}

/** A hidden value must not leak through sorting or filtering. */
export function refuseHiddenFields(
  sort: AccountField,
  filter: AccountFilter | undefined,
  seesGrossProfit: boolean,
): void {
  if (seesGrossProfit) return;
  if (sort === 'grossProfit36m' || JSON.stringify(filter ?? {}).includes('"grossProfit36m"'))
    throw new Refusal('field_hidden', '粗利を見る権限がありません。', { status: 403 });
}
