import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { Refusal } from '#core/refusal.ts';
import { writeAudit } from '#db/audit.ts';
import { inTransaction } from '#db/transaction.ts';
import { chooseForWish, readWishItems } from '#db/wish-items.ts';
import { addTargets } from '#flows/edit-targets.ts';
import { matchWishList } from '#flows/match-wish-list.ts';
import { readWishFile } from '#flows/read-wish-file.ts';
import { registerWishes } from '#flows/register-wishes.ts';
import { route } from '../route.ts';
import { removeUpload, storeUpload } from '../upload.ts';
import { idParams, visibleAccount } from './accounts.ts';
import { added } from './targets.ts';

const wishItem = z.object({
  position: z.number(),
  text: z.string(),
  nominatedBy: z.string().nullable(),
  /** As it is written; without an id where no one company that sells for us has this name. */
  agency: z.string().nullable(),
  agencyId: z.number().nullable(),
  agencyName: z.string().nullable(),
  reason: z.string().nullable(),
  outcome: z.string(),
  accountId: z.number().nullable(),
  candidates: z.array(
    z.object({
      accountId: z.number(),
      name: z.string(),
      prefecture: z.string().nullable(),
      corporateNumber: z.string().nullable(),
      people: z.number(),
      similarity: z.number(),
    }),
  ),
  accountName: z.string().nullable(),
  targetLineId: z.number().nullable(),
  targetStatus: z.string().nullable(),
});

const wishLine = z
  .object({
    text: z.string().max(300),
    nominatedBy: z.string().max(100).optional(),
    agency: z.string().max(300).optional(),
    reason: z.string().max(500).optional(),
  })
  .strict();

export function registerWishLists(app: FastifyInstance): void {
  route(app, {
    method: 'POST',
    url: '/api/wish-lists',
    policy: 'targets.edit',
    summary: '営業の希望リストを貼り付けて照合する',
    bodyLimitBytes: 4 * 1024 * 1024,
    body: z
      .object({
        name: z.string().trim().min(1).max(200),
        lines: z.array(wishLine).max(20_000),
      })
      .strict(),
    response: z.object({ wishListId: z.number() }),
    handler: ({ body, actor, world }) =>
      inTransaction(world.database, async (transaction) => {
        const result = await matchWishList(transaction, body.name, body.lines, actor.memberId);
        await writeAudit(transaction.db, {
          memberId: actor.memberId,
          action: 'wish_list.match',
          subjectKind: 'wish_list',
          subjectId: result.wishListId,
          after: { lines: body.lines.length },
        });
        return result;
      }),
  });

  route(app, {
    method: 'POST',
    url: '/api/wish-lists/read',
    policy: 'targets.edit',
    summary: '希望リストのファイルを読む(まだ照合しない)',
    response: z.object({ lines: z.array(wishLine), /** Other columns hold something. */ unread: z.boolean() }),
    handler: async ({ world, request }) => {
      const file = await storeUpload(request, world.files);
      try {
        return await readWishFile(file.path);
      } finally {
        await removeUpload(file.path);
      }
    },
  });

  route(app, {
    method: 'POST',
    url: '/api/wish-lists/:id/register',
    policy: 'accounts.edit',
    summary: '該当なしの会社を新しい企業として登録する',
    params: idParams,
    response: z.object({ registered: z.number(), batchId: z.number() }),
    handler: async ({ params, actor, world }) => {
      const result = await registerWishes(world.database, params.id, world.files, actor.memberId);
      await writeAudit(world.database.db, {
        memberId: actor.memberId,
        action: 'wish_list.register',
        subjectKind: 'wish_list',
        subjectId: params.id,
        after: result,
      });
      return result;
    },
  });

  route(app, {
    method: 'GET',
    url: '/api/wish-lists',
    policy: 'targets.read',
    summary: '希望リストの一覧',
    response: z.object({
      rows: z.array(
        z.object({ wishListId: z.number(), name: z.string(), at: z.date(), memberName: z.string().nullable() }),
      ),
    }),
    handler: async ({ world }) => ({
      rows: await world.database.db
        .selectFrom('wish_list as w')
        .leftJoin('member as m', 'm.member_id', 'w.member_id')
        .select(['w.wish_list_id as wishListId', 'w.name', 'w.at', 'm.name as memberName'])
        .orderBy('w.wish_list_id', 'desc')
        .limit(100)
        .execute(),
    }),
  });

  route(app, {
    method: 'GET',
    url: '/api/wish-lists/:id',
    policy: 'targets.read',
    summary: '希望リストの照合結果: 一致・候補・該当なし',
    params: idParams,
    response: z.object({
      wishListId: z.number(),
      name: z.string(),
      items: z.array(wishItem),
      counts: z.object({ match: z.number(), candidates: z.number(), none: z.number() }),
    }),
    handler: async ({ params, world }) => {
      const { db } = world.database;
      const list = await db
        .selectFrom('wish_list')
        .selectAll()
        .where('wish_list_id', '=', params.id)
        .executeTakeFirst();
      if (!list)
        throw new Refusal('wish_list_not_found', `希望リスト ${params.id} は見つかりません。`, { status: 404 });
      const items = await readWishItems(db, params.id);
      const count = (outcome: string) => items.filter((item) => item.outcome === outcome).length;
      return {
        wishListId: params.id,
        name: list.name,
        items,
        counts: { match: count('match'), candidates: count('candidates'), none: count('none') },
      };
    },
  });

  route(app, {
    method: 'PATCH',
    url: '/api/wish-lists/:id/items/:position',
    policy: 'targets.edit',
    summary: '候補やほかの企業から選ぶ、該当なしにする、または選び直す',
    params: z.object({ id: z.coerce.number().int(), position: z.coerce.number().int() }),
    body: z.object({ accountId: z.number().int().nullable(), isOpenAgain: z.boolean().default(false) }).strict(),
    response: z.object({ position: z.number() }),
    handler: async ({ params, body, actor, world }) => {
      const accountId = body.accountId === null ? null : await visibleAccount(world, actor, body.accountId);
      const { isOpenAgain } = body;
      if (!(await chooseForWish(world.database.db, params.id, params.position, { accountId, isOpenAgain })))
        throw new Refusal('wish_item_not_found', 'この行は見つかりません。', { status: 404 });
      await writeAudit(world.database.db, {
        memberId: actor.memberId,
        action: 'wish_list.choose',
        subjectKind: 'wish_list',
        subjectId: params.id,
        after: { position: params.position, accountId },
      });
      return { position: params.position };
    },
  });

  route(app, {
    method: 'POST',
    url: '/api/wish-lists/:id/nominate',
    policy: 'targets.edit',
    summary: '一致した企業を営業の推薦としてリストに加える',
    params: idParams,
    response: added,
    handler: async ({ params, actor, world }) => {
      const items = await readWishItems(world.database.db, params.id);
      const targets = items.flatMap(({ accountId, nominatedBy, agencyId, reason }) =>
        accountId === null
          ? []
          : [
              {
                ...{ accountId, agencyId, ownerName: nominatedBy },
                nominatedBy: nominatedBy ?? actor.name,
                origin: 'sales_nominated' as const,
                reason: reason ?? '営業の希望リスト',
              },
            ],
      );
      if (targets.length === 0)
        throw new Refusal('nothing_selected', '一致した企業がありません。候補から選んでください。');
      return inTransaction(world.database, (transaction) => addTargets(transaction, targets, actor.memberId));
    },
  });
}
