import { sql } from 'kysely';
import type { QualificationRule } from '#core/demand/qualification.ts';
import { changeMade, type RuleProposal } from '#core/demand/rule-proposal.ts';
import { changeByRule } from '#core/kpi/definition-change.ts';
import { todayJst } from '#core/period/day.ts';
import { recordDefinitionChange } from './definition-changes.ts';
import type { Db } from './pool.ts';

export type RuleVersion = {
  readonly rule: QualificationRule;
  readonly reason: string;
  readonly createdAt: Date;
  readonly createdBy: string | null;
  readonly sentence: RuleProposal['sentence'] | null;
};

/** Versions of the qualification rule, the one in force first; none while leads are chosen by hand alone. */
export async function listRuleVersions(db: Db): Promise<RuleVersion[]> {
  const { rows } = await sql<{
    id: number;
    definition: Omit<QualificationRule, 'version'>;
    reason: string;
    createdAt: Date;
    createdBy: string | null;
    sentence: RuleProposal['sentence'] | null;
  }>`
    select q.qualification_rule_id as id, q.definition, q.reason, q.created_at as "createdAt", m.name as "createdBy", p.proposal->'sentence' as sentence
      from qualification_rule q left join member m on m.member_id = q.created_by left join rule_proposal p using (rule_proposal_id)
     order by 1 desc`.execute(db);
  return rows.map(({ id, definition, ...row }) => ({ ...row, rule: { ...definition, version: versionOf(id) } }));
}

/** The rule in force. */
export async function readCurrentRule(db: Db): Promise<QualificationRule | undefined> {
  const row = await db
    .selectFrom('qualification_rule')
    .select(['qualification_rule_id', 'definition'])
    .orderBy('qualification_rule_id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row && { ...(row.definition as QualificationRule), version: versionOf(row.qualification_rule_id) };
}

/** Adds a version, which is in force from now on and changes what is handed over. */
export async function addRuleVersion(
  db: Db,
  rule: Omit<QualificationRule, 'version'>,
  given: { reason: string; proposalId: number | null; memberId: number | null; now: Date },
): Promise<{ id: number; version: string }> {
  const { qualification_rule_id: id } = await db
    .insertInto('qualification_rule')
    .values({
      definition: JSON.stringify(rule),
      reason: given.reason,
      rule_proposal_id: given.proposalId,
      created_by: given.memberId,
      created_at: given.now,
    })
    .returning('qualification_rule_id')
    .executeTakeFirstOrThrow();
  const version = versionOf(id);
  await recordDefinitionChange(db, { ...changeByRule(version, given.reason), on: todayJst(given.now) }, given.memberId);
  return { id, version };
}

/** Versions as people and hand-overs name them: r1, r2, … */
const versionOf = (id: number) => `r${id}`;

export type StoredProposal = {
  readonly id: number;
  readonly month: string;
  readonly proposal: RuleProposal;
  readonly fromOn: string;
  readonly toOn: string;
  readonly state: 'open' | 'accepted' | 'declined';
  readonly decidedBy: string | null;
  readonly decidedAt: Date | null;
  readonly reason: string | null;
  readonly ruleVersion: string | null;
};

const proposals = sql`
  select p.rule_proposal_id as id, p.month::text as month, p.proposal, p.from_on::text as "fromOn", p.to_on::text as "toOn", p.state,
         m.name as "decidedBy", p.decided_at as "decidedAt", p.reason, 'r' || q.qualification_rule_id as "ruleVersion"
    from rule_proposal p left join member m on m.member_id = p.decided_by left join qualification_rule q using (rule_proposal_id)`;

/** Proposals, the latest month first, open ones before decided ones. */
export async function listProposals(db: Db, limit: number): Promise<StoredProposal[]> {
  const { rows } = await sql<StoredProposal>`
    ${proposals} order by p.month desc, p.state = 'open' desc, p.rule_proposal_id limit ${limit}`.execute(db);
  return rows;
}

export async function findProposal(db: Db, id: number): Promise<StoredProposal | undefined> {
  const { rows } = await sql<StoredProposal>`${proposals} where p.rule_proposal_id = ${id} for update of p`.execute(db);
  return rows[0];
}

/** Adds the proposals of a month; one that stands already stays as it was. */
export async function addProposals(
  db: Db,
  month: string,
  span: { from: string; to: string },
  found: readonly RuleProposal[],
): Promise<number> {
  if (found.length === 0) return 0;
  const added = await db
    .insertInto('rule_proposal')
    .values(
      found.map((proposal) => ({
        month,
        kind: proposal.kind,
        trait: proposal.trait,
        value: proposal.value,
        proposal: JSON.stringify(proposal),
        from_on: span.from,
        to_on: span.to,
      })),
    )
    .onConflict((conflict) => conflict.columns(['month', 'kind', 'trait', 'value']).doNothing())
    .returning('rule_proposal_id')
    .execute();
  return added.length;
}

export type Credit = { version: string; changedAt: Date; inputs: number; sentence: RuleProposal['sentence'] };

/** Keeps whose answers led to a version: rejections, returns and taps on the hand-overs of its group. */
export async function creditMembers(db: Db, ruleId: number, cycleIds: readonly string[]): Promise<number> {
  const { rows } = await sql<{ member_id: number }>`
    insert into rule_credit (qualification_rule_id, member_id, inputs)
    select ${ruleId}::bigint, member_id, count(*)::int from (
      select member_id from cycle_event where cycle_id = any(${cycleIds}::uuid[]) and kind in ('reject', 'return') and undone_at is null and member_id is not null
      union all
      select member_id from feedback where cycle_id = any(${cycleIds}::uuid[]) and code <> 'useful') given
     group by member_id on conflict do nothing returning member_id`.execute(db);
  return rows.length;
}

/** あなたの声で変わったこと: versions that this member's answers led to, latest first. */
export async function listCredits(db: Db, memberId: number, since?: Date): Promise<Credit[]> {
  const { rows } = await sql<Omit<Credit, 'sentence'> & Pick<RuleProposal, 'kind' | 'value'>>`
    select 'r' || q.qualification_rule_id as version, q.created_at as "changedAt", c.inputs, p.kind, p.value
      from rule_credit c join qualification_rule q using (qualification_rule_id) join rule_proposal p using (rule_proposal_id)
     where c.member_id = ${memberId} and (${since ?? null}::timestamptz is null or q.created_at > ${since ?? null})
     order by q.qualification_rule_id desc limit 20`.execute(db);
  return rows.map(({ kind, value, ...row }) => ({ ...row, sentence: changeMade({ kind, value }) }));
}
