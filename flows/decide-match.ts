import { inRounds } from '#core/identify/in-rounds.ts';
import { todayJst } from '#core/period/day.ts';
import { Refusal } from '#core/refusal.ts';
import { readNamesNow } from '#db/match-sides.ts';
import { markDecided } from '#db/pairs.ts';
import { entityOfRow, rowsOfEntities, type EntityKind } from '#db/move-rows.ts';
import { lockIdentity, nextArrival } from '#db/raw-rows.ts';
import { refreshRollups } from '#db/rollups.ts';
import type { Transaction } from '#db/transaction.ts';
import { deriveLeadEvents } from './derive-lead-events.ts';
import { linkedIds, mergeEntities } from './merge-entities.ts';
import type { SumsLater } from './recompute.ts';
import { askAboutPeople } from './reconcile.ts';
import { requireEntity } from './require-entity.ts';

export type Verdict = 'same' | 'different' | 'site' | 'department' | 'group' | 'renamed' | 'unsure';
export type Decision = {
  readonly kind: EntityKind;
  readonly verdict: Verdict;
  readonly leftId: number;
  readonly rightId: number;
  readonly note?: string | undefined;
};

/** 同じ会社, 別拠点, 部署 and 社名変更 make one account of two; the other verdicts keep them apart for good. */
const merging: ReadonlySet<string> = new Set(['same', 'confirmed', 'automatic', 'site', 'department', 'renamed']);

export const isMerging = (verdict: string): boolean => merging.has(verdict);

/** A person's verdict on a pair (名寄せの確認): recorded with the rows it speaks of, carried out, and replayed by every rebuild. */
export async function decideMatch(
  transaction: Transaction,
  decision: Decision,
  memberId: number | null,
): Promise<Decided> {
  const [decided] = await decideMatches(transaction, [decision], memberId);
  return decided!;
}

/**
 * The same for many; those about entities that hang together in this order. Sums are counted, and people of companies that became one are
 * looked at again, once, at the end. A pair that an earlier verdict of the list made one is passed over. Returned in the order in which
 * they were carried out.
 */
export async function decideMatches(
  transaction: Transaction,
  decisions: readonly Decision[],
  memberId: number | null,
): Promise<Decided[]> {
  await lockIdentity(transaction);
  const decided: Decided[] = [];
  const accounts: number[] = [];
  const nameOf = await readNames(transaction, decisions);
  let waiting: Decided[] = [];
  const sumsLater: SumsLater = new Set();
  const carryOutWaiting = async () => {
    await carryOutMany(transaction, waiting, sumsLater);
    waiting = [];
  };
  const ofKind = (kind: EntityKind) => inRounds(decisions.filter((one) => one.kind === kind));
  for (const decision of [...ofKind('account'), ...ofKind('person')]) {
    // What an earlier verdict made one has to be one before the next is about it.
    const ids = [decision.leftId, decision.rightId];
    const named = await Promise.all(ids.map((id) => requireEntity(transaction, decision.kind, id)));
    if (waiting.some(({ keptId, goneId }) => named.includes(keptId) || named.includes(goneId))) await carryOutWaiting();
    const recorded = await recordVerdict(transaction, decision, memberId, decisions.length > 1);
    if (!recorded) continue;
    const [keptName, goneName] = [recorded.keptId, recorded.goneId].map((id) => nameOf(decision.kind, id));
    const one: Decided = { ...recorded, kind: decision.kind, verdict: decision.verdict, keptName, goneName };
    waiting.push(one);
    decided.push(one);
    if (one.kind === 'account') accounts.push(one.keptId);
  }
  await carryOutWaiting();
  await refreshRollups(transaction, todayJst(new Date()), [...sumsLater]);
  await askAboutPeople(transaction, await linkedIds(transaction, 'account', 'person', accounts));
  await deriveLeadEvents(transaction);
  return decided;
}

async function readNames(
  transaction: Transaction,
  decisions: readonly Decision[],
): Promise<(kind: EntityKind, id: number) => string | undefined> {
  const idsOf = (kind: EntityKind) => decisions.flatMap((one) => (one.kind === kind ? [one.leftId, one.rightId] : []));
  const names = {
    account: await readNamesNow(transaction, 'account', idsOf('account')),
    person: await readNamesNow(transaction, 'person', idsOf('person')),
  };
  return (kind, id) => names[kind].get(id);
}

/** A verdict as it was recorded: what it speaks of under the id that stays and the one that does not. */
export type Decided = {
  readonly decisionId: number;
  readonly kind: EntityKind;
  readonly verdict: Verdict;
  readonly keptId: number;
  readonly goneId: number;
  /** What both were called before. */
  readonly keptName: string | undefined;
  readonly goneName: string | undefined;
};

/** Verdicts on pairs that have nothing in common, carried out together. */
async function carryOutMany(transaction: Transaction, judged: readonly Decided[], sumsLater: SumsLater): Promise<void> {
  for (const group of Map.groupBy(judged, ({ kind, verdict }) => `${kind}/${verdict}`).values()) {
    const { kind, verdict } = group[0]!;
    if (isMerging(verdict)) await mergeEntities(transaction, kind, group, verdict, sumsLater);
    else
      await markDecided(
        transaction,
        kind,
        group.map(({ keptId, goneId }) => ({ one: keptId, other: goneId })),
        verdict,
      );
  }
}

async function recordVerdict(
  transaction: Transaction,
  decision: Decision,
  memberId: number | null,
  mayBeOne: boolean,
): Promise<{ decisionId: number; keptId: number; goneId: number } | undefined> {
  const { kind, verdict } = decision;
  const left = await requireEntity(transaction, kind, decision.leftId);
  const right = await requireEntity(transaction, kind, decision.rightId);
  if (left === right && mayBeOne) return undefined;
  if (kind === 'account' && ofOneCorporation.has(verdict)) await refuseTwoCorporations(transaction, left, right);
  if (left === right) throw new Refusal('already_one', 'この2件はすでに1件にまとまっています。', { status: 409 });
  // The younger one's rows move; they are kept whole so that the merge can be taken back.
  const [kept, moved] = [Math.min(left, right), Math.max(left, right)];
  const rows = await rowsOfEntities(transaction, kind, [kept, moved]);
  const [leftRows, rightRows] = [rows.get(kept)!.slice(0, 1), rows.get(moved)!];
  const recorded = await transaction.db
    .insertInto('match_decision')
    .values({
      arrival: await nextArrival(transaction.db),
      kind,
      verdict,
      left_rows: leftRows,
      right_rows: rightRows,
      note: decision.note ?? null,
      member_id: memberId,
    })
    .returning('match_decision_id')
    .executeTakeFirstOrThrow();
  return { decisionId: recorded.match_decision_id, keptId: kept, goneId: moved };
}

/** Verdicts that say both are one corporation; a merger or change of name may have two numbers. */
export const ofOneCorporation: ReadonlySet<string> = new Set(['same', 'site', 'department']);

/** Two companies with two valid 法人番号 are two corporations, whatever else is alike (identity.md §2.2). */
async function refuseTwoCorporations(transaction: Transaction, left: number, right: number): Promise<void> {
  const companies = await transaction.db
    .selectFrom('account')
    .select(['name', 'corporate_number'])
    .where('account_id', 'in', [left, right])
    .where('corporate_number', 'is not', null)
    .orderBy('account_id')
    .execute();
  const [one, other] = companies;
  if (!one || !other || one.corporate_number === other.corporate_number) return;
  throw new Refusal(
    'two_corporations',
    `「${one.name}」(${one.corporate_number})と「${other.name}」(${other.corporate_number})は法人番号が違うため、同じ会社にはできません。合併や社名変更なら「社名変更・合併」、番号の誤りなら番号を直してから決めてください。`,
    {
      status: 409,
      details: {
        one: one.name,
        oneNumber: one.corporate_number,
        other: other.name,
        otherNumber: other.corporate_number,
      },
    },
  );
}

export type RecordedDecision = {
  readonly kind: EntityKind;
  readonly verdict: Verdict | 'automatic' | 'confirmed' | 'split';
  readonly leftRows: readonly string[];
  readonly rightRows: readonly string[];
};

/** Carries a recorded verdict out on the state as it is; the same for a fresh verdict and for a rebuild, which counts sums at its end. */
export async function carryOut(
  transaction: Transaction,
  decision: RecordedDecision,
  sumsLater?: SumsLater,
): Promise<void> {
  const { kind, verdict } = decision;
  const keptId = await entityOfRow(transaction, kind, decision.leftRows[0]!);
  const goneId = await entityOfRow(transaction, kind, decision.rightRows[0]!);
  if (keptId === undefined || goneId === undefined || keptId === goneId) return;
  if (merging.has(verdict)) {
    const merge = { keptId: Math.min(keptId, goneId), goneId: Math.max(keptId, goneId) };
    await mergeEntities(transaction, kind, [merge], verdict, sumsLater);
  } else await markDecided(transaction, kind, [{ one: keptId, other: goneId }], verdict);
}
