import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { clockClasses } from '#core/demand/handover.ts';
import { serviceLevels } from '#core/period/due.ts';
import { publicHoliday } from '#core/period/holiday.ts';
import { addDays, todayJst } from '#core/period/day.ts';
import { inTransaction } from '#db/transaction.ts';
import { changeHandoverSettings, previewHandoverSettings } from '#flows/change-handover-settings.ts';
import {
  completed,
  readStoredHandoverSettings,
  type HandoverSettings,
  type StoredHandoverSettings,
} from '#flows/handover-settings.ts';
import { route } from '../route.ts';

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const minute = z.number().int().min(0).max(1440);
export const dueRule = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('business_days'), days: z.number().int().min(1).max(30) }).strict(),
  z.object({ kind: z.literal('business_hours'), hours: z.number().int().min(1).max(240) }).strict(),
]);
const times = z.object({ answer: dueRule, followUp: dueRule }).strict();
const span = z.object({ from: minute, to: minute }).strict();
const settings = z
  .object({
    rule: z
      .object({
        answer: dueRule,
        followUp: dueRule,
        /** Times of their own for hot, target-list and ordinary leads; null gives all the same. */
        classes: z.object({ hot: times, tal: times, normal: times }).strict().nullable().default(null),
        offersReRoute: z.boolean(),
      })
      .strict(),
    agencyAnswer: dueRule,
    notices: z.object({ reminder: z.boolean(), manager: z.boolean() }).strict(),
    afterIgnored: z.enum(['wait', 'recycle']),
    spans: z.array(span).min(1).max(4),
    weeklyDaysOff: z.array(z.number().int().min(0).max(6)).max(7),
    daysOff: z.array(day).max(400),
    workingDays: z.array(day).max(400),
    quiet: span,
    vocabulary: z.enum(['original', 'rearchitected', 'demand_unit', 'revenue']),
  })
  .strict();
const example = z.object({ clockClass: z.enum(clockClasses), before: z.date(), after: z.date() });

export function registerHandoverSettings(app: FastifyInstance): void {
  route(app, {
    method: 'GET',
    url: '/api/handover-settings',
    policy: 'settings.read',
    summary: '引き渡しの設定: 期限、知らせ、営業カレンダー、これからの祝日',
    response: z.object({
      settings,
      isDefault: z.boolean(),
      /** What the classes begin with when they are switched on. */
      proposed: z.object({ hot: times, tal: times, normal: times }),
      holidays: z.array(z.object({ day: z.string(), name: z.string() })),
    }),
    handler: async ({ world }) => {
      const stored = await readStoredHandoverSettings(world.database.db);
      return {
        settings: asSent(completed(stored)),
        proposed: serviceLevels,
        isDefault: Object.keys(stored).length === 0,
        holidays: holidaysAhead(todayJst(world.now())),
      };
    },
  });

  route(app, {
    method: 'PUT',
    url: '/api/handover-settings',
    policy: 'settings.edit',
    summary: '引き渡しの設定を変える',
    body: settings,
    response: settings,
    handler: async ({ body, actor, world }) =>
      asSent(
        await inTransaction(world.database, (transaction) =>
          changeHandoverSettings(transaction, body as StoredHandoverSettings, actor.memberId),
        ),
      ),
  });

  route(app, {
    method: 'POST',
    url: '/api/handover-settings/preview',
    policy: 'settings.read',
    summary: '設定を変えると、いま返事待ちのリードがどうなるか(保存しない)',
    body: settings,
    response: z.object({
      waiting: z.number(),
      places: z.array(z.object({ place: z.string(), before: z.number(), after: z.number() })),
      moved: z.array(
        z.object({
          cycleId: z.string(),
          accountName: z.string().nullable(),
          personName: z.string().nullable(),
          before: z.string(),
          after: z.string(),
          dueBefore: z.date(),
          dueAfter: z.date(),
        }),
      ),
      example: example.omit({ clockClass: true }),
      examples: z.array(example),
    }),
    handler: ({ body, world }) =>
      previewHandoverSettings(world.database.db, body as StoredHandoverSettings, world.now()),
  });
}

function asSent({ calendar, ...rest }: HandoverSettings) {
  const { spans, weeklyDaysOff, daysOff, workingDays } = calendar;
  return { ...rest, spans, weeklyDaysOff, daysOff: [...daysOff].sort(), workingDays: [...workingDays].sort() };
}

const daysShown = 120;

function holidaysAhead(today: string): { day: string; name: string }[] {
  return Array.from({ length: daysShown }, (_, ahead) => addDays(today, ahead)).flatMap((one) => {
    const name = publicHoliday(one);
    return name ? [{ day: one, name }] : [];
  });
}
