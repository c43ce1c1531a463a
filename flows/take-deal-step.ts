import { advanceDeal, type DealStepByHand } from '#core/demand/deal-life.ts';
import { todayJst } from '#core/period/day.ts';
import { Refusal } from '#core/refusal.ts';
import { writeAudit } from '#db/audit.ts';
import { addDealEvent, listDealsSaid, undoDealEvent } from '#db/deal-events.ts';
import { deleteFacts, writeFacts } from '#db/facts.ts';
import { lockIdentity } from '#db/raw-rows.ts';
import { refreshRollups } from '#db/rollups.ts';
import { markDeals } from '#db/stale-cycles.ts';
import type { Transaction } from '#db/transaction.ts';
import { readDealStories } from './deal-stories.ts';
import { deriveLeadEvents } from './derive-lead-events.ts';
import { readRowsOf } from './linked-rows.ts';

type Doer = { readonly memberId: number; readonly now: Date };

/**
 * Notes that a deal was postponed, given up without a decision, resumed or opened again, beside what its file tells; leads that
 * hang on it follow. Refuses `deal_not_found`, `deal_needs_until` a postponement without a day to come, and what the machine of
 * deals refuses.
 */
export async function takeDealStep(
  transaction: Transaction,
  dealId: string,
  step: DealStepByHand,
  doer: Doer,
): Promise<void> {
  const { db } = transaction;
  await lockIdentity(transaction);
  await requireDeal(transaction, dealId);
  const { life } = (await readDealStories(db, [dealId], 'all')).get(dealId)!;
  const on = todayJst(doer.now);
  if (step.kind === 'postpone' && step.until <= on)
    throw new Refusal('deal_needs_until', '保留の期限は、明日以降の日付にしてください。', { status: 422 });
  const { why: _, ...event } = step;
  const after = advanceDeal(life, { ...event, on, by: null });
  await addDealEvent(db, dealId, step, doer);
  await markDeals(transaction, [dealId]);
  await deriveLeadEvents(transaction);
  await writeAudit(db, {
    memberId: doer.memberId,
    action: `deal.${step.kind}`,
    subjectKind: 'deal',
    subjectId: dealId,
    before: { state: life.state },
    after: { ...step, state: after.state },
  });
}

/** Takes the last thing said of a deal back, by whoever said it: it stands again as its file and what was said before tell. */
export async function undoDealStep(transaction: Transaction, dealId: string, doer: Doer): Promise<void> {
  const { db } = transaction;
  await lockIdentity(transaction);
  await requireDeal(transaction, dealId);
  const last = (await listDealsSaid(db, [dealId])).at(-1);
  if (last?.memberId !== doer.memberId)
    throw new Refusal('nothing_to_undo', '取り消せるのは、自分が最後にした操作だけです。', { status: 409 });
  await undoDealEvent(db, last.eventId, doer);
  await deleteFacts(transaction, [dealId]);
  const facts = await readRowsOf(transaction, [dealId]);
  await writeFacts(transaction, facts);
  await refreshRollups(
    transaction,
    todayJst(doer.now),
    facts.flatMap(({ accountId }) => accountId ?? []),
  );
  await deriveLeadEvents(transaction);
  await writeAudit(db, {
    memberId: doer.memberId,
    action: 'deal.undo',
    subjectKind: 'deal',
    subjectId: dealId,
    before: { kind: last.kind },
  });
}

async function requireDeal({ db }: Transaction, dealId: string): Promise<void> {
  const found = await db.selectFrom('deal').select('deal_id').where('deal_id', '=', dealId).executeTakeFirst();
  if (!found) throw new Refusal('deal_not_found', 'この商談は見つかりません。', { status: 404 });
}
