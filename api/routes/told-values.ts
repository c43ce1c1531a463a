import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { inTransaction } from '#db/transaction.ts';
import { readToldValues } from '#flows/read-told-values.ts';
import { requireEntity } from '#flows/require-entity.ts';
import { route } from '../route.ts';

const told = z.object({
  value: z.union([z.string(), z.number()]),
  source: z.string(),
  /** Day of the row; empty where it tells none. */
  on: z.string(),
  /** Rows that tell the same. */
  rows: z.number(),
  /** Of a domain: how many who work at the company get mail under it. */
  people: z.number().nullable(),
  /** A number of many companies, or one person's own line: every other goes before it. */
  givesWay: z.enum(['shared', 'direct']).nullable(),
});

/** What the rows of a company or person tell, beside the values that hold. */
export function registerToldValues(app: FastifyInstance): void {
  route(app, {
    method: 'GET',
    url: '/api/reviews/:kind/:id/values',
    policy: 'reviews.read',
    summary: '元の行が言うすべての値(使われているものと、使われていないもの)',
    params: z.object({ kind: z.enum(['account', 'person']), id: z.coerce.number().int() }),
    response: z.object({ attributes: z.record(z.string(), z.array(told)) }),
    handler: ({ params, world }) =>
      inTransaction(world.database, async (transaction) => {
        const id = await requireEntity(transaction, params.kind, params.id);
        const values = await readToldValues(transaction, params.kind, id);
        return {
          attributes: Object.fromEntries(
            Array.from(values, ([attribute, lines]) => [
              attribute,
              lines.map(({ value, origin: { source, on }, rows, people, isShared, isDirect }) => ({
                value,
                source,
                on,
                rows,
                people: people ?? null,
                givesWay: isShared ? ('shared' as const) : isDirect ? ('direct' as const) : null,
              })),
            ]),
          ),
        };
      }),
  });
}
