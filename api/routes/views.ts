import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { writeAudit } from '#db/audit.ts';
import { Refusal } from '#core/refusal.ts';
import type { Actor } from '../policy.ts';
import { route } from '../route.ts';
import type { World } from '../world.ts';
import { idParams } from './accounts.ts';

const noun = z.enum(['accounts', 'people', 'targets']);

const viewName = z.string().trim().min(1).max(100);
const share = z.enum(['me', 'department', 'everybody']);
const viewId = z.object({ viewId: z.number() });

export function registerViews(app: FastifyInstance): void {
  route(app, {
    method: 'GET',
    url: '/api/views',
    policy: 'signed_in',
    summary: '保存した表示(自分のものと共有されたもの)',
    query: z.object({ noun: noun.default('accounts') }),
    response: z.object({
      rows: z.array(
        z.object({
          viewId: z.number(),
          name: z.string(),
          definition: z.unknown(),
          sharedWith: z.string().nullable(),
          memberName: z.string(),
          memberId: z.number(),
        }),
      ),
    }),
    handler: async ({ query, actor, world }) => ({
      rows: await world.database.db
        .selectFrom('saved_view as v')
        .innerJoin('member as m', 'm.member_id', 'v.member_id')
        .select([
          'v.saved_view_id as viewId',
          'v.name',
          'v.definition',
          'v.shared_with as sharedWith',
          'm.name as memberName',
          'v.member_id as memberId',
        ])
        .where('v.noun', '=', query.noun)
        .where((eb) =>
          eb.or([
            eb('v.member_id', '=', actor.memberId),
            ...(actor.role === 'agency'
              ? []
              : [
                  eb('v.shared_with', '=', '*'),
                  ...(actor.department ? [eb('v.shared_with', '=', actor.department)] : []),
                ]),
          ]),
        )
        .orderBy('v.name')
        .execute(),
    }),
  });

  route(app, {
    method: 'POST',
    url: '/api/views',
    policy: 'signed_in',
    summary: '表示を保存する',
    body: z
      .object({
        noun,
        name: viewName,
        definition: z.record(z.string(), z.unknown()),
        sharedWith: share.default('me'),
      })
      .strict(),
    response: viewId,
    handler: async ({ body, actor, world }) => {
      const shared = sharedWith(body.sharedWith, actor);
      const definition = JSON.stringify(body.definition);
      const row = await world.database.db
        .insertInto('saved_view')
        .values({ noun: body.noun, name: body.name, definition, member_id: actor.memberId, shared_with: shared })
        .onConflict((conflict) =>
          conflict.columns(['noun', 'member_id', 'name']).doUpdateSet({ definition, shared_with: shared }),
        )
        .returning('saved_view_id')
        .executeTakeFirstOrThrow();
      await writeAudit(world.database.db, {
        memberId: actor.memberId,
        action: 'view.save',
        subjectKind: 'view',
        subjectId: row.saved_view_id,
      });
      return { viewId: row.saved_view_id };
    },
  });

  route(app, {
    method: 'PATCH',
    url: '/api/views/:id',
    policy: 'signed_in',
    summary: '保存した表示の名前と共有先を変える(自分のもの)',
    params: idParams,
    body: z.object({ name: viewName.optional(), sharedWith: share.optional() }).strict(),
    response: viewId,
    handler: async ({ params, body, actor, world }) => {
      const before = await ownView(world, actor, params.id);
      const set = {
        ...(body.name === undefined ? {} : { name: body.name }),
        ...(body.sharedWith === undefined ? {} : { shared_with: sharedWith(body.sharedWith, actor) }),
      };
      if (Object.keys(set).length === 0) throw new Refusal('nothing_changed', '変更する項目がありません。');
      const { db } = world.database;
      const namesake = await db
        .selectFrom('saved_view')
        .select('saved_view_id')
        .where('noun', '=', before.noun)
        .where('member_id', '=', actor.memberId)
        .where('name', '=', body.name ?? '')
        .where('saved_view_id', '<>', params.id)
        .executeTakeFirst();
      if (namesake)
        throw new Refusal('view_exists', `「${body.name}」という表示がすでにあります。別の名前にしてください。`, {
          status: 409,
          details: { name: body.name },
        });
      await db.updateTable('saved_view').set(set).where('saved_view_id', '=', params.id).execute();
      await writeAudit(db, {
        memberId: actor.memberId,
        action: 'view.change',
        subjectKind: 'view',
        subjectId: params.id,
        before: { name: before.name },
        after: { name: body.name ?? before.name },
      });
      return { viewId: params.id };
    },
  });

  route(app, {
    method: 'DELETE',
    url: '/api/views/:id',
    policy: 'signed_in',
    summary: '保存した表示を消す(自分のもの)',
    params: idParams,
    response: viewId,
    handler: async ({ params, actor, world }) => {
      const { name } = await ownView(world, actor, params.id);
      await world.database.db.deleteFrom('saved_view').where('saved_view_id', '=', params.id).execute();
      await writeAudit(world.database.db, {
        memberId: actor.memberId,
        action: 'view.delete',
        subjectKind: 'view',
        subjectId: params.id,
        before: { name },
      });
      return { viewId: params.id };
    },
  });
}

/** The column's word: everybody, one department, or nobody but the owner. */
function sharedWith(share: 'me' | 'department' | 'everybody', actor: Actor): string | null {
  return share === 'everybody' ? '*' : share === 'department' ? actor.department : null;
}

/** What somebody else saved is not theirs to change. */
async function ownView(world: World, actor: Actor, id: number): Promise<{ noun: string; name: string }> {
  const view = await world.database.db
    .selectFrom('saved_view')
    .select(['noun', 'name'])
    .where('saved_view_id', '=', id)
    .where('member_id', '=', actor.memberId)
    .executeTakeFirst();
  if (view) return view;
  throw new Refusal('view_not_found', '自分で保存した表示の中に、この表示はありません。', { status: 404 });
}
