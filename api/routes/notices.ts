import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { announcements, endpointKinds, memberNotices, type NoticeChannels } from '#core/notice/notice.ts';
import { noticeKinds, supersededReasons } from '#core/notice/standing.ts';
import { Refusal } from '#core/refusal.ts';
import { writeAudit } from '#db/audit.ts';
import { listDeliveries } from '#db/deliveries.ts';
import { countDeliveries, listEndpoints } from '#db/endpoints.ts';
import { readNoticeChoices, saveNoticeChoice } from '#db/notice-choices.ts';
import { listNotices } from '#db/notices.ts';
import { inTransaction } from '#db/transaction.ts';
import { testEndpoint } from '#flows/deliver-notices.ts';
import { readHandoverSettings } from '#flows/handover-settings.ts';
import { addEndpoint, changeEndpoint, removeEndpoint, requireEndpoint, rotateSecret } from '#flows/notice-endpoints.ts';
import { route } from '../route.ts';

const id = z.object({ id: z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER) });
const kind = z.enum(endpointKinds);
const name = z.string().trim().min(1).max(80);
const announces = z.array(z.enum(announcements)).max(announcements.length);
const minute = z.number().int().min(0).max(1_439);
const quiet = z.object({ from: minute, to: minute }).strict().nullable();
const channels = z.array(z.union([z.literal('mail'), z.number().int().min(1)])).max(10);
const everyNotice = Object.fromEntries(memberNotices.map((notice) => [notice, channels])) as Record<
  (typeof memberNotices)[number],
  typeof channels
>;
const choice = z.object({ channels: z.object(everyNotice).strict(), quiet }).strict();
const outcome = z.object({
  state: z.string(),
  status: z.number().nullable(),
  problem: z.string().nullable(),
  tookMs: z.number().nullable(),
});

const superseded = z.enum(supersededReasons).nullable();

const noticesShown = 50;
const weekMs = 7 * 86_400_000;

export function registerNotices(app: FastifyInstance): void {
  route(app, {
    method: 'GET',
    url: '/api/notice-endpoints',
    policy: 'settings.read',
    summary: '会社の通知先(Teams・Slack・Chatwork・Webhook)と、この1週間の送信結果',
    response: z.object({
      rows: z.array(
        z.object({
          id: z.number(),
          kind,
          name: z.string(),
          host: z.string(),
          announces: z.array(z.string()),
          isOpenToMembers: z.boolean(),
          disabledAt: z.date().nullable(),
          disabledBecause: z.string().nullable(),
          previousUntil: z.date().nullable(),
          sent: z.number(),
          waiting: z.number(),
          failed: z.number(),
          superseded: z.number(),
          lastSentAt: z.date().nullable(),
        }),
      ),
    }),
    handler: async ({ world }) => {
      const { db } = world.database;
      const [endpoints, counts] = await Promise.all([
        listEndpoints(db),
        countDeliveries(db, new Date(world.now().getTime() - weekMs)),
      ]);
      const none = { sent: 0, waiting: 0, failed: 0, superseded: 0, lastSentAt: null };
      return {
        rows: endpoints.map(({ address: _, secret: __, previousSecret: ___, ...shown }) => ({
          ...shown,
          ...(counts.get(shown.id) ?? none),
        })),
      };
    },
  });

  route(app, {
    method: 'POST',
    url: '/api/notice-endpoints',
    policy: 'settings.edit',
    summary: '通知先を加える。Webhook の署名の鍵は一度だけ返す',
    body: z
      .object({
        kind,
        name,
        address: z.string().trim().min(1).max(2_000),
        token: z.string().trim().min(8).max(200).optional(),
        announces: announces.default([]),
        isOpenToMembers: z.boolean().default(false),
      })
      .strict(),
    response: z.object({ id: z.number(), secret: z.string().nullable() }),
    handler: ({ body, actor, world }) =>
      inTransaction(world.database, (transaction) =>
        addEndpoint(transaction, body, world, { memberId: actor.memberId, now: world.now() }),
      ),
  });

  route(app, {
    method: 'PATCH',
    url: '/api/notice-endpoints/:id',
    policy: 'settings.edit',
    summary: '通知先の名前・知らせる内容を変える、止める・再開する',
    params: id,
    body: z
      .object({
        name: name.optional(),
        announces: announces.optional(),
        isOpenToMembers: z.boolean().optional(),
        isActive: z.boolean().optional(),
      })
      .strict(),
    response: z.object({ id: z.number() }),
    handler: ({ params, body, actor, world }) =>
      inTransaction(world.database, (transaction) =>
        changeEndpoint(transaction, params.id, body, { memberId: actor.memberId, now: world.now() }),
      ),
  });

  route(app, {
    method: 'DELETE',
    url: '/api/notice-endpoints/:id',
    policy: 'settings.edit',
    summary: '通知先を消す(送信の記録も消える)',
    params: id,
    response: z.object({ removed: z.literal(true) }),
    handler: ({ params, actor, world }) =>
      inTransaction(world.database, (transaction) =>
        removeEndpoint(transaction, params.id, { memberId: actor.memberId, now: world.now() }),
      ),
  });

  route(app, {
    method: 'POST',
    url: '/api/notice-endpoints/:id/rotate',
    policy: 'settings.edit',
    summary: 'Webhook の署名の鍵を替える(前の鍵も24時間は併せて署名)',
    params: id,
    response: z.object({ secret: z.string(), previousUntil: z.date() }),
    handler: ({ params, actor, world }) =>
      inTransaction(world.database, (transaction) =>
        rotateSecret(transaction, params.id, world.seal, { memberId: actor.memberId, now: world.now() }),
      ),
  });

  route(app, {
    method: 'POST',
    url: '/api/notice-endpoints/:id/test',
    policy: 'settings.edit',
    summary: 'テスト通知を今送り、結果を返す',
    params: id,
    response: outcome,
    handler: async ({ params, actor, world }) => {
      const done = await testEndpoint(world.database.db, params.id, world, world.now());
      await writeAudit(world.database.db, {
        memberId: actor.memberId,
        action: 'notice_endpoint.test',
        subjectKind: 'notice_endpoint',
        subjectId: params.id,
        after: done,
      });
      return done;
    },
  });

  route(app, {
    method: 'GET',
    url: '/api/notice-endpoints/:id/deliveries',
    policy: 'settings.read',
    summary: '通知先ごとの送信の記録',
    params: id,
    response: z.object({
      rows: z.array(
        outcome.extend({
          id: z.number(),
          kind: z.string(),
          attempts: z.number(),
          createdAt: z.date(),
          doneAt: z.date().nullable(),
          nextAt: z.date().nullable(),
          supersededBecause: superseded,
          accountName: z.string().nullable(),
        }),
      ),
    }),
    handler: async ({ params, world }) => {
      await requireEndpoint(world.database.db, params.id);
      return { rows: await listDeliveries(world.database.db, params.id, 100) };
    },
  });

  route(app, {
    method: 'GET',
    url: '/api/notices',
    policy: 'signed_in',
    summary: '自分への通知の記録: 知らせたもの、待っているもの、取りやめたものとその理由',
    response: z.object({
      rows: z.array(
        z.object({
          id: z.number(),
          kind: z.enum(noticeKinds),
          cycleId: z.string().nullable(),
          accountName: z.string().nullable(),
          sendAt: z.date(),
          sentAt: z.date().nullable(),
          supersededAt: z.date().nullable(),
          supersededBecause: superseded,
          problem: z.string().nullable(),
        }),
      ),
    }),
    handler: async ({ actor, world }) => ({ rows: await listNotices(world.database.db, actor, noticesShown) }),
  });

  route(app, {
    method: 'GET',
    url: '/api/notice-choice',
    policy: 'signed_in',
    summary: '自分への通知: どれを、どこへ、いつ',
    response: z.object({
      channels: z.object(everyNotice),
      quiet,
      companyQuiet: z.object({ from: z.number(), to: z.number() }),
      endpoints: z.array(z.object({ id: z.number(), kind, name: z.string(), isStopped: z.boolean() })),
    }),
    handler: async ({ actor, world }) => {
      const { db } = world.database;
      const [chosen, endpoints, settings] = await Promise.all([
        readNoticeChoices(db, [actor.memberId]),
        listEndpoints(db),
        readHandoverSettings(db),
      ]);
      const open = endpoints.filter((endpoint) => endpoint.isOpenToMembers && endpoint.kind !== 'webhook');
      const mine = chosen.get(actor.memberId)!;
      const known = new Set(open.map((endpoint) => endpoint.id));
      const kept = Object.entries(mine.channels).map(([notice, own]) => [
        notice,
        own.filter((one) => one === 'mail' || known.has(one as number)),
      ]);
      return {
        channels: Object.fromEntries(kept) as unknown as z.output<typeof choice>['channels'],
        quiet: mine.quiet,
        companyQuiet: settings.quiet,
        // An agency's members have nothing to do in rooms of ours.
        endpoints:
          actor.role === 'agency'
            ? []
            : open.map((one) => ({ id: one.id, kind: one.kind, name: one.name, isStopped: one.disabledAt !== null })),
      };
    },
  });

  route(app, {
    method: 'PUT',
    url: '/api/notice-choice',
    policy: 'signed_in',
    summary: '自分への通知を選ぶ',
    body: choice,
    response: choice,
    handler: ({ body, actor, world }) =>
      inTransaction(world.database, async ({ db }) => {
        const endpoints = await listEndpoints(db);
        const open = new Set(
          endpoints.filter((one) => one.isOpenToMembers && one.kind !== 'webhook').map((one) => one.id),
        );
        const chosen = Object.values(body.channels).flat();
        if (chosen.some((one) => one !== 'mail' && (actor.role === 'agency' || !open.has(one))))
          throw new Refusal('endpoint_not_open', '選べない通知先が含まれています。', { status: 422 });
        if (body.channels.digest.some((one) => one !== 'mail'))
          throw new Refusal('digest_by_mail', '朝のまとめはメールだけで届きます。', { status: 422 });
        const before = (await readNoticeChoices(db, [actor.memberId])).get(actor.memberId)!;
        await saveNoticeChoice(db, actor.memberId, { channels: body.channels as NoticeChannels, quiet: body.quiet });
        await writeAudit(db, {
          memberId: actor.memberId,
          action: 'notice_choice.change',
          subjectKind: 'member',
          subjectId: actor.memberId,
          before,
          after: body,
        });
        return body;
      }),
  });
}
