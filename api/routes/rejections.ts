import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { rejectionReasons } from '#core/demand/reasons.ts';
import { consequenceCounts, rejectionTable } from '#core/demand/rejections.ts';
import { outcomes, tallyOf } from '#core/demand/tally.ts';
import { rateFigure } from '#core/measure/figure.ts';
import { listHandedLeads, listLeadLines } from '#db/handed-leads.ts';
import { listProposals, listRuleVersions } from '#db/qualification-rules.ts';
import { inTransaction } from '#db/transaction.ts';
import { decideProposal, proposeForMonth, releaseHold } from '#flows/qualification-rules.ts';
import { writeAudit } from '#db/audit.ts';
import { comparison, figure, handedParts, sentence } from '../figure.ts';
import { leadLine, monthSpan, spanQuery } from '../lead-query.ts';
import { route } from '../route.ts';

const reason = z.enum(rejectionReasons);
const reasonCount = z.object({ reason, count: z.number() });
const kind = z.enum(['stop_handing_over', 'check_data_first', 'nurture_longer']);
const proposal = z.object({
  kind,
  trait: z.string(),
  value: z.string(),
  evidence: comparison,
  reasons: z.array(reasonCount),
  effect: z.object({
    handedBefore: z.number(),
    handedAfter: z.number(),
    salRateBefore: figure,
    salRateAfter: figure,
    salMissed: z.number(),
    dealsMissed: z.number(),
  }),
  sentence,
});
const words = z.string().trim().min(1).max(500);

export function registerRejections(app: FastifyInstance): void {
  route(app, {
    method: 'GET',
    url: '/api/rejections',
    policy: 'waterfall.read',
    summary: '差し戻しの分析: 理由 × 獲得元 × ルールの版',
    query: spanQuery,
    response: z.object({
      from: z.string(),
      to: z.string(),
      handed: z.number(),
      /** First answers; `rejected` beside them counts what came back after an acceptance as well. */
      parts: handedParts,
      rejected: figure,
      reasons: z.array(reasonCount),
      consequences: z.record(z.string(), z.number()),
      rows: z.array(
        z.object({
          source: z.string().nullable(),
          ruleVersion: z.string(),
          handed: z.number(),
          rejected: figure,
          reasons: z.array(reasonCount.extend({ share: figure })),
        }),
      ),
    }),
    handler: async ({ query, world }) => {
      const { from, to } = monthSpan(query, world.now());
      const leads = await listHandedLeads(world.database.db, from, to);
      const sentBack = leads.filter((lead) => lead.reason !== null);
      const counts = Map.groupBy(sentBack, (lead) => lead.reason!);
      return {
        from,
        to,
        handed: leads.length,
        parts: tallyOf(leads.map((lead) => lead.outcome)),
        rejected: rateFigure(sentBack.length, leads.length),
        reasons: [...counts]
          .map(([one, own]) => ({ reason: one, count: own.length }))
          .sort((one, other) => other.count - one.count),
        consequences: consequenceCounts(leads),
        rows: rejectionTable(leads),
      };
    },
  });

  route(app, {
    method: 'GET',
    url: '/api/rejections/rows',
    policy: 'waterfall.read',
    summary: '差し戻しの数字の元になったリード',
    query: spanQuery.extend({
      source: z.string().max(200).optional(),
      ruleVersion: z.string().max(40).optional(),
      reason: reason.optional(),
      /** Handed over, or sent back. */
      of: z.enum(['handed', 'rejected']).default('rejected'),
      /** First answer of sales. */
      outcome: z.enum(outcomes).optional(),
      limit: z.coerce.number().int().min(1).max(1_000).default(200),
    }),
    response: z.object({ total: z.number(), rows: z.array(leadLine) }),
    handler: async ({ query, world }) => {
      const { from, to } = monthSpan(query, world.now());
      const found = (await listHandedLeads(world.database.db, from, to)).filter(
        (lead) =>
          (query.of === 'handed' || lead.reason !== null) &&
          (query.outcome === undefined || lead.outcome === query.outcome) &&
          (query.reason === undefined || lead.reason === query.reason) &&
          (query.source === undefined || lead.traits.source === query.source) &&
          (query.ruleVersion === undefined || lead.ruleVersion === query.ruleVersion),
      );
      const ids = found.map((lead) => lead.cycleId);
      const reasonOf = new Map(found.map((lead) => [lead.cycleId, lead.reason]));
      const rows = await listLeadLines(world.database.db, ids, query.limit);
      return { total: ids.length, rows: rows.map((row) => ({ ...row, reason: reasonOf.get(row.cycleId) ?? null })) };
    },
  });

  route(app, {
    method: 'GET',
    url: '/api/rule-proposals',
    policy: 'waterfall.read',
    summary: '毎月のルール変更案と、これまでの版',
    response: z.object({
      proposals: z.array(
        z.object({
          id: z.number(),
          month: z.string(),
          proposal,
          fromOn: z.string(),
          toOn: z.string(),
          state: z.enum(['open', 'accepted', 'declined']),
          decidedBy: z.string().nullable(),
          decidedAt: z.date().nullable(),
          reason: z.string().nullable(),
          ruleVersion: z.string().nullable(),
        }),
      ),
      versions: z.array(
        z.object({
          version: z.string(),
          holds: z.array(z.object({ kind, trait: z.string(), value: z.string() })),
          reason: z.string(),
          createdAt: z.date(),
          createdBy: z.string().nullable(),
          sentence: sentence.nullable(),
        }),
      ),
    }),
    handler: async ({ world }) => {
      const { db } = world.database;
      const [proposals, versions] = await Promise.all([listProposals(db, 100), listRuleVersions(db)]);
      return {
        proposals,
        versions: versions.map(({ rule, ...version }) => ({
          ...version,
          version: rule.version,
          holds: rule.holds ?? [],
        })),
      };
    },
  });

  route(app, {
    method: 'POST',
    url: '/api/rule-proposals',
    policy: 'settings.edit',
    summary: '今月のルール変更案を今つくる',
    response: z.object({ month: z.string(), added: z.number() }),
    handler: async ({ actor, world }) => {
      const made = await proposeForMonth(world.database, world.now());
      await writeAudit(world.database.db, {
        memberId: actor.memberId,
        action: 'rule_proposal.make',
        subjectKind: 'rule_proposal',
        subjectId: made.month,
        after: made,
      });
      return made;
    },
  });

  route(app, {
    method: 'POST',
    url: '/api/rule-proposals/:id/decide',
    policy: 'settings.edit',
    summary: 'ルール変更案を採用する・見送る(理由つき)',
    params: z.object({ id: z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER) }),
    body: z.object({ verdict: z.enum(['accepted', 'declined']), reason: words }).strict(),
    response: z.object({ ruleVersion: z.string().nullable(), thanked: z.number() }),
    handler: ({ params, body, actor, world }) =>
      inTransaction(world.database, (transaction) =>
        decideProposal(transaction, params.id, body.verdict, body.reason, {
          memberId: actor.memberId,
          now: world.now(),
        }),
      ),
  });

  route(app, {
    method: 'POST',
    url: '/api/qualification-rule/release',
    policy: 'settings.edit',
    summary: '引き渡しを止めている条件をルールから外す(新しい版になる)',
    body: z.object({ trait: z.string().max(40), value: z.string().max(200), reason: words }).strict(),
    response: z.object({ ruleVersion: z.string() }),
    handler: ({ body: { reason: because, ...hold }, actor, world }) =>
      inTransaction(world.database, (transaction) =>
        releaseHold(transaction, hold, because, { memberId: actor.memberId, now: world.now() }),
      ),
  });
}
