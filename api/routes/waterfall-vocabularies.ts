import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { vocabularies, type VocabularyStage } from '#core/demand/vocabularies.ts';
import type { LeadSelection } from '#db/lead-selection.ts';
import { readAccountCounts } from '#db/waterfall-accounts.ts';
import { countAcquired, countSalesMadeDeals, readStageCounts } from '#db/waterfall.ts';
import { leadQuery, selectionOf } from '../lead-query.ts';
import { route } from '../route.ts';
import type { World } from '../world.ts';

const counted = z.number().nullable();

const keys = ['original', 'rearchitected', 'demand_unit', 'revenue'] as const;

export function registerWaterfallVocabularies(app: FastifyInstance): void {
  route(app, {
    method: 'GET',
    url: '/api/waterfall/vocabulary',
    policy: 'waterfall.read',
    summary: '同じ記録をほかの4つのウォーターフォールの言葉で',
    query: leadQuery.extend({ version: z.enum(keys).default('original') }),
    response: z.object({
      unit: z.enum(['lead', 'account']),
      stages: z.array(
        z.object({
          name: z.string(),
          counts: z.string().nullable(),
          needs: z.enum(['tele', 'intent']).nullable(),
          total: counted,
          /** Companies by 区分; null where leads are counted. */
          existing: counted,
          prospect: counted,
        }),
      ),
    }),
    handler: async ({ query: { version, ...given }, world }) => {
      const selection = await selectionOf(given, world);
      const { unit, stages } = vocabularies.find((one) => one.key === version)!;
      const count = await (unit === 'lead' ? leadCounter : accountCounter)(world, selection);
      return {
        unit,
        stages: stages.map(({ name, counts, needs }) => ({
          name,
          counts: counts ?? null,
          needs: needs ?? null,
          ...(counts === undefined ? uncounted : count(counts)),
        })),
      };
    },
  });
}

type Counted = { total: number | null; existing: number | null; prospect: number | null };
type Counts = NonNullable<VocabularyStage['counts']>;
const uncounted: Counted = { total: null, existing: null, prospect: null };

async function leadCounter(
  { database: { db } }: World,
  selection: LeadSelection,
): Promise<(counts: Counts) => Counted> {
  const [stages, lead, salesMade] = await Promise.all([
    readStageCounts(db, selection),
    countAcquired(db, selection),
    countSalesMadeDeals(db, selection),
  ]);
  const leads = { ...stages, lead, sales_made: salesMade?.deals ?? null };
  return (counts) => (counts === 'target' ? uncounted : { ...uncounted, total: leads[counts] });
}

async function accountCounter({ database }: World, selection: LeadSelection): Promise<(counts: Counts) => Counted> {
  const classes = await readAccountCounts(database.db, selection);
  return (counts) => {
    if (counts === 'sales_made') return uncounted;
    const sum = (lines: typeof classes) => lines.reduce((total, one) => total + one[counts], 0);
    return {
      total: sum(classes),
      existing: sum(classes.filter((one) => one.class === 'existing')),
      prospect: sum(classes.filter((one) => one.class === 'prospect')),
    };
  };
}
