import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { offerKinds } from '#core/demand/offer.ts';
import { listOffers, listTaken } from '#db/offers.ts';
import { listRoutingChoices } from '#db/routing.ts';
import { inTransaction } from '#db/transaction.ts';
import { deleteOffer, handOverRows, previewOffer, saveOffer } from '#flows/edit-offers.ts';
import { route } from '../route.ts';

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const word = z.string().trim().min(2).max(80);
const kind = z.enum(offerKinds.map((one) => one.kind));
const draft = z
  .object({
    name: z.string().trim().min(1).max(80),
    kind,
    words: z.array(word).min(1).max(20),
    exceptWords: z.array(word).max(20).default([]),
    product: z.string().trim().min(1).max(200).nullable().default(null),
    startsOn: day,
    endsOn: day.nullable().default(null),
    isActNow: z.boolean(),
  })
  .strict();
const outcome = z.enum(['handed_over', 'held_back', 'joined', 'too_old', 'already_told', 'excluded', 'nobody']);
const params = z.object({ offerId: z.coerce.number().int().positive() });
const saved = z.object({ offerId: z.number() });

/** A row of an import that speaks of an offer. */
const row = z.object({
  rowKey: z.string(),
  on: z.string(),
  accountId: z.number().nullable(),
  accountName: z.string().nullable(),
  personId: z.number().nullable(),
  personName: z.string().nullable(),
  campaign: z.string().nullable(),
  leadSource: z.string().nullable(),
  subject: z.string().nullable(),
  fileName: z.string().nullable(),
  rowNumber: z.number(),
  cycleId: z.string().nullable(),
});

export function registerOffers(app: FastifyInstance): void {
  route(app, {
    method: 'GET',
    url: '/api/offers',
    policy: 'settings.read',
    summary: '申し込み(今すぐ対応): 何と書かれた行を営業へ引き渡すか',
    response: z.object({
      offers: z.array(
        z.object({
          offerId: z.number(),
          name: z.string(),
          kind,
          words: z.array(z.string()),
          exceptWords: z.array(z.string()),
          product: z.string().nullable(),
          startsOn: z.string(),
          endsOn: z.string().nullable(),
          isActNow: z.boolean(),
          createdBy: z.string().nullable(),
          taken: z.partialRecord(outcome, z.number()),
        }),
      ),
      kinds: z.array(z.object({ kind, isActNow: z.boolean() })),
      products: z.array(z.string()),
    }),
    handler: async ({ world }) => {
      const { db } = world.database;
      return {
        offers: await listOffers(db),
        kinds: [...offerKinds],
        products: (await listRoutingChoices(db)).products,
      };
    },
  });

  route(app, {
    method: 'POST',
    url: '/api/offers',
    policy: 'settings.edit',
    summary: '申し込みを登録する',
    body: draft,
    response: saved,
    handler: ({ body, actor, world }) =>
      inTransaction(world.database, (transaction) =>
        saveOffer(transaction, null, body, { memberId: actor.memberId, now: world.now() }),
      ),
  });

  route(app, {
    method: 'PUT',
    url: '/api/offers/:offerId',
    policy: 'settings.edit',
    summary: '申し込みを変える・終える',
    params,
    body: draft,
    response: saved,
    handler: ({ params: { offerId }, body, actor, world }) =>
      inTransaction(world.database, (transaction) =>
        saveOffer(transaction, offerId, body, { memberId: actor.memberId, now: world.now() }),
      ),
  });

  route(app, {
    method: 'DELETE',
    url: '/api/offers/:offerId',
    policy: 'settings.edit',
    summary: 'まだ誰も申し込んでいない申し込みを削除する',
    params,
    response: saved,
    handler: ({ params: { offerId }, actor, world }) =>
      inTransaction(world.database, (transaction) => deleteOffer(transaction, offerId, actor.memberId)),
  });

  route(app, {
    method: 'POST',
    url: '/api/offers/preview',
    policy: 'settings.read',
    summary: '先月からの取り込みで、この申し込みに当てはまる行(保存しない)',
    body: draft.pick({ words: true, exceptWords: true, startsOn: true }).strict(),
    response: z.object({
      since: z.string(),
      total: z.number(),
      open: z.number(),
      names: z.array(z.object({ name: z.string(), rows: z.number() })),
      rows: z.array(
        row.extend({
          taken: outcome.nullable(),
          wouldBe: outcome,
          isBeforeStart: z.boolean(),
        }),
      ),
    }),
    handler: ({ body, world }) => previewOffer(world.database.db, body, world.now()),
  });

  route(app, {
    method: 'GET',
    url: '/api/offers/:offerId/rows',
    policy: 'settings.read',
    summary: 'この申し込みから引き渡した行、営業が対応中のリードに加えた行 など',
    params,
    query: z.object({ outcome: outcome.default('handed_over') }),
    response: z.object({ total: z.number(), rows: z.array(row) }),
    handler: async ({ params: { offerId }, query, world }) => {
      const { total, rows } = await listTaken(world.database.db, offerId, query.outcome, 500);
      return { total, rows: rows.map(({ isLead: _, outcome: __, ...told }) => told) };
    },
  });

  route(app, {
    method: 'POST',
    url: '/api/offers/:offerId/hand-over',
    policy: 'handovers.hand_over',
    summary: '申し込みより前・古い行を選んで営業へ引き渡す',
    params,
    body: z.object({ rowKeys: z.array(z.guid()).min(1).max(200) }).strict(),
    response: z.object({ handedOver: z.number() }),
    handler: ({ params: { offerId }, body, actor, world }) =>
      inTransaction(world.database, (transaction) =>
        handOverRows(transaction, offerId, body.rowKeys, { memberId: actor.memberId, now: world.now() }),
      ),
  });
}
