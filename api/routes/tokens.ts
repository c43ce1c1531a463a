import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { writeAudit } from '#db/audit.ts';
import { newApiToken } from '../auth.ts';
import { route } from '../route.ts';
import { idParams } from './accounts.ts';

/** API tokens of whoever asks. */
export function registerTokens(app: FastifyInstance): void {
  route(app, {
    method: 'GET',
    url: '/api/tokens',
    policy: 'signed_in',
    summary: '自分の API トークン',
    response: z.object({
      rows: z.array(
        z.object({ tokenId: z.number(), name: z.string(), createdAt: z.date(), lastUsedAt: z.date().nullable() }),
      ),
    }),
    handler: async ({ actor, world }) => ({
      rows: await world.database.db
        .selectFrom('api_token')
        .select(['api_token_id as tokenId', 'name', 'created_at as createdAt', 'last_used_at as lastUsedAt'])
        .where('member_id', '=', actor.memberId)
        .where('revoked_at', 'is', null)
        .orderBy('api_token_id')
        .execute(),
    }),
  });

  route(app, {
    method: 'POST',
    url: '/api/tokens',
    policy: 'signed_in',
    summary: 'API トークンを作る(一度だけ表示)',
    body: z.object({ name: z.string().trim().min(1).max(100) }).strict(),
    response: z.object({ tokenId: z.number(), token: z.string() }),
    handler: async ({ body, actor, world }) => {
      const { token, hash } = newApiToken();
      const row = await world.database.db
        .insertInto('api_token')
        .values({ member_id: actor.memberId, name: body.name, secret_hash: hash })
        .returning('api_token_id')
        .executeTakeFirstOrThrow();
      await writeAudit(world.database.db, {
        memberId: actor.memberId,
        action: 'token.create',
        subjectKind: 'token',
        subjectId: row.api_token_id,
      });
      return { tokenId: row.api_token_id, token };
    },
  });

  route(app, {
    method: 'DELETE',
    url: '/api/tokens/:id',
    policy: 'signed_in',
    summary: 'API トークンを無効にする',
    params: idParams,
    response: z.object({ tokenId: z.number() }),
    handler: async ({ params, actor, world }) => {
      await world.database.db
        .updateTable('api_token')
        .set({ revoked_at: new Date() })
        .where('api_token_id', '=', params.id)
        .where('member_id', '=', actor.memberId)
        .execute();
      await writeAudit(world.database.db, {
        memberId: actor.memberId,
        action: 'token.revoke',
        subjectKind: 'token',
        subjectId: params.id,
      });
      return { tokenId: params.id };
    },
  });
}
