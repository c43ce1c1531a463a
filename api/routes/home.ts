import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { checkTiles, nextAction, nextOfAgency, questionsOf, tileChoices, tilesMax, tilesOf } from '#core/kpi/tile.ts';
import { todayJst } from '#core/period/day.ts';
import { isSettled } from '#core/period/fiscal.ts';
import { writeAudit } from '#db/audit.ts';
import { readTiles as readChoice, writeTiles } from '#db/home-tiles.ts';
import { asOf, type MeasureScope } from '#db/measures/window.ts';
import { inTransaction } from '#db/transaction.ts';
import { readTiles } from '#flows/read-tiles.ts';
import { sentence } from '../figure.ts';
import { reading, readingView, shownTo } from '../kpi-view.ts';
import { isAllowed, type Actor } from '../policy.ts';
import { route } from '../route.ts';

const tile = reading.extend({
  period: z.object({
    kind: z.enum(['week', 'month', 'quarter', 'half', 'year']),
    from: z.string(),
    to: z.string(),
    label: sentence,
  }),
  scope: z.enum(['all', 'inside', 'owner', 'agency']),
  asOf: z.string(),
  isSettled: z.boolean(),
  next: sentence.extend({ to: z.string() }),
});

/** Sellers see their own companies first, an agency only what it was given; everybody else the whole. */
function scopeOf({ role, memberId, agencyAccountId }: Actor): MeasureScope {
  if (role === 'agency') return { kind: 'agency', agencyAccountId };
  return role === 'account_executive' ? { kind: 'owner', memberId } : { kind: 'all' };
}

/** Who changed which rule is the house's own; what such a change makes incomparable is not compared. */
function withoutHouse<V extends ReturnType<typeof readingView>>(view: V): V {
  const isBroken = view.markers.some(({ what }) => what !== 'plan');
  return { ...view, markers: [], caution: null, ...(isBroken ? { previous: null, lastYear: null, change: null } : {}) };
}

export function registerHome(app: FastifyInstance): void {
  route(app, {
    method: 'GET',
    url: '/api/home/tiles',
    policy: 'tiles.read',
    summary: '最初の画面の数字: 役割ごとに3つ、または自分で選んだもの(7つまで)',
    response: z.object({
      tiles: z.array(tile),
      isChosen: z.boolean(),
      max: z.number(),
      choices: z.array(z.object({ code: z.string(), name: sentence, phase: z.number().nullable() })),
      /** Those of the role, in its own words; the first ones are its tiles. */
      questions: z.array(z.object({ code: z.string(), question: sentence })),
    }),
    handler: async ({ actor, world }) => {
      const { db } = world.database;
      const now = world.now();
      const visible = tileChoices(shownTo(actor));
      const chosen = await readChoice(db, actor.memberId);
      const tiles = tilesOf(actor.role, chosen, visible);
      const scope = scopeOf(actor);
      const readings = await readTiles(
        db,
        tiles.map(({ kpi }) => kpi),
        scope,
        now,
      );
      return {
        isChosen: chosen.length > 0,
        max: tilesMax,
        choices: visible.map(({ code, name, phase }) => ({ code, name, phase })),
        questions: questionsOf(actor.role, visible).map(({ kpi, question }) => ({ code: kpi.code, question })),
        tiles: tiles.map(({ kpi, question }) => {
          const told = readings.get(kpi.code)!;
          return {
            ...(actor.role === 'agency' ? withoutHouse(readingView(told)) : readingView(told)),
            question,
            period: told.period,
            scope: scope.kind,
            asOf: asOf({ ...told.period, today: todayJst(now) }),
            isSettled: isSettled(told.period, now),
            next:
              actor.role === 'agency'
                ? nextOfAgency(kpi)
                : nextAction(kpi, {
                    missing: told.missing,
                    hasPlan: told.plan !== null,
                    mayPlan: scope.kind === 'all' && kpi.direction !== 'neither' && isAllowed(actor, 'plans.edit'),
                  }),
          };
        }),
      };
    },
  });

  route(app, {
    method: 'PUT',
    url: '/api/home/tiles',
    policy: 'tiles.read',
    summary: '最初の画面の数字を選ぶ(空なら役割の3つに戻す)',
    body: z.object({ codes: z.array(z.string().max(10)).max(50) }).strict(),
    response: z.object({ codes: z.array(z.string()) }),
    handler: ({ body, actor, world }) => {
      const codes = checkTiles(body.codes, tileChoices(shownTo(actor)));
      return inTransaction(world.database, async ({ db }) => {
        const before = await readChoice(db, actor.memberId);
        await writeTiles(db, actor.memberId, codes);
        await writeAudit(db, {
          memberId: actor.memberId,
          action: 'home.choose_tiles',
          subjectKind: 'member',
          subjectId: actor.memberId,
          before: { codes: before },
          after: { codes },
        });
        return { codes: [...codes] };
      });
    },
  });
}
