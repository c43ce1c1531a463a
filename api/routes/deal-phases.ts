import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { dealPhaseOf } from '#core/demand/deal-phase.ts';
import { writeAudit } from '#db/audit.ts';
import { countOpenStages } from '#db/open-deals.ts';
import { writeSetting } from '#db/settings.ts';
import { inTransaction } from '#db/transaction.ts';
import { readPhaseTable } from '#flows/deal-phases.ts';
import { route } from '../route.ts';

const source = z.object({ source: z.string().regex(/^[a-z0-9_-]{1,40}$/) });
const phase = z.literal([1, 2, 3, 4, 5, 6]).nullable();
const table = z.record(z.string().min(1).max(200), phase);

/** Which stage of which source is which of the six steps of a deal. */
export function registerDealPhases(app: FastifyInstance): void {
  route(app, {
    method: 'GET',
    url: '/api/deal-phases',
    policy: 'settings.read',
    summary: 'ソースごとの「商談のフェーズ→6段階」の表と、進行中の商談に出てくるフェーズ',
    response: z.object({
      tables: z.array(
        z.object({
          source: z.string(),
          table,
          seen: z.array(z.object({ stage: z.string(), deals: z.number(), phase })),
        }),
      ),
    }),
    handler: async ({ world }) => {
      const { db } = world.database;
      const counted = await countOpenStages(db, { ownerId: null, scope: 'all' });
      const sources = [...new Set(counted.map((one) => one.source))];
      return {
        tables: await Promise.all(
          sources.map(async (name) => {
            const own = await readPhaseTable(db, name);
            const seen = counted.filter((one) => one.source === name && one.stage !== '');
            return {
              source: name,
              table: own,
              seen: seen.map(({ stage, deals }) => ({ stage, deals, phase: dealPhaseOf(stage, own) ?? null })),
            };
          }),
        ),
      };
    },
  });

  route(app, {
    method: 'PUT',
    url: '/api/deal-phases/:source',
    policy: 'settings.edit',
    summary: '「商談のフェーズ→6段階」の表を変える',
    params: source,
    body: table,
    response: source,
    handler: ({ params, body, actor, world }) =>
      inTransaction(world.database, async ({ db }) => {
        const before = await readPhaseTable(db, params.source);
        const key = `deal_phases/${params.source}`;
        await writeSetting(db, key, body, actor.memberId);
        await writeAudit(db, {
          memberId: actor.memberId,
          action: 'deal_phases.change',
          subjectKind: 'setting',
          subjectId: key,
          before,
          after: body,
        });
        return { source: params.source };
      }),
  });
}
