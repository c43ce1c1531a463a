import { traitNames, type TraitName } from '#core/demand/lead-traits.ts';
import type { QualificationRule } from '#core/demand/qualification.ts';
import { replayRule, type PolicyResult, type RuleReplay } from '#core/demand/replay-rule.ts';
import { countStates, type InputKnown, type InputState } from '#core/observation/known-value.ts';
import { todayJst } from '#core/period/day.ts';
import { Refusal } from '#core/refusal.ts';
import { listLeadLines, type LeadLine } from '#db/handed-leads.ts';
import { countHistories, listHistories } from '#db/lead-histories.ts';
import type { Db } from '#db/pool.ts';
import { readCurrentRule } from '#db/qualification-rules.ts';
import { toCsv } from './export.ts';
import { defaultRule } from './qualification-rules.ts';
import { readToldHistories, type ToldHistory } from './told-traits.ts';

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

/** A replay with how far each trait that the rules read was known of the leads that waited. */
export type Replayed = RuleReplay & { readonly inputs: readonly InputKnown<TraitName>[] };

/** Another rule over own history (issue §13). Refuses `replay_too_large` for a period with too many leads. */
export async function runReplay(db: Db, request: ReplayRequest, now: Date): Promise<Replayed> {
  const histories = await readHistories(db, request);
  const inForce = (await readCurrentRule(db)) ?? { ...defaultRule, version: 'default' };
  const rule = { ...request.rule, version: 'replay' };
  const replay = replayRule(histories, rule, inForce, { ...request, asOf: todayJst(now) });
  return { ...replay, inputs: traitsRead([rule, inForce]).map((trait) => countStates(trait, histories)) };
}

async function readHistories(db: Db, { from, to }: Pick<ReplayRequest, 'from' | 'to'>): Promise<ToldHistory[]> {
  const leads = await countHistories(db, from, to);
  if (leads > leadsMax)
    throw new Refusal(
      'replay_too_large',
      `この期間のリードは ${leads.toLocaleString('ja-JP')}件で、一度に試せる ${leadsMax.toLocaleString('ja-JP')}件を超えています。期間を短くしてください。`,
      { status: 422, details: { n: leads, max: leadsMax } },
    );
  return readToldHistories(db, await listHistories(db, from, to), to);
}

function traitsRead(rules: readonly QualificationRule[]): TraitName[] {
  const asked = new Set(
    rules.flatMap(({ fit, holds = [] }) => [...Object.keys(fit), ...holds.map(({ trait }) => trait)]),
  );
  return traitNames.filter((trait) => asked.has(trait));
}

/** The leads of a period of which a trait was known that far. */
export async function listByInput(
  db: Db,
  request: Pick<ReplayRequest, 'from' | 'to'>,
  { of, state }: { readonly of: TraitName; readonly state: InputState },
  limit: number,
): Promise<{ total: number; rows: LeadLine[] }> {
  const found = (await readHistories(db, request)).filter(({ inputs }) => inputs[of] === state);
  const ids = found.map(({ leadId }) => leadId);
  return { total: found.length, rows: await listLeadLines(db, ids, limit) };
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
