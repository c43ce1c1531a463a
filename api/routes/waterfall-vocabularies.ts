import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { vocabularies, type VocabularyStage } from '#core/demand/vocabularies.ts';
import { readAccountCounts, type AccountCounts } from '#db/waterfall-accounts.ts';
import { countSalesMadeDeals, readPeriodCounts, readStageCounts } from '#db/waterfall.ts';
import { leadQuery, selectionOf } from '../lead-query.ts';
import { route } from '../route.ts';

const counted = z.number().nullable();

export function registerWaterfallVocabularies(app: FastifyInstance): void {
  route(app, {
    method: 'GET',
    url: '/api/waterfall/vocabularies',
    policy: 'waterfall.read',
    summary: '同じ記録をほかの4つのウォーターフォールの言葉で',
    query: leadQuery,
    response: z.object({
      vocabularies: z.array(
        z.object({
          key: z.enum(['original', 'rearchitected', 'demand_unit', 'revenue']),
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
      ),
    }),
    handler: async ({ query, world: { database }, world }) => {
      const selection = await selectionOf(query, world);
      const [stages, period, salesMade, accounts] = await Promise.all([
        readStageCounts(database.db, selection),
        readPeriodCounts(database.db, selection),
        countSalesMadeDeals(database.db, selection.from, selection.to),
        readAccountCounts(database.db, selection),
      ]);
      const leads = { ...stages, lead: period.lead, sales_made: salesMade.deals };
      const ofLeads = ({ counts }: VocabularyStage) =>
        counts === undefined || counts === 'target' ? null : leads[counts];
      const ofAccounts = ({ counts }: VocabularyStage, kind?: 'existing' | 'prospect') =>
        counts === undefined || counts === 'sales_made'
          ? null
          : accounts.reduce(
              (sum, one) => sum + (kind === undefined || one.class === kind ? (one as AccountCounts)[counts] : 0),
              0,
            );
      return {
        vocabularies: vocabularies.map(({ key, unit, stages: named }) => ({
          key,
          unit,
          stages: named.map((stage) => ({
            name: stage.name,
            counts: stage.counts ?? null,
            needs: stage.needs ?? null,
            total: unit === 'lead' ? ofLeads(stage) : ofAccounts(stage),
            existing: unit === 'lead' ? null : ofAccounts(stage, 'existing'),
            prospect: unit === 'lead' ? null : ofAccounts(stage, 'prospect'),
          })),
        })),
      };
    },
  });
}
