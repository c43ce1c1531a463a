import type { QualificationRule } from '#core/demand/qualification.ts';
import { replayRule, type PolicyResult, type RuleReplay } from '#core/demand/replay-rule.ts';
import { todayJst } from '#core/period/day.ts';
import { Refusal } from '#core/refusal.ts';
import { listLeadLines, type LeadLine } from '#db/handed-leads.ts';
import { countHistories, listHistories } from '#db/lead-histories.ts';
import type { Db } from '#db/pool.ts';
import { readCurrentRule } from '#db/qualification-rules.ts';
import { toCsv } from './export.ts';
import { defaultRule } from './qualification-rules.ts';

export type ReplayRequest = {
  readonly rule: Omit<QualificationRule, 'version'>;
  /** Days of hand-over `[from, to)`. */
  readonly from: string;
  readonly to: string;
  readonly horizonDays: number;
};
export type Policy = PolicyResult['policy'];

/** A replay looks at every lead each week; beyond this it would keep everybody waiting. */
const leadsMax = 100_000;

/** Another rule over own history (issue §13). Refuses `replay_too_large` for a period with too many leads. */
export async function runReplay(db: Db, request: ReplayRequest, now: Date): Promise<RuleReplay> {
  const leads = await countHistories(db, request.from, request.to);
  if (leads > leadsMax)
    throw new Refusal(
      'replay_too_large',
      `この期間のリードは ${leads.toLocaleString('ja-JP')}件で、一度に試せる ${leadsMax.toLocaleString('ja-JP')}件を超えています。期間を短くしてください。`,
      { status: 422, details: { n: leads, max: leadsMax } },
    );
  const histories = await listHistories(db, request.from, request.to);
  const inForce = (await readCurrentRule(db)) ?? { ...defaultRule, version: 'default' };
  return replayRule(histories, { ...request.rule, version: 'replay' }, inForce, { ...request, asOf: todayJst(now) });
}

export type ReplayedLead = LeadLine & { readonly chosenOn: string };

/** The leads that a policy would have handed over, in its order. */
export async function listReplayed(
  db: Db,
  request: ReplayRequest,
  policy: Policy,
  limit: number,
  now: Date,
): Promise<{ total: number; rows: ReplayedLead[] }> {
  const replay = await runReplay(db, request, now);
  const { picks } = {
    rule: replay.rule,
    in_force: replay.inForce,
    newest_first: replay.newestFirst,
    today: replay.today,
  }[policy];
  const shown = picks.slice(0, limit);
  const lines = await listLeadLines(
    db,
    shown.map((pick) => pick.leadId),
    limit,
  );
  const lineOf = new Map(lines.map((line) => [line.cycleId, line]));
  return { total: picks.length, rows: shown.map(({ leadId, on }) => ({ ...lineOf.get(leadId)!, chosenOn: on })) };
}

const exportMax = 50_000;

/** The same list as a file. */
export async function exportReplayed(db: Db, request: ReplayRequest, policy: Policy, now: Date): Promise<string> {
  const { rows } = await listReplayed(db, request, policy, exportMax, now);
  return toCsv(
    ['選んだ日', '企業名', '氏名', '実際の引き渡し日', '実際の状態', '担当', '差し戻し理由', 'リードID'],
    rows.map((row) => [
      row.chosenOn,
      row.accountName,
      row.personName,
      row.handedOn,
      row.state,
      row.receiverName,
      row.reason,
      row.cycleId,
    ]),
  );
}
