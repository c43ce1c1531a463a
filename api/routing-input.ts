import { z } from 'zod';
import { storedName } from '#core/route/built-in.ts';
import type { RoutingPlan } from '#core/route/plan.ts';

const name = z.string().trim().min(1).max(60);
const id = z.string().max(40);
const words = z.array(z.string().max(200)).max(200).optional();
const count = z.number().int().min(0).max(10_000_000);

const destination = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('owner') }).strict(),
  z.object({ kind: z.enum(['member', 'pool', 'agency', 'queue']), id }).strict(),
]);

/** The routing rules as the screen and other programs send them. */
export const routingPlan = z
  .object({
    rules: z
      .array(
        z
          .object({
            code: z.string().regex(/^[\w-]{1,40}$/),
            name,
            when: z
              .object({
                prefectures: words,
                products: words,
                industries: words,
                employees: z.object({ from: count.optional(), to: count.optional() }).strict().optional(),
              })
              .strict(),
            to: destination,
          })
          .strict(),
      )
      .max(100),
    pools: z
      .array(z.object({ poolId: z.string().regex(/^[\w-]{1,40}$/), name, memberIds: z.array(id).max(200) }).strict())
      .max(50),
    members: z.record(
      z.string().regex(/^\d+$/),
      z
        .object({
          capacity: z.number().int().min(1).max(10_000).nullable(),
          hours: z
            .object({ from: z.number().int().min(0).max(1440), to: z.number().int().min(0).max(1440) })
            .strict()
            .nullable(),
        })
        .strict(),
    ),
  })
  .strict();

/** Without the keys that were left out: a condition that is not there holds for everything. Mori's own rules stay known as such. */
export function planOf(given: z.output<typeof routingPlan>): RoutingPlan {
  const rules = given.rules.map((rule) => ({ ...rule, name: storedName(rule) }));
  return JSON.parse(JSON.stringify({ ...given, rules })) as RoutingPlan;
}
