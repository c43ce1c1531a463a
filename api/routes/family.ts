import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { Refusal } from '#core/refusal.ts';
import { writeAudit } from '#db/audit.ts';
import { saveRelation, saveSuccession } from '#db/family.ts';
import { inTransaction } from '#db/transaction.ts';
import { readFamily } from '#flows/read-family.ts';
import { route } from '../route.ts';
import { idParams, visibleAccount } from './accounts.ts';

const states = z.enum(['confirmed', 'denied', 'open']);
const evidence = z.object({
  code: z.enum(['parent_name', 'register', 'review', 'name', 'domain', 'address', 'person']),
  detail: z.string().max(500),
});

const kind = z.enum(['parent', 'site', 'department', 'group', 'brand', 'successor']);
const relation = z.object({ fromId: z.number().int(), toId: z.number().int(), kind, state: states });
const succession = z.object({ fromKey: z.string().max(200), toKey: z.string().max(200), state: states }).strict();

/** Corporate family, whose domains a company's are, and its departments. */
export function registerFamily(app: FastifyInstance): void {
  route(app, {
    method: 'GET',
    url: '/api/accounts/:id/family',
    policy: 'reviews.read',
    summary: '関係会社・拠点・ドメイン・部署',
    params: idParams,
    handler: async ({ params, actor, world }) =>
      readFamily(world.database.db, await visibleAccount(world, actor, params.id)),
  });

  route(app, {
    method: 'PUT',
    url: '/api/accounts/:id/relations',
    policy: 'reviews.decide',
    summary: '関係会社を確定する・否定する・決めていない状態に戻す',
    params: idParams,
    body: relation
      .extend({
        evidence: z
          .array(evidence)
          .max(10)
          .default([{ code: 'person', detail: '' }]),
        note: z.string().max(500).optional(),
      })
      .strict(),
    response: relation,
    handler: async ({ params, body, actor, world }) => {
      const id = await visibleAccount(world, actor, params.id);
      const [fromId, toId] = [
        await visibleAccount(world, actor, body.fromId),
        await visibleAccount(world, actor, body.toId),
      ];
      if (fromId === toId || ![fromId, toId].includes(id))
        throw new Refusal('relation_of_others', 'この企業と別の企業の関係を選んでください。');
      return inTransaction(world.database, async ({ db }) => {
        const { kind, state, note = null } = body;
        const relation = { fromId, toId, kind, state };
        await saveRelation(db, { ...relation, evidence: body.evidence, note, memberId: actor.memberId });
        for (const accountId of [fromId, toId])
          await writeAudit(db, {
            memberId: actor.memberId,
            action: 'account.relation',
            subjectKind: 'account',
            subjectId: accountId,
            after: relation,
          });
        return relation;
      });
    },
  });

  route(app, {
    method: 'PUT',
    url: '/api/accounts/:id/department-successions',
    policy: 'reviews.decide',
    summary: '部署の改称・再編を確定する・否定する・決めていない状態に戻す',
    params: idParams,
    body: succession,
    response: succession,
    handler: async ({ params, body, actor, world }) => {
      const id = await visibleAccount(world, actor, params.id);
      return inTransaction(world.database, async ({ db }) => {
        await saveSuccession(db, id, body, actor.memberId);
        await writeAudit(db, {
          memberId: actor.memberId,
          action: 'account.department_succession',
          subjectKind: 'account',
          subjectId: id,
          after: body,
        });
        return body;
      });
    },
  });
}
