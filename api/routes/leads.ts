import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { LeadAnswer } from '#flows/answer-leads.ts';
import { matchLeads, takeLeads, type LeadSource } from '#flows/take-leads.ts';
import { explanation, viewExplanation } from '../explanation.ts';
import { words } from '../import-draft.ts';
import { leadInput, toldOf, type LeadInput } from '../lead-input.ts';
import { route } from '../route.ts';

const account = z.object({
  accountId: z.number(),
  name: z.string(),
  prefecture: z.string().nullable(),
  corporateNumber: z.string().nullable(),
  target: z
    .object({
      targetLineId: z.number(),
      status: z.string(),
      class: z.string().nullable(),
      tier: z.string().nullable(),
    })
    .nullable(),
  owner: z.object({ memberId: z.number().nullable(), name: z.string() }).nullable(),
});

/** Where one lead or card belongs: words of `result` and `openReason` are in docs/guide/one-lead.md. */
const leadAnswer = z.object({
  result: z.enum(['account', 'new', 'asked', 'group', 'unresolved', 'rejected']),
  rowKey: z.string().nullable(),
  outcome: z.enum(['new', 'matched', 'review', 'rejected', 'unchanged']),
  problem: z.object({ code: z.string(), detail: words }).nullable(),
  openReason: z.enum(['too_little', 'group_domain']).nullable(),
  account: account.nullable(),
  companyName: z.string().nullable(),
  group: z.array(account).readonly(),
  method: z.string(),
  score: z.number().nullable(),
  evidence: z.object({ matched: z.array(z.string()).readonly(), differs: z.array(z.string()).readonly() }),
  explanation: explanation.nullable(),
  best: z.object({ account, explanation: explanation.nullable() }).nullable(),
  person: z
    .object({
      personId: z.number().nullable(),
      name: z.string(),
      isNew: z.boolean(),
      method: z.string(),
      score: z.number(),
      explanation: explanation.nullable(),
    })
    .nullable(),
});

/** One lead or card at a time: where it belongs and why, in the time of a form (identity.md §2.15). */
export function registerLeads(app: FastifyInstance): void {
  route(app, {
    method: 'POST',
    url: '/api/leads',
    policy: 'leads.take',
    summary: 'リード・名刺を1件登録し、どの企業・人物かを理由とともに返す',
    body: leadInput,
    response: leadAnswer,
    handler: async ({ body, actor, world }) => {
      const [answer] = await takeLeads(world.database, [toldOf(body)], sourceOf(body, actor.memberId, world.now()));
      return viewLead(answer!);
    },
  });

  route(app, {
    method: 'POST',
    url: '/api/leads/match',
    policy: 'leads.take',
    summary: 'リード・名刺1件がどの企業・人物かを調べる(何も登録しない)',
    body: leadInput,
    response: leadAnswer,
    handler: async ({ body, actor, world }) => {
      const [answer] = await matchLeads(world.database, [toldOf(body)], sourceOf(body, actor.memberId, world.now()));
      return viewLead(answer!);
    },
  });
}

function sourceOf({ kind, source }: LeadInput, memberId: number, now: Date): LeadSource {
  return { kind, source, memberId, now };
}

function viewLead(answer: LeadAnswer): z.output<typeof leadAnswer> {
  const view = (one: LeadAnswer['explanation']) => one && viewExplanation(one);
  return {
    ...answer,
    evidence: { matched: answer.evidence.matched, differs: answer.evidence.differs },
    explanation: view(answer.explanation),
    best: answer.best && { ...answer.best, explanation: view(answer.best.explanation) },
    person: answer.person && { ...answer.person, explanation: view(answer.person.explanation) },
  };
}
