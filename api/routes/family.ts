import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { departmentChangeKinds } from '#core/company/department-changes.ts';
import { todayJst } from '#core/period/day.ts';
import { Refusal } from '#core/refusal.ts';
import { writeAudit } from '#db/audit.ts';
import { saveRelation } from '#db/family.ts';
import { inTransaction } from '#db/transaction.ts';
import { decideSuccession } from '#flows/change-departments.ts';
import { readFamily } from '#flows/read-family.ts';
import { route } from '../route.ts';
import { idParams, visibleAccount } from './accounts.ts';

const states = z.enum(['confirmed', 'denied', 'open']);
const evidence = z.object({
  code: z.enum(['parent_name', 'register', 'review', 'name', 'domain', 'address', 'person']),
  detail: z.string().max(500),
});

const kind = z.enum(['parent', 'site', 'department', 'group', 'brand', 'successor']);
const state = z.enum(['proposed', 'confirmed', 'denied']);
const line = z.object({
  fromId: z.number(),
  toId: z.number(),
  kind,
  other: z.object({ accountId: z.number(), name: z.string(), isAbove: z.boolean() }),
  state,
  evidence: z.array(evidence),
  memberName: z.string().nullable(),
});
const owner = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('account'), accountId: z.number(), share: z.number(), people: z.number() }),
  z.object({ kind: z.literal('group'), accountIds: z.array(z.number()), people: z.number() }),
  z.object({ kind: z.literal('open'), people: z.number() }),
]);
const changeKind = z.enum(departmentChangeKinds);
const former = z.object({ key: z.string(), name: z.string(), kind: changeKind, on: z.string() });
export const department = z.object({
  key: z.string(),
  name: z.string(),
  people: z.number(),
  /** What it was before it was renamed, merged or split off. */
  formers: z.array(former),
  get children() {
    return z.array(department);
  },
});
const treeNode = z.object({
  accountId: z.number(),
  name: z.string(),
  ownerName: z.string().nullable(),
  people: z.number(),
  isTarget: z.boolean(),
  /** How it belongs to the one above; null at the top. */
  kind: kind.nullable(),
  get children() {
    return z.array(treeNode);
  },
});
const familyAnswer = z.object({
  /** The whole family from the outermost company down; null for a company that has none. */
  tree: treeNode.nullable(),
  relations: z.array(line),
  sites: z.array(
    z.object({
      name: z.string(),
      address: z.string().nullable(),
      /** Whoever works at the company today and was seen at this site last. */
      people: z.array(z.object({ personId: z.number(), name: z.string() })),
    }),
  ),
  domains: z.array(
    z.object({
      domain: z.string(),
      owner,
      uses: z.array(z.object({ accountId: z.number(), people: z.number(), name: z.string() })),
    }),
  ),
  today: z.string(),
  departments: z.array(department),
  standing: z.array(
    z.object({
      departmentId: z.number(),
      key: z.string(),
      name: z.string(),
      people: z.array(z.object({ personId: z.number(), name: z.string() })),
      lastHere: z.number(),
      formers: z.array(former),
    }),
  ),
  changes: z.array(
    z.object({
      changeId: z.number(),
      kind: changeKind,
      from: z.array(z.string()),
      into: z.array(z.string()),
      under: z.string().nullish(),
      on: z.string(),
      memberName: z.string().nullable(),
    }),
  ),
  moves: z.array(
    z.object({
      fromKey: z.string(),
      fromName: z.string(),
      toKey: z.string(),
      toName: z.string(),
      people: z.number(),
      lastSeenOn: z.string(),
      firstSeenOn: z.string(),
      state,
    }),
  ),
});

/** Corporate family, whose domains a company's are, and its departments. */
export function registerFamily(app: FastifyInstance): void {
  route(app, {
    method: 'GET',
    url: '/api/accounts/:id/family',
    policy: 'reviews.read',
    summary: '関係会社・拠点・ドメイン・部署',
    params: idParams,
    response: familyAnswer,
    handler: async ({ params, actor, world }) => ({
      ...(await readFamily(world.database.db, await visibleAccount(world, actor, params.id))),
      today: todayJst(world.now()),
    }),
  });

  route(app, {
    method: 'PUT',
    url: '/api/accounts/:id/relations',
    policy: 'reviews.decide',
    summary: '関係会社を確定する・否定する・決めていない状態に戻す',
    params: idParams,
    body: z
      .object({
        fromId: z.number().int(),
        toId: z.number().int(),
        kind,
        state: states,
        evidence: z
          .array(evidence)
          .max(10)
          .default([{ code: 'person', detail: '' }]),
        note: z.string().max(500).optional(),
      })
      .strict(),
    response: z.object({ fromId: z.number(), toId: z.number(), kind, state: states }),
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
    body: z.object({ fromKey: z.string().max(200), toKey: z.string().max(200), state: states }).strict(),
    response: z.object({ fromKey: z.string(), toKey: z.string(), state: states }),
    handler: async ({ params, body, actor, world }) => {
      const id = await visibleAccount(world, actor, params.id);
      return inTransaction(world.database, async (transaction) => {
        await decideSuccession(transaction, id, body, todayJst(world.now()), actor.memberId);
        return body;
      });
    },
  });
}
