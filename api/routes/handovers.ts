import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { rejectionReasons } from '#core/demand/reasons.ts';
import { tallyParts } from '#core/demand/tally.ts';
import { countHandovers, countParts, listHandovers, listReceivers } from '#db/handovers.ts';
import { readHandoverSettings } from '#flows/handover-settings.ts';
import { withLeavings } from '#flows/read-employments.ts';
import { readCalendars } from '#flows/receiver-calendars.ts';
import { standingOf } from '#flows/waiting-by-receiver.ts';
import { handedParts } from '../figure.ts';
import { handoverLine, withClock } from '../handover-line.ts';
import { route } from '../route.ts';

const named = z.object({ id: z.string(), name: z.string() });
/** More leads than ever wait for an answer at one time. */
const waitingMax = 10_000;
const views = ['mine', 'waiting', 'candidates', 'accepted', 'unfollowed', 'returned', 'ignored', 'new'] as const;

export function registerHandovers(app: FastifyInstance): void {
  route(app, {
    method: 'GET',
    url: '/api/handovers',
    policy: 'handovers.read',
    summary: '引き渡し: 返事待ち・候補・受け入れ済みなどの一覧',
    query: z.object({
      view: z.enum(views).default('mine'),
      /** A part of 引き渡し = 受入 + 差し戻し + 期限切れ + 返事待ち instead of a list. */
      part: z.enum(tallyParts).optional(),
      /** Part of the company's, the person's or the campaign's name. */
      q: z.string().trim().max(100).default(''),
      /** Why sales sent it back. */
      reason: z.enum(rejectionReasons).optional(),
      /** Of one receiver alone: kind and id, such as `member/12`. */
      receiver: z
        .string()
        .regex(/^(member|agency|queue)\/[\w-]{1,50}$/)
        .optional(),
      /** Of those that wait, the ones whose clock stands there. */
      clock: z.enum(['overdue', 'near']).optional(),
      offset: z.coerce.number().int().min(0).default(0),
      limit: z.coerce.number().int().min(1).max(100).default(30),
    }),
    response: z.object({
      rows: z.array(handoverLine),
      total: z.number(),
      counts: z.record(z.string(), z.number()),
      now: z.date(),
    }),
    handler: async ({ query, actor, world }) => {
      const { db } = world.database;
      const [settings, page, counts] = await Promise.all([
        readHandoverSettings(db),
        listHandovers(db, query.view, actor, query.clock ? { ...query, offset: 0, limit: waitingMax } : query),
        countHandovers(db, actor),
      ]);
      const now = world.now();
      const calendarOf = await readCalendars(db, settings.calendar);
      const read = page.rows.map((row) => withClock(row, settings, calendarOf, now));
      const found = query.clock ? read.filter(({ clock }) => clock && standingOf(clock.state) === query.clock) : read;
      const shown = query.clock ? found.slice(query.offset, query.offset + query.limit) : found;
      const rows = await withLeavings(db, shown, actor);
      return { rows, total: query.clock ? found.length : page.total, counts, now };
    },
  });

  route(app, {
    method: 'GET',
    url: '/api/handovers/parts',
    policy: 'handovers.read',
    summary: '今までの 引き渡し = 受入 + 差し戻し + 期限切れ + 返事待ち(代理店には自社の分だけ)',
    response: handedParts,
    handler: ({ actor, world }) => countParts(world.database.db, actor),
  });

  route(app, {
    method: 'GET',
    url: '/api/handovers/receivers',
    policy: 'handovers.read',
    summary: '引き渡し先に選べる利用者と代理店',
    response: z.object({ members: z.array(named), agencies: z.array(named) }),
    handler: ({ actor, world }) =>
      actor.role === 'agency' ? { members: [], agencies: [] } : listReceivers(world.database.db),
  });
}
