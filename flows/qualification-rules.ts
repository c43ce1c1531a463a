import { heldBack, type Hold, type QualificationRule } from '#core/demand/qualification.ts';
import { proposeRuleChanges } from '#core/demand/rule-proposal.ts';
import { todayJst } from '#core/period/day.ts';
import { addMonths } from '#core/period/fiscal.ts';
import { reasonWords } from '#core/demand/reasons.ts';
import { Refusal } from '#core/refusal.ts';
import type { Language } from '#core/words.ts';
import { writeAudit } from '#db/audit.ts';
import { listExcluded } from '#db/exclusions.ts';
import { listHandedLeads, readLeadTraits } from '#db/handed-leads.ts';
import type { Database, Db } from '#db/pool.ts';
import { addProposals, addRuleVersion, creditMembers, findProposal, readCurrentRule } from '#db/qualification-rules.ts';
import { inTransaction, type Transaction } from '#db/transaction.ts';
import type { Actor } from './hand-over.ts';

/**
 * Points until somebody sets their own [P]: what a lead did within half a year, an enquiry at once. Until engagement scores exist
 * people choose by hand; the rule keeps back what was agreed not to hand over, and is what a replay begins with.
 */
export const defaultRule: Omit<QualificationRule, 'version'> = {
  fit: {},
  acts: { form: 40, seminar: 20, exhibition: 20, card: 10, inquiry: 20 },
  windowDays: 180,
  threshold: 20,
  actNow: ['form'],
  holds: [],
};

const historyMonths = 12;
const proposalsMax = 10;

/**
 * The proposals of this month, from the answered hand-overs of the twelve months before it (domain.md §9.4). Made once a month;
 * asked again it adds only what was not proposed yet. Groups that the rule keeps back already are left out.
 */
export async function proposeForMonth(database: Database, now: Date): Promise<{ month: string; added: number }> {
  const month = `${todayJst(now).slice(0, 7)}-01`;
  const from = addMonths(month, -historyMonths);
  return inTransaction(database, async ({ db }) => {
    const rule = await readCurrentRule(db);
    const leads = (await listHandedLeads(db, from, month)).filter(
      (lead) => lead.outcome !== 'pending' && !(rule && heldBack(lead.traits, rule)),
    );
    const found = proposeRuleChanges(leads).slice(0, proposalsMax);
    return { month, added: await addProposals(db, month, { from, to: month }, found) };
  });
}

/**
 * Accepts a proposal, which makes a new version of the qualification rule and tells those whose answers led to it, or declines
 * it; either with a reason. Refuses `proposal_not_found` and `proposal_decided`.
 */
export async function decideProposal(
  transaction: Transaction,
  id: number,
  verdict: 'accepted' | 'declined',
  reason: string,
  actor: Actor,
): Promise<{ ruleVersion: string | null; thanked: number }> {
  const { db } = transaction;
  const stored = await findProposal(db, id);
  if (!stored) throw new Refusal('proposal_not_found', 'この提案はありません。', { status: 404 });
  if (stored.state !== 'open') throw new Refusal('proposal_decided', 'この提案はもう決まっています。', { status: 409 });
  await db
    .updateTable('rule_proposal')
    .set({ state: verdict, decided_by: actor.memberId, decided_at: actor.now, reason })
    .where('rule_proposal_id', '=', id)
    .execute();
  const { kind, trait, value, sentence } = stored.proposal;
  const done = verdict === 'accepted' ? await takeEffect(db, stored, reason, actor) : { ruleVersion: null, thanked: 0 };
  await writeAudit(db, {
    memberId: actor.memberId,
    action: `rule_proposal.${verdict}`,
    subjectKind: 'rule_proposal',
    subjectId: id,
    after: { kind, trait, value, sentence: sentence.ja, reason, ruleVersion: done.ruleVersion },
  });
  return done;
}

async function takeEffect(
  db: Db,
  { id, proposal, fromOn, toOn }: { id: number; proposal: Hold; fromOn: string; toOn: string },
  reason: string,
  actor: Actor,
): Promise<{ ruleVersion: string; thanked: number }> {
  const { kind, trait, value } = proposal;
  const { version: _, ...current } = (await readCurrentRule(db)) ?? { ...defaultRule, version: '' };
  const others = (current.holds ?? []).filter((hold) => hold.trait !== trait || hold.value !== value);
  const made = await addRuleVersion(
    db,
    { ...current, holds: [...others, { kind, trait, value }] },
    { reason, proposalId: id, memberId: actor.memberId, now: actor.now },
  );
  const group = (await listHandedLeads(db, fromOn, toOn)).filter((lead) => lead.traits[trait] === value);
  const thanked = await creditMembers(
    db,
    made.id,
    group.map((lead) => lead.cycleId),
  );
  return { ruleVersion: made.version, thanked };
}

/** Takes a group out of what the rule keeps back, as a new version with its reason. Refuses `hold_not_found`. */
export async function releaseHold(
  transaction: Transaction,
  hold: { readonly trait: string; readonly value: string },
  reason: string,
  actor: Actor,
): Promise<{ ruleVersion: string }> {
  const { version: before, ...current } = (await readCurrentRule(transaction.db)) ?? { ...defaultRule, version: '' };
  const kept = (current.holds ?? []).filter((one) => one.trait !== hold.trait || one.value !== hold.value);
  if (kept.length === (current.holds ?? []).length)
    throw new Refusal('hold_not_found', 'この条件はルールにありません。', { status: 404 });
  const { version } = await addRuleVersion(
    transaction.db,
    { ...current, holds: kept },
    { reason, proposalId: null, memberId: actor.memberId, now: actor.now },
  );
  await writeAudit(transaction.db, {
    memberId: actor.memberId,
    action: 'qualification_rule.release',
    subjectKind: 'qualification_rule',
    subjectId: version,
    before: { version: before },
    after: { ...hold, reason },
  });
  return { ruleVersion: version };
}

/**
 * Refuses `handover_excluded` where sales excluded the company or person of a lead before, and `handover_held` where the rule keeps
 * a lead from sales, unless somebody said to hand it over all the same. Returns the version of the rule.
 */
export async function requireFree(db: Db, cycleIds: readonly string[], isKnowing: boolean): Promise<string> {
  if (!isKnowing) await refuseExcluded(db, cycleIds);
  const rule = await readCurrentRule(db);
  if (!rule) return 'by_hand';
  if (!isKnowing && rule.holds?.length) {
    const traits = await readLeadTraits(db, cycleIds);
    const held = cycleIds.flatMap((cycleId) => {
      const hold = heldBack(traits.get(cycleId) ?? {}, rule);
      return hold ? [{ cycleId, ...hold }] : [];
    });
    if (held.length > 0) {
      const groups = [...new Set(held.map((hold) => hold.value))];
      throw new Refusal(
        'handover_held',
        `ルール ${rule.version} で引き渡しを止めている条件(${groups.join('、')})のリードが ${held.length}件あります。`,
        { status: 409, details: { version: rule.version, groups: groups.join(', '), n: held.length, held } },
      );
    }
  }
  return rule.version;
}

async function refuseExcluded(db: Db, cycleIds: readonly string[]): Promise<void> {
  const excluded = await listExcluded(db, cycleIds);
  if (excluded.length === 0) return;
  const told = (language: Language) =>
    [...new Set(excluded.map(({ name, reason }) => `${name}: ${reasonWords(reason ?? 'other')[language]}`))].join('、');
  throw new Refusal(
    'handover_excluded',
    `営業が対象外にした会社・人のリードが ${excluded.length}件あります(${told('ja')})。`,
    { status: 409, details: { n: excluded.length, excluded: told('en') } },
  );
}
